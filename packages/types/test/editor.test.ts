// What an editor shows, asked of the language service that editors ask.
import { fileURLToPath } from 'node:url';
import { document, operationsOf, typeNameOf } from '@connect-api/spec';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const schemas: Record<string, any> = document.components.schemas;
const properties = Object.entries(schemas).flatMap(([schema, { properties = {} }]) =>
  Object.keys(properties).map((property) => ({ schema: typeNameOf(schema), property })),
);
const openEnums = Object.entries(schemas).flatMap(([name, schema]) => {
  const values = schema.anyOf?.find((one: any) => one.enum)?.enum;
  return values ? [{ name: typeNameOf(name), values }] : [];
});

const file = fileURLToPath(new URL('in-the-editor.ts', import.meta.url));
const index = fileURLToPath(new URL('../src/index.ts', import.meta.url));
let text = `import type * as api from '../src/index.js';\n`;
const service = serviceFor(() => text);
const program = service.getProgram()!;
const names = program
  .getTypeChecker()
  .getExportsOfModule(program.getTypeChecker().getSymbolAtLocation(program.getSourceFile(index)!)!)
  .map(({ name }) => name)
  // For openapi-fetch and the like, not for readers.
  .filter((name) => !['components', 'operations', 'paths', 'webhooks'].includes(name));

const use = (name: string) => `declare const a${name}: api.${name};`;
/** Without the quote that it begins with: where the cursor stands. */
const quoted = (property: string) => `${property.replaceAll("'", "\\'")}'`;
const access = ({ schema, property }: (typeof properties)[number]) =>
  `a${schema}['${quoted(property)}];`;
const suggestion = (name: string) => `const known${name}: api.${name} = '';`;
const otherValue = (name: string) => `const other${name}: api.${name} = 'SOMETHING_NEW';`;
// As the methods of the client are made.
const methods = 'declare const methods: { [Id in keyof api.operations]: () => void };';
const method = (id: string) => `methods.${id};`;
const operationIds = operationsOf(document).map(({ operationId }) => operationId);
text += [
  methods,
  ...operationIds.map(method),
  ...names.map(use),
  ...properties.map(access),
  ...openEnums.flatMap(({ name }) => [suggestion(name), otherValue(name)]),
].join('\n');

describe('hovering over', () => {
  test.each(names)('%s shows a plain type, and what it is for', (name) => {
    const { type, documentation } = hover(use(name), `${name};`);
    expect(type).not.toMatch(
      /\b(components|operations)\b|\b(Omit|Pick|Extract|NonNullable)<|\} & /,
    );
    expect(documentation).not.toBe('');
  });

  test('a type shows its properties by their friendly names', () => {
    const { type } = hover(
      use('ChangeSubscriptionAddonRequest'),
      'ChangeSubscriptionAddonRequest;',
    );
    expect(type).toContain('productOfferingId: string');
    expect(type).toContain('metadata?: api.Metadata');
  });

  test.each(properties)('$schema.$property shows its description', (one) => {
    expect(hover(access(one), quoted(one.property)).documentation).not.toBe('');
  });

  test('a property shows the example of the contract', () => {
    const one = { schema: 'ChangeSubscriptionAddonRequest', property: 'productOfferingId' };
    expect(hover(access(one), quoted(one.property)).tags).toContain('addon-data-5gb');
  });
});

describe('hovering over a method that is made of', () => {
  test.each(operationsOf(document))('$operationId shows what it does', ({ operation, ...one }) => {
    const { documentation } = hover(method(one.operationId), `${one.operationId};`);
    // What would end a comment is written otherwise in one.
    for (const text of [operation.summary, operation.description.trim()])
      expect(documentation).toContain(text.replaceAll('*/', '*\\/'));
  });
});

describe('completion', () => {
  test.each(openEnums)('suggests the known values of $name', ({ name, values }) => {
    expect(completions(suggestion(name))).toEqual(expect.arrayContaining(values));
  });

  test('suggests the error codes of the table in the contract', () => {
    const codes = Object.keys((document as any)['x-error-codes']);
    expect(completions(suggestion('ErrorCode')).sort()).toEqual(codes.sort());
  });
});

test('an open enumeration accepts a value that is not known', () => {
  const messages = service.getSemanticDiagnostics(file).map(({ messageText }) => messageText);
  expect(messages).toEqual([]);
});

function hover(line: string, word: string) {
  const start = text.indexOf(line);
  expect(start, line).toBeGreaterThan(0);
  const info = service.getQuickInfoAtPosition(file, start + line.lastIndexOf(word));
  return {
    type: ts.displayPartsToString(info?.displayParts),
    documentation: ts.displayPartsToString(info?.documentation),
    tags: (info?.tags ?? []).map(({ text }) => ts.displayPartsToString(text)),
  };
}

function completions(line: string) {
  const position = text.indexOf(line) + line.indexOf("''") + 1;
  const entries = service.getCompletionsAtPosition(file, position, {})?.entries ?? [];
  return entries.map(({ name }) => name);
}

/** An editor with one file in it. Without TypeScript's library, which takes seconds to read. */
function serviceFor(content: () => string) {
  return ts.createLanguageService({
    getCompilationSettings: () => ({
      module: ts.ModuleKind.NodeNext,
      strict: true,
      noLib: true,
      types: [],
      // Longer types are not cut.
      noErrorTruncation: true,
    }),
    getScriptFileNames: () => [file],
    getScriptVersion: (name) => (name === file ? String(content().length) : '1'),
    getScriptSnapshot: (name) => {
      const found = name === file ? content() : ts.sys.readFile(name);
      return found === undefined ? undefined : ts.ScriptSnapshot.fromString(found);
    },
    getCurrentDirectory: () => fileURLToPath(new URL('.', import.meta.url)),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: ts.sys.readFile,
  });
}
