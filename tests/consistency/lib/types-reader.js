// Looks facts up in the types, as TypeScript itself understands them.
import ts from 'typescript';

/** @typedef {import('./facts.js').Fact} Fact */
/** @typedef {import('./facts.js').About} About */
/** @typedef {ts.PropertySignature | ts.TypeAliasDeclaration} Declared */

/** What the types use of TypeScript's own library; all of it would take a second to read. */
const library = `
interface Array<T> { length: number; [index: number]: T }
interface Boolean {} interface CallableFunction {} interface Function {} interface IArguments {}
interface NewableFunction {} interface Number {} interface Object {} interface RegExp {} interface String {}
type NonNullable<T> = T & {};
type Record<K extends keyof any, T> = { [P in K]: T };
`;

/**
 * @param {Record<string, string>} files the text of the package's files by name
 * @param {Fact[]} facts all of the contract
 * @returns {(fact: Fact) => string | undefined} what the types say instead of a fact
 */
export function readTypes(files, facts) {
  const program = programOf(files);
  const checker = program.getTypeChecker();
  const exported = exportsOf(program, checker);
  const components = exported.get('components');
  const operations = exported.get('operations');
  const paths = exported.get('paths');
  const aliases = aliasesOf(program, checker);

  return (fact) => {
    const { kind, value, about } = fact;
    if (kind === 'operation') return lookOperation(about.operationId ?? '', value);
    const signatures = signaturesOf(about, kind);
    if (!signatures.every((each) => each !== undefined)) return 'nothing';
    const said = signatures.map((signature) => {
      if (kind !== 'required') return lookValue(fact, signature);
      const required = !('questionToken' in signature && signature.questionToken);
      return required === value ? undefined : required ? 'required' : 'optional';
    });
    const unknown = kind === 'property' && unknownIn(about);
    return said.find(Boolean) ?? (unknown ? `also ${unknown}, which is no property` : undefined);
  };

  /** @param {string} operationId @param {string} value */
  function lookOperation(operationId, value) {
    const [method = '', path = ''] = value.split(' ');
    const found = memberType(paths, path, method.toLowerCase());
    if (found && found === memberType(operations, operationId)) return undefined;
    return found ? 'another operation' : `no ${value}`;
  }

  /** @param {Fact} fact @param {Declared} signature */
  function lookValue({ kind, value, about }, signature) {
    const type = /** @type {ts.TypeNode} */ (signature.type);
    const declared = declarationOf(signature);
    const own = /** @type {ts.TypeNode} */ (declared.type);
    if (kind === 'format') return differs(value, /Format: (\S+)/.exec(commentOf(declared))?.[1]);
    if (kind === 'example') return differs(value, exampleOf(declared));
    if (kind === 'enum value') {
      const values = valuesOf(own);
      const alone = value !== 'the only one' || values.length === 1;
      return alone && values.includes(about.value) ? undefined : `only ${values.join(', ')}`;
    }
    if (kind === 'constraint') return differs(value, isOpen(own) ? 'may come' : 'are errors');
    if (kind === 'status' && value === 'no body') return differs('never', textOf(type));
    // A variant that says nothing of its own shows what holds for all of them.
    if (about.branch !== undefined && value === 'any' && ts.isTypeReferenceNode(type))
      return textOf(type);
    return isOfType(value, type, own) ? undefined : textOf(type);
  }

  /** @param {string} expected @param {ts.TypeNode} type @param {ts.TypeNode} own what a reference leads to */
  function isOfType(expected, type, own) {
    if (expected === 'any' || textOf(type) === typeText(expected)) return true;
    const scalar = ['string', 'number', 'integer', 'boolean'].includes(expected);
    const wanted = expected === 'integer' ? 'number' : expected;
    if (!scalar) return false;
    if (textOf(own) === wanted)
      return (
        textOf(type) === wanted || ts.isIndexedAccessTypeNode(type) || ts.isTypeReferenceNode(type)
      );
    return wanted === 'string' && valuesOf(own).length > 0;
  }

  /** @param {About} about @param {Fact['kind']} kind @returns {(Declared | undefined)[]} where the types say it */
  function signaturesOf(about, kind) {
    const { schema, property } = about;
    if (about.operationId) return [signatureOf(about, kind)];
    const alias = aliases.get(schema ?? '');
    if (property === undefined || !alias) return [alias];
    return literalsFor(alias, about).map((literal) => propertyOf(literal, property));
  }

  /** @param {About} about @param {Fact['kind']} kind */
  function signatureOf({ operationId = '', in: place, parameter, status, header }, kind) {
    if (parameter)
      return member(memberType(operations, operationId, 'parameters', place ?? ''), parameter);
    if (header)
      return member(
        memberType(operations, operationId, 'responses', status ?? '', 'headers'),
        header,
      );
    const json = 'application/json';
    if (status) {
      const content = member(memberType(operations, operationId, 'responses', status), 'content');
      return member(typeAt(content), json) ?? content;
    }
    const body = member(memberType(operations, operationId), 'requestBody');
    return kind === 'required' ? body : member(memberType(typeAt(body), 'content'), json);
  }

  /**
   * The variants that have to show what is said of a property: the one that it is said of, or all that
   * say nothing of their own about it.
   *
   * @param {ts.TypeAliasDeclaration} alias @param {About} about
   */
  function literalsFor(alias, { schema, property, variant }) {
    const literals = literalsOf(alias.type);
    const variants = facts.flatMap(({ about }) =>
      about.schema === schema ? (about.variant ?? []) : [],
    );
    const count = variants.length === 0 ? 1 : Math.max(...variants) + 1;
    if (literals.length !== count) return [undefined];
    if (variant !== undefined) return literals.slice(variant, variant + 1);
    const own = facts.filter(
      ({ kind, about }) =>
        kind === 'property' && about.schema === schema && about.property === property,
    );
    return literals.filter((_, index) => !own.some(({ about }) => about.variant === index));
  }

  /** @param {About} about @returns {string | undefined} a property of the schema's type that the contract does not have */
  function unknownIn({ schema }) {
    const alias = aliases.get(schema ?? '');
    const known = facts.flatMap(({ about }) =>
      about.schema === schema ? (about.property ?? []) : [],
    );
    const names = (alias ? literalsOf(alias.type) : []).flatMap(({ members }) =>
      members.filter(ts.isPropertySignature).map(({ name }) => nameOf(name)),
    );
    return names.find((name) => !known.includes(name));
  }

  /** @param {ts.Type | undefined} type @param {string} name */
  function member(type, name) {
    const symbol = type && checker.getPropertyOfType(checker.getNonNullableType(type), name);
    const declaration = symbol?.declarations?.find(ts.isPropertySignature);
    return declaration;
  }

  /** @param {ts.PropertySignature | undefined} signature */
  function typeAt(signature) {
    return signature?.type && checker.getTypeFromTypeNode(signature.type);
  }

  /** @param {ts.Type | undefined} type @param {...string} names @returns {ts.Type | undefined} */
  function memberType(type, ...names) {
    return names.reduce((at, name) => typeAt(member(at, name)), type);
  }

  /** @param {Declared} declared @returns {Declared} what a reference leads to, or itself */
  function declarationOf(declared) {
    const keys = keysOf(declared.type);
    const found = keys
      ? member(memberType(components, keys[0]), keys[1])
      : aliases.get(textOf(declared.type ?? declared));
    return found && found !== declared ? declarationOf(found) : declared;
  }
}

/** @param {ts.TypeNode} type @returns {ts.TypeLiteralNode[]} of each variant */
function literalsOf(type) {
  if (ts.isTypeLiteralNode(type)) return [type];
  return ts.isUnionTypeNode(type) ? type.types.flatMap(literalsOf) : [];
}

/** @param {ts.TypeLiteralNode | undefined} literal @param {string} property */
function propertyOf(literal, property) {
  return literal?.members
    .filter(ts.isPropertySignature)
    .find(({ name }) => nameOf(name) === property);
}

/** @param {Record<string, string>} files */
function programOf(files) {
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

/** @param {ts.Program} program @param {ts.TypeChecker} checker */
function exportsOf(program, checker) {
  return new Map(
    symbolsOf(program, checker).map(({ name, target }) => [
      name,
      checker.getDeclaredTypeOfSymbol(target),
    ]),
  );
}

/** @param {ts.Program} program @param {ts.TypeChecker} checker */
function symbolsOf(program, checker) {
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

/** @param {ts.Program} program @param {ts.TypeChecker} checker @returns {Map<string, ts.TypeAliasDeclaration>} what is exported under a name of its own */
function aliasesOf(program, checker) {
  return new Map(
    symbolsOf(program, checker).flatMap(({ name, target }) => {
      const declaration = target.declarations?.find(ts.isTypeAliasDeclaration);
      return declaration ? [[name, declaration]] : [];
    }),
  );
}

/** @param {string} type a type in the words of the facts @returns {string} as TypeScript writes it */
function typeText(type) {
  if (type.startsWith('array of ')) return `${typeText(type.slice('array of '.length))}[]`;
  if (type.includes(' or ')) return type.split(' or ').map(typeText).join('|');
  if (type === 'integer') return 'number';
  if (type === 'object') return '{[key:string]:unknown;}';
  if (['string', 'number', 'boolean', 'null'].includes(type)) return type;
  return type;
}

/** @param {ts.Node} node without white space */
function textOf(node) {
  return node.getText().replace(/\s+/g, '').replaceAll("'", '"');
}

/** @param {ts.TypeNode | undefined} type @returns {[string, string] | undefined} of `components['a']['b']` */
function keysOf(type) {
  const match = type && /^components\["(.+?)"\]\["(.+?)"\]$/.exec(textOf(type));
  return match ? [match[1] ?? '', match[2] ?? ''] : undefined;
}

/** @param {ts.TypeNode} type @returns {(string | undefined)[]} the literals of a union */
function valuesOf(type) {
  if (ts.isArrayTypeNode(type)) return valuesOf(type.elementType);
  if (ts.isParenthesizedTypeNode(type)) return valuesOf(type.type);
  if (ts.isUnionTypeNode(type)) return type.types.flatMap(valuesOf);
  return ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? [type.literal.text] : [];
}

/** @param {ts.TypeNode} type whether values may come that the union does not name */
function isOpen(type) {
  if (valuesOf(type).length === 0) return true;
  return /\bstring\b/.test(textOf(type).replace(/"[^"]*"/g, ''));
}

/** @param {ts.PropertyName} name */
function nameOf(name) {
  return ts.isStringLiteral(name) || ts.isNumericLiteral(name) ? name.text : name.getText();
}

/** @param {ts.Node} node */
function commentOf(node) {
  return ts
    .getJSDocCommentsAndTags(node)
    .map((each) => each.getText())
    .join('\n');
}

/** @param {ts.Node} node */
function exampleOf(node) {
  const tag = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === 'example');
  return ts.getTextOfJSDocComment(tag?.comment);
}

/** @param {unknown} expected @param {string | undefined} found @returns {string | undefined} what was found, if it differs */
function differs(expected, found) {
  const text = typeof expected === 'string' ? expected : JSON.stringify(expected);
  const equal = text === found || text === found?.replace(/\s+(?=["{}[\]])|(?<=[:{[])\s+/g, '');
  return equal ? undefined : (found ?? 'nothing');
}
