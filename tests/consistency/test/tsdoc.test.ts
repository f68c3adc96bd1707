// Whoever uses a package reads in the editor what each export is for.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const packages = fileURLToPath(new URL('../../../packages/', import.meta.url));

/** The declarations of every entry of every package that is published. */
const entries = readdirSync(packages).flatMap((name) => {
  const manifest = JSON.parse(readFileSync(`${packages}${name}/package.json`, 'utf8'));
  if (manifest.private) return [];
  return Object.entries<any>(manifest.exports ?? {}).flatMap(([path, conditions]) => {
    const types = conditions.types ?? conditions.import?.types;
    const module = `${manifest.name}${path.slice(1)}`;
    return types ? [{ module, file: `${packages}${name}/${types}` }] : [];
  });
});

const program = ts.createProgram(
  entries.map(({ file }) => file),
  { module: ts.ModuleKind.NodeNext, noLib: true, types: [] },
);
const checker = program.getTypeChecker();

test('there are packages to look at', () => {
  expect(entries.map(({ module }) => module)).toContain('@connect-api/client');
});

describe.each(entries)('$module', ({ file }) => {
  const module = checker.getSymbolAtLocation(program.getSourceFile(file)!);

  test('says of each export what it is for', () => {
    const exported = checker.getExportsOfModule(module!);
    expect(exported).not.toEqual([]);
    expect(exported.filter(isUndocumented).map(({ name }) => name)).toEqual([]);
  });
});

function isUndocumented(symbol: ts.Symbol): boolean {
  const original = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return original.getDocumentationComment(checker).length === 0;
}
