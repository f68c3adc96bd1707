// Whoever uses a package reads in the editor what each export is for.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const packages = fileURLToPath(new URL('../../../packages/', import.meta.url));

/** The declarations of every entry of every package that is published. */
const entries = readdirSync(packages).flatMap((name) => {
  const manifest = JSON.parse(readFileSync(`${packages}${name}/package.json`, 'utf8'));
  if (manifest.private) return [];
  return Object.entries<any>(manifest.exports ?? {}).flatMap(([entry, conditions]) => {
    const types = conditions.types ?? conditions.import?.types;
    const module = `${manifest.name}${entry.slice(1)}`;
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

  test('names no map that is not there', () => {
    const [, map] = /\/\/# sourceMappingURL=(\S+)/.exec(readFileSync(file, 'utf8')) ?? [];
    if (map) expect(existsSync(path.join(path.dirname(file), map))).toBe(true);
  });
});

// Where people work most: the bundler has lost comments that stand in the source.
test('each property of the client says what it is', () => {
  const { file } = entries.find(({ module }) => module === '@connect-api/client')!;
  const module = checker.getSymbolAtLocation(program.getSourceFile(file)!);
  const found = checker.getExportsOfModule(module!).flatMap((symbol) =>
    propertiesOf(symbol)
      .filter(isUndocumented)
      .map(({ name }) => `${symbol.name}.${name}`),
  );
  expect(found).toEqual([]);
});

/** The properties that an exported interface, class or object type itself declares. */
function propertiesOf(symbol: ts.Symbol): ts.Symbol[] {
  const original = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return (original.declarations ?? []).flatMap((declaration) => {
    const body = ts.isTypeAliasDeclaration(declaration) ? declaration.type : declaration;
    if (
      !ts.isInterfaceDeclaration(body) &&
      !ts.isClassDeclaration(body) &&
      !ts.isTypeLiteralNode(body)
    )
      return [];
    return [...body.members].flatMap((member) => {
      const property = member.name && checker.getSymbolAtLocation(member.name);
      const hidden =
        ts.canHaveModifiers(member) &&
        ts.getModifiers(member)?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword);
      return property && !hidden ? [property] : [];
    });
  });
}

function isUndocumented(symbol: ts.Symbol): boolean {
  const original = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return original.getDocumentationComment(checker).length === 0;
}
