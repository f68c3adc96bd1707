// Looks facts up in the types, as TypeScript itself understands them.

import ts from 'typescript';
import type { About, Fact } from './facts.ts';

export type Declared = ts.PropertySignature | ts.TypeAliasDeclaration;

/** What the types use of TypeScript's own library; all of it would take a second to read. */
const library = `
interface Array<T> { length: number; [index: number]: T }
interface Boolean {} interface CallableFunction {} interface Function {} interface IArguments {}
interface NewableFunction {} interface Number {} interface Object {} interface RegExp {} interface String {}
type NonNullable<T> = T & {};
type Record<K extends string | number | symbol, T> = { [P in K]: T };
`;

/**
 * @param files the text of the package's files by name
 * @param facts all of the contract
 * @returns what the types say instead of a fact
 */
export function readTypes(
  files: Record<string, string>,
  facts: Fact[],
): (fact: Fact) => string | undefined {
  const program = programOf(files);
  const checker = program.getTypeChecker();
  const exported = exportsOf(program, checker);
  const components = exported.get('components');
  const operations = exported.get('operations');
  const paths = exported.get('paths');
  const aliases = aliasesOf(program, checker);
  // Every fact of a property asks for those of its schema.
  const bySchema = groupedBySchema(facts);
  const factsOf = (schema: string | undefined) => bySchema.get(schema) ?? [];

  return (fact) => {
    const { kind, value, about } = fact;
    if (kind === 'operation') return lookOperation(about.operationId ?? '', String(value));
    const signatures = signaturesOf(about, kind);
    if (!signatures.every((each) => each !== undefined)) return 'nothing';
    const said = signatures.map((signature) => {
      if (kind !== 'required') return lookValue(fact, signature);
      const required = !('questionToken' in signature && signature.questionToken);
      const wanted = value && !isLeftOut(about);
      return required === wanted ? undefined : required ? 'required' : 'optional';
    });
    const unknown = kind === 'property' && unknownIn(about);
    return said.find(Boolean) ?? (unknown ? `also ${unknown}, which is no property` : undefined);
  };

  function lookOperation(operationId: string, value: string) {
    const [method = '', path = ''] = value.split(' ');
    const found = memberType(paths, path, method.toLowerCase());
    if (found && found === memberType(operations, operationId)) return undefined;
    return found ? 'another operation' : `no ${value}`;
  }

  function lookValue({ kind, value, about }: Fact, signature: Declared) {
    const type = signature.type as ts.TypeNode;
    const declared = declarationOf(signature);
    const own = declared.type as ts.TypeNode;
    if (kind === 'format') return differs(value, /Format: (\S+)/.exec(commentOf(declared))?.[1]);
    if (kind === 'example') {
      const examples = examplesIn(declared);
      return examples.some((each) => !differs(value, each))
        ? undefined
        : (examples[0] ?? 'nothing');
    }
    if (kind === 'enum value') {
      const values = [...valuesOf(own), ...(admitsNull(own) ? ['null'] : [])];
      const alone = value !== 'the only one' || values.length === 1;
      return alone && values.includes(String(about.value))
        ? undefined
        : `only ${values.join(', ')}`;
    }
    if (kind === 'constraint') return differs(value, isOpen(own) ? 'may come' : 'are errors');
    if (kind === 'status' && value === 'no body') return differs('never', textOf(type));
    // A variant that says nothing of its own shows what holds for all of them.
    if (about.branch !== undefined && value === 'any' && ts.isTypeReferenceNode(type))
      return textOf(type);
    return isOfType(String(value), type, own) ? undefined : textOf(type);
  }

  /** @param own what a reference leads to */
  function isOfType(expected: string, type: ts.TypeNode, own: ts.TypeNode): boolean {
    if (expected === 'any' || textOf(type) === typeText(expected, typeNamed)) return true;
    const [, otherThanNull] = /^\(?(.*?)\)? or null$/.exec(expected) ?? [];
    if (otherThanNull !== undefined && admitsNull(own)) {
      const rest = notNull(own);
      return isOfType(otherThanNull, rest, ownOf(rest));
    }
    const items = itemsOf(own);
    if (expected.startsWith('array of ') && items)
      return isOfType(expected.slice('array of '.length), items, ownOf(items));
    // What is in it has facts of its own.
    if (expected === 'object') return ts.isTypeLiteralNode(own);
    const scalar = ['string', 'number', 'integer', 'boolean'].includes(expected);
    const wanted = expected === 'integer' ? 'number' : expected;
    if (!scalar) return false;
    if (textOf(own) === wanted)
      return (
        textOf(type) === wanted || ts.isIndexedAccessTypeNode(type) || ts.isTypeReferenceNode(type)
      );
    return scalar && valuesOf(own).length > 0;
  }

  /** @returns where the types say it */
  function signaturesOf(about: About, kind: Fact['kind']): (Declared | undefined)[] {
    const { schema, property } = about;
    if (about.operationId) return [signatureOf(about, kind)];
    const alias = aliasOf(schema ?? '');
    if (property === undefined || !alias) return [alias];
    const [first = '', ...steps] = about.path ?? [];
    // Of a list or a map: what is in it, and a property of that.
    if (!first.startsWith('.')) return [[first, ...steps].reduce(stepInto, alias)];
    return literalsFor(alias, about)
      .map((variant) => propertyOf(variant, first.slice(1)))
      .map((found) => steps.reduce(stepInto, found));
  }

  /** @param step `.name` of a property, `[]` to the items of a list, `{}` to the values of a map */
  function stepInto(from: Declared | undefined, step: string): Declared | undefined {
    if (!from?.type) return undefined;
    const own = ownOf(from.type);
    if (step.startsWith('.'))
      return variantsOf(own)
        .map((variant) => propertyOf(variant, step.slice(1)))
        .find(Boolean);
    const inner = step === '[]' ? itemsOf(own) : valuesOfMap(own);
    return inner && ({ type: inner } as Declared);
  }

  /** What a schema's name stands for: of one that is no identifier the components say it. */
  function aliasOf(schema: string): ts.TypeAliasDeclaration | undefined {
    return aliases.get(schema) ?? aliases.get(typeNamed(schema));
  }

  function typeNamed(schema: string): string {
    if (aliases.has(schema)) return schema;
    const type = member(memberType(components, 'schemas'), schema)?.type;
    return type ? textOf(type) : schema;
  }

  /** What a type is where it is given by a name. */
  function ownOf(type: ts.TypeNode): ts.TypeNode {
    return declarationOf({ type } as Declared).type as ts.TypeNode;
  }

  function signatureOf(
    { operationId = '', in: place, parameter, status, header }: About,
    kind: Fact['kind'],
  ) {
    if (parameter)
      return member(memberType(operations, operationId, 'parameters', place ?? ''), parameter);
    if (header)
      return member(
        memberType(operations, operationId, 'responses', status ?? '', 'headers'),
        header,
      );
    if (status) {
      const content = member(memberType(operations, operationId, 'responses', status), 'content');
      return jsonMember(typeAt(content)) ?? content;
    }
    const body = member(memberType(operations, operationId), 'requestBody');
    return kind === 'required' ? body : jsonMember(memberType(typeAt(body), 'content'));
  }

  function jsonMember(content: ts.Type | undefined) {
    const types = content ? checker.getPropertiesOfType(content).map(({ name }) => name) : [];
    const name = types.find((each) => each === 'application/json') ?? types.find(isJson);
    return name === undefined ? undefined : member(content, name);
  }

  /**
   * The variants that have to show what is said of a property: the one that it is said of, or all that
   * say nothing of their own about it.
   */
  function literalsFor(alias: ts.TypeAliasDeclaration, { schema, property, variant }: About) {
    const literals = variantsOf(alias.type);
    const variants = factsOf(schema).flatMap(({ about }) => about.variant ?? []);
    const count = variants.length === 0 ? 1 : Math.max(...variants) + 1;
    if (literals.length !== count) return [undefined];
    if (variant !== undefined) return literals.slice(variant, variant + 1);
    const own = factsOf(schema).filter(
      ({ kind, about }) => kind === 'property' && about.property === property,
    );
    return literals.filter((_, index) => !own.some(({ about }) => about.variant === index));
  }

  /** @returns a property of the schema's type that the contract does not have */
  function unknownIn({ schema }: About): string | undefined {
    const alias = aliasOf(schema ?? '');
    const known = propertiesOf(schema);
    const names = (alias ? variantsOf(alias.type).flat() : []).flatMap(({ members }) =>
      members.filter(ts.isPropertySignature).map(({ name }) => nameOf(name)),
    );
    return names.find((name) => !known.includes(name));
  }

  /** Its own, and those that it takes over. */
  function propertiesOf(schema: string | undefined): string[] {
    const own = factsOf(schema);
    const bases = own.find(({ about }) => about.bases)?.about.bases ?? [];
    return [...own.flatMap(({ about }) => about.property ?? []), ...bases.flatMap(propertiesOf)];
  }

  function member(type: ts.Type | undefined, name: string) {
    const symbol = type && checker.getPropertyOfType(checker.getNonNullableType(type), name);
    const declaration = symbol?.declarations?.find(ts.isPropertySignature);
    return declaration;
  }

  function typeAt(signature: ts.PropertySignature | undefined) {
    return signature?.type && checker.getTypeFromTypeNode(signature.type);
  }

  function memberType(type: ts.Type | undefined, ...names: string[]): ts.Type | undefined {
    return names.reduce((at, name) => typeAt(member(at, name)), type);
  }

  /** @returns what a reference leads to, or itself */
  function declarationOf(declared: Declared): Declared {
    const keys = keysOf(declared.type);
    const found = keys
      ? member(memberType(components, keys[0]), keys[1])
      : aliases.get(textOf(declared.type ?? declared));
    return found && found !== declared ? declarationOf(found) : declared;
  }
}

function groupedBySchema(facts: Fact[]): Map<string | undefined, Fact[]> {
  const groups: Map<string | undefined, Fact[]> = new Map();
  for (const fact of facts) {
    const group = groups.get(fact.about.schema);
    if (group) group.push(fact);
    else groups.set(fact.about.schema, [fact]);
  }
  return groups;
}

/** @returns of each variant the parts that it says itself, and not by the name of another schema */
function variantsOf(type: ts.TypeNode): ts.TypeLiteralNode[][] {
  if (ts.isTypeLiteralNode(type)) return [[type]];
  if (ts.isParenthesizedTypeNode(type)) return variantsOf(type.type);
  if (ts.isIntersectionTypeNode(type))
    return [type.types.flatMap((part) => variantsOf(part).flat())];
  return ts.isUnionTypeNode(type) ? type.types.flatMap(variantsOf) : [];
}

function propertyOf(variant: ts.TypeLiteralNode[] | undefined, property: string) {
  return variant
    ?.flatMap(({ members }) => members.filter(ts.isPropertySignature))
    .find(({ name }) => nameOf(name) === property);
}

/** What a type is besides null, where it is one other type. */
function notNull(type: ts.TypeNode): ts.TypeNode {
  if (ts.isParenthesizedTypeNode(type)) return notNull(type.type);
  const others = ts.isUnionTypeNode(type) ? type.types.filter((each) => !isNull(each)) : [];
  return others.length === 1 ? notNull(others[0] as ts.TypeNode) : type;
}

function admitsNull(type: ts.TypeNode): boolean {
  if (ts.isParenthesizedTypeNode(type)) return admitsNull(type.type);
  return ts.isUnionTypeNode(type) && type.types.some(isNull);
}

function isNull(type: ts.TypeNode): boolean {
  return ts.isLiteralTypeNode(type) && type.literal.kind === ts.SyntaxKind.NullKeyword;
}

function itemsOf(list: ts.TypeNode): ts.TypeNode | undefined {
  const type = notNull(list);
  if (!ts.isArrayTypeNode(type)) return undefined;
  const { elementType } = type;
  return ts.isParenthesizedTypeNode(elementType) ? elementType.type : elementType;
}

function valuesOfMap(map: ts.TypeNode): ts.TypeNode | undefined {
  const type = notNull(map);
  const members = ts.isTypeLiteralNode(type) ? type.members : [];
  return [...members].find(ts.isIndexSignatureDeclaration)?.type;
}

/** Whether a property is not asked for where its schema is used: it goes the other way. */
function isLeftOut({ oneWay, used }: About): boolean {
  // Of a schema that goes both ways the type of its name is the one for responses.
  return oneWay !== undefined && (oneWay === 'response') === (used === 'request');
}

function isJson(mediaType: string): boolean {
  return /[/+]json\b/.test(mediaType);
}

function programOf(files: Record<string, string>) {
  const texts = new Map([['/library.d.ts', library]]);
  for (const [name, text] of Object.entries(files)) texts.set(`/types/${name}`, text);
  const index = [...texts.keys()].filter((name) => /^\/types\/index\./.test(name));
  return ts.createProgram({
    rootNames: ['/library.d.ts', ...index],
    options: {
      noLib: true,
      strict: true,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      types: [],
    },
    host: {
      getSourceFile: (name, version) => {
        const text = texts.get(name);
        return text === undefined ? undefined : ts.createSourceFile(name, text, version, true);
      },
      fileExists: (name) => texts.has(name),
      readFile: (name) => texts.get(name),
      getDefaultLibFileName: () => '/library.d.ts',
      getCurrentDirectory: () => '/',
      getCanonicalFileName: (name) => name,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => '\n',
      writeFile: () => {},
    },
  });
}

function exportsOf(program: ts.Program, checker: ts.TypeChecker) {
  return new Map(
    symbolsOf(program, checker).map(({ name, target }) => [
      name,
      checker.getDeclaredTypeOfSymbol(target),
    ]),
  );
}

function symbolsOf(program: ts.Program, checker: ts.TypeChecker) {
  const index = program
    .getSourceFiles()
    .find(({ fileName }) => fileName.startsWith('/types/index.'));
  const module = index && checker.getSymbolAtLocation(index);
  const symbols = module ? checker.getExportsOfModule(module) : [];
  return symbols.map((symbol) => ({
    name: symbol.name,
    target: symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
  }));
}

/** @returns what is exported under a name of its own */
function aliasesOf(
  program: ts.Program,
  checker: ts.TypeChecker,
): Map<string, ts.TypeAliasDeclaration> {
  return new Map(
    symbolsOf(program, checker).flatMap(({ name, target }) => {
      const declaration = target.declarations?.find(ts.isTypeAliasDeclaration);
      return declaration ? [[name, declaration]] : [];
    }),
  );
}

/**
 * @param type a type in the words of the facts
 * @param named what the type of a schema is called
 * @returns as TypeScript writes it
 */
function typeText(type: string, named: (schema: string) => string): string {
  const text = (each: string) => typeText(each.replace(/^\((.*)\)$/, '$1'), named);
  if (type.startsWith('array of ')) return `${text(type.slice('array of '.length))}[]`;
  if (type.startsWith('map of ')) return `{[key:string]:${text(type.slice('map of '.length))};}`;
  if (type.startsWith('list of '))
    return `[${type.slice('list of '.length).split(', then ').map(text)}]`;
  if (type.includes(' or ')) return type.split(' or ').map(text).join('|');
  if (type === 'integer') return 'number';
  if (type === 'object') return '{[key:string]:unknown;}';
  return ['string', 'number', 'boolean', 'null'].includes(type) ? type : named(type);
}

/** @param node without white space */
function textOf(node: ts.Node) {
  return node.getText().replace(/\s+/g, '').replaceAll("'", '"');
}

/** @returns of `components['a']['b']` */
function keysOf(type: ts.TypeNode | undefined): [string, string] | undefined {
  const match = type && /^components\["(.+?)"\]\["(.+?)"\]$/.exec(textOf(type));
  return match ? [match[1] ?? '', match[2] ?? ''] : undefined;
}

/** @returns the literals of a union */
function valuesOf(type: ts.TypeNode): (string | undefined)[] {
  if (ts.isArrayTypeNode(type)) return valuesOf(type.elementType);
  if (ts.isParenthesizedTypeNode(type)) return valuesOf(type.type);
  if (ts.isUnionTypeNode(type)) return type.types.flatMap(valuesOf);
  if (!ts.isLiteralTypeNode(type)) return [];
  const { literal } = type;
  if (ts.isStringLiteral(literal) || ts.isNumericLiteral(literal)) return [literal.text];
  return /^(true|false)$/.test(literal.getText()) ? [literal.getText()] : [];
}

/** @param type whether values may come that the union does not name */
function isOpen(type: ts.TypeNode) {
  if (valuesOf(type).length === 0) return true;
  return /\bstring\b/.test(textOf(type).replace(/"[^"]*"/g, ''));
}

function nameOf(name: ts.PropertyName) {
  return ts.isStringLiteral(name) || ts.isNumericLiteral(name) ? name.text : name.getText();
}

function commentOf(node: ts.Node) {
  return ts
    .getJSDocCommentsAndTags(node)
    .map((each) => each.getText())
    .join('\n');
}

/** What would end the comment has a backslash in it. */
function examplesIn(node: ts.Node): (string | undefined)[] {
  return ts
    .getJSDocTags(node)
    .filter(({ tagName }) => tagName.text === 'example')
    .map(({ comment }) => ts.getTextOfJSDocComment(comment)?.replaceAll('*\\/', '*/'));
}

/** @returns what was found, if it differs */
function differs(expected: unknown, found: string | undefined): string | undefined {
  const text = typeof expected === 'string' ? expected : JSON.stringify(expected);
  return text === found || text === compact(found) ? undefined : (found ?? 'nothing');
}

/** JSON without the white space that a comment has it with. */
function compact(json: string | undefined): string | undefined {
  try {
    return JSON.stringify(JSON.parse(json ?? ''));
  } catch {
    return json;
  }
}
