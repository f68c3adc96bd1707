// Whether generated types take a right use and refuse a wrong one.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';

const right = `{ schedule: { type: 'CancelAtDate', date: '2024-03-31' }, reason: 'OTHER', comment: 'x' }`;
const wrong = {
  'OTHER without a comment': `{ schedule: { type: 'CancelNextDay' }, reason: 'OTHER' }`,
  'no schedule': `{ reason: 'NO_NEED' }`,
  'an unknown reason': `{ schedule: { type: 'CancelNextDay' }, reason: 'BORED' }`,
};

/**
 * What is wrong with generated types, in words; nothing where they are right.
 *
 * @param generated writes its files into a folder, and returns an expression of the request's type, in
 *   which `api` is the module `./api.js`
 */
export async function faultsOfTypes(generated: (folder: string) => Promise<string>) {
  const folder = mkdtempSync(path.join(tmpdir(), 'connect-tools-'));
  try {
    const type = await generated(folder);
    const uses = { right, ...wrong };
    const files = Object.entries(uses).map(([name, value], index) => {
      const file = path.join(folder, `use-${index}.ts`);
      const head = `import type * as api from './api.js';\n`;
      writeFileSync(file, `${head}export const body: ${type} = ${value};\n`);
      return [name, file] as const;
    });
    const program = ts.createProgram(
      files.map(([, file]) => file),
      {
        strict: true,
        noEmit: true,
        skipLibCheck: true,
        types: [],
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.ESNext,
        moduleResolution: ts.ModuleResolutionKind.Bundler,
      },
    );
    return files.flatMap(([name, file]) => {
      const source = program.getSourceFile(file);
      const problems = ts.getPreEmitDiagnostics(program, source);
      if (name === 'right' && problems.length > 0)
        return [
          `refuses a right request: ${ts.flattenDiagnosticMessageText(problems[0]?.messageText ?? '', ' ')}`,
        ];
      if (name !== 'right' && problems.length === 0) return [`takes a request with ${name}`];
      return [];
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
