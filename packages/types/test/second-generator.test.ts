// openapi-typescript is frozen. Another generator that comes to the same types could take its place.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { document, typeNameOf } from '@connect-api/spec';
import { createClient } from '@hey-api/openapi-ts';
import ts from 'typescript';
import { afterAll, expect, test } from 'vitest';

// Of some things the other generator makes types in a way of its own.
const schemas = Object.keys(document.components.schemas)
  .filter((name) => !isMadeOtherwise(name))
  .map(typeNameOf);
const ours = fileURLToPath(new URL('../src/index.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'connect-types-'));
afterAll(() => rmSync(folder, { recursive: true }));

await createClient({
  input: document as never,
  output: join(folder, 'theirs'),
  plugins: ['@hey-api/typescript'],
  logs: { level: 'silent' },
});
const problems = compare();

test.each(schemas)('hey-api’s %s is assignable to ours', (name) => {
  expect(problems.get(`${name} from theirs`)).toBeUndefined();
});

test.each(schemas)('our %s is assignable to hey-api’s', (name) => {
  expect(problems.get(`${name} to theirs`)).toBeUndefined();
});

/**
 * Whether a schema, or one that it leads to, has properties that are read or written only, or lists of one
 * length, which the other generator counts.
 */
function isMadeOtherwise(name: string, seen: Set<string> = new Set()): boolean {
  if (seen.has(name)) return false;
  seen.add(name);
  const text = JSON.stringify(document.components.schemas[name]);
  if (/"(readOnly|writeOnly)":true|"minItems":(\d+),"maxItems":\2\b/.test(text)) return true;
  return [...text.matchAll(/#\/components\/schemas\/([^"/]+)/g)].some(([, other = '']) =>
    isMadeOtherwise(other, seen),
  );
}

/** What the compiler says to an assignment in each direction, by schema and direction. */
function compare(): Map<string | undefined, string> {
  const assignments = schemas.flatMap((name) => [
    [`${name} from theirs`, assignment(name, 'ours', 'theirs')],
    [`${name} to theirs`, assignment(name, 'theirs', 'ours')],
  ]);
  const head = `
    import type * as ours from '${ours}';
    import type * as theirs from './theirs/index.js';
    // Objects whose properties are all optional can be assigned to each other, whatever they have.
    type Strict<T> = T extends string ? T : T extends object ? { [K in keyof T]-?: Strict<T[K]> } : T;
    type Both<T> = [T, Strict<T>];`;
  const lines = head.split('\n').length;
  const file = join(folder, 'compare.ts');
  writeFileSync(file, [head, ...assignments.map(([, code]) => code)].join('\n'));
  const program = ts.createProgram([file], {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
  });
  return new Map(
    ts.getPreEmitDiagnostics(program).map((diagnostic) => {
      const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n');
      const line = diagnostic.file?.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line ?? 0;
      const place =
        diagnostic.file?.fileName.endsWith('/compare.ts') && assignments[line - lines]?.[0];
      if (!place) throw new Error(`${diagnostic.file?.fileName}: ${text}`);
      return [place, text];
    }),
  );
}

function assignment(name: string, to: string, from: string): string {
  return `export const ${to}${name}: Both<${to}.${name}> = null as unknown as Both<${from}.${name}>;`;
}
