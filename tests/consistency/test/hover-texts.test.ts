// What an editor shows of each package as it is published: its bundled declarations, since a bundler
// can lose what the source says.
import path from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { packageFolders, readJson, repository } from '../../../scripts/lib/workspace.ts';

// Made by openapi-typescript for openapi-fetch and the like; what readers use has friendly names.
const generated = new Set(['components', 'operations', 'paths', 'webhooks']);

const published = packageFolders(repository)
  .map((folder) => ({ folder, ...readJson(repository, folder, 'package.json') }))
  .filter((manifest) => !manifest.private)
  .map(({ name, folder, exports }) => ({
    name,
    entries: declarationsOf(exports).map((file) => path.join(repository, folder, file)),
  }));

test.each(published)('$name says what each property is for', ({ entries }) => {
  expect(withoutText(entries)).toEqual([]);
});

test('a property without a comment is found, however deep', () => {
  const file = '/things.d.ts';
  const text = `
    interface Hidden { bare: string }
    export interface Shown {
      /** Told. */
      told: { bare: string };
      bare(): void;
    }
    export {};`;
  expect(withoutText([file], { [file]: text })).toEqual(['Shown.told.bare', 'Shown.bare']);
});

function declarationsOf(exports: object): string[] {
  return Object.values(exports)
    .flatMap((target) => (typeof target === 'object' ? declarationsOf(target) : [target]))
    .filter((file) => file.endsWith('.d.ts'));
}

/** The properties of what entries export that have no comment, by their names. */
function withoutText(entries: string[], texts: Record<string, string> = {}): string[] {
  const options = { module: ts.ModuleKind.NodeNext, noLib: true, types: [] };
  const host = ts.createCompilerHost(options);
  const read = (file: string) => texts[file] ?? ts.sys.readFile(file);
  const program = ts.createProgram(entries, options, {
    ...host,
    readFile: read,
    fileExists: (file) => read(file) !== undefined,
    getSourceFile: (file, version) => ts.createSourceFile(file, read(file) ?? '', version, true),
  });
  for (const entry of entries)
    if (read(entry) === undefined) throw new Error(`${entry} is missing.`);
  const checker = program.getTypeChecker();
  const folders = entries.map((entry) => path.dirname(entry));
  const bare = entries
    .flatMap((entry) => {
      const source = program.getSourceFile(entry);
      const module = source && checker.getSymbolAtLocation(source);
      return module ? checker.getExportsOfModule(module) : [];
    })
    .map((symbol) =>
      symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
    )
    .filter(({ name }) => !generated.has(name))
    .flatMap(({ name, declarations = [] }) =>
      declarations
        .filter((node) => folders.includes(path.dirname(node.getSourceFile().fileName)))
        .flatMap((node) => bareIn(node, name)),
    );
  return [...new Set(bare)];
}

function bareIn(node: ts.Node, name: string): string[] {
  // Asked of a type, and never a value's.
  if (ts.isConditionalTypeNode(node.parent) && node.parent.extendsType === node) return [];
  const isProperty =
    ts.isPropertySignature(node) ||
    ts.isMethodSignature(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isMethodDeclaration(node);
  const here = isProperty ? `${name}.${node.name.getText()}` : name;
  const found = isProperty && ts.getJSDocCommentsAndTags(node).length === 0 ? [here] : [];
  ts.forEachChild(node, (child) => {
    found.push(...bareIn(child, here));
  });
  return found;
}
