// Looks facts up in the types, as TypeScript itself understands them.
import ts from 'typescript';

/** @typedef {import('./facts.js').Fact} Fact */
/** @typedef {import('./facts.js').About} About */

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
 * @returns {(fact: Fact) => string | undefined} what the types say instead of a fact
 */
export function readTypes(files) {
  const program = programOf(files);
  const checker = program.getTypeChecker();
  const exported = exportsOf(program, checker);
  const components = exported.get('components');
  const operations = exported.get('operations');
  const paths = exported.get('paths');

  return (fact) => {
    const { kind, value, about } = fact;
    if (kind === 'operation') return lookOperation(about.operationId ?? '', value);
    const signature = signatureOf(about, kind);
    if (!signature) return 'nothing';
    if (kind === 'required') {
      const required = !signature.questionToken;
      return required === value ? undefined : required ? 'required' : 'optional';
    }
    if (about.schema && !hasAlias(about.schema)) return `no type ${about.schema} of its own`;
    return lookValue(fact, signature);
  };

  /** @param {string} operationId @param {string} value */
  function lookOperation(operationId, value) {
    const [method = '', path = ''] = value.split(' ');
    const found = memberType(paths, path, method.toLowerCase());
    if (found && found === memberType(operations, operationId)) return undefined;
    return found ? 'another operation' : `no ${value}`;
  }

  /** @param {Fact} fact @param {ts.PropertySignature} signature */
  function lookValue({ kind, value, about }, signature) {
    const type = /** @type {ts.TypeNode} */ (signature.type);
    const declared = declarationOf(signature);
    const own = /** @type {ts.TypeNode} */ (declared.type);
    if (kind === 'format') return differs(value, /Format: (\S+)/.exec(commentOf(declared))?.[1]);
    if (kind === 'example') return differs(value, exampleOf(declared));
    if (kind === 'enum value') {
      const values = valuesOf(own);
      return values.includes(about.value) ? undefined : `only ${values.join(', ')}`;
    }
    if (kind === 'constraint') return differs(value, isOpen(own) ? 'may come' : 'are errors');
    if (kind === 'status' && value === 'no body') return differs('never', textOf(type));
    return isOfType(value, type, own) ? undefined : textOf(type);
  }

  /** @param {string} expected @param {ts.TypeNode} type @param {ts.TypeNode} own what a reference leads to */
  function isOfType(expected, type, own) {
    if (expected === 'any' || textOf(type) === typeText(expected)) return true;
    const scalar = ['string', 'number', 'integer', 'boolean'].includes(expected);
    const wanted = expected === 'integer' ? 'number' : expected;
    if (!scalar) return false;
    if (textOf(own) === wanted) return textOf(type) === wanted || ts.isIndexedAccessTypeNode(type);
    return wanted === 'string' && valuesOf(own).length > 0;
  }

  /** @param {About} about @param {Fact['kind']} kind @returns {ts.PropertySignature | undefined} where the types say it */
  function signatureOf(
    { operationId, in: place, parameter, status, header, schema, variant, property },
    kind,
  ) {
    if (operationId && parameter)
      return member(memberType(operations, operationId, 'parameters', place ?? ''), parameter);
    if (operationId && header)
      return member(
        memberType(operations, operationId, 'responses', status ?? '', 'headers'),
        header,
      );
    const json = 'application/json';
    if (operationId && status) {
      const content = member(memberType(operations, operationId, 'responses', status), 'content');
      return member(typeAt(content), json) ?? content;
    }
    if (operationId) {
      const body = member(memberType(operations, operationId), 'requestBody');
      return kind === 'required' ? body : member(memberType(typeAt(body), 'content'), json);
    }
    const own = member(memberType(components, 'schemas'), schema ?? '');
    if (property === undefined || !own) return own;
    return literalsOf(own.type, variant)
      .flatMap(({ members }) => [...members])
      .filter(ts.isPropertySignature)
      .find(({ name }) => nameOf(name) === property);
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

  /** @param {string} name whether the schema is exported under its name */
  function hasAlias(name) {
    const alias = exported.get(name);
    return alias !== undefined && alias === memberType(components, 'schemas', name);
  }

  /** @param {ts.PropertySignature} signature @returns {ts.PropertySignature} what `components['…']['…']` leads to, or itself */
  function declarationOf(signature) {
    const keys = keysOf(signature.type);
    if (!keys) return signature;
    const found = member(memberType(components, keys[0]), keys[1]);
    return found ? declarationOf(found) : signature;
  }

  /** @param {ts.TypeNode | undefined} type @param {number} [variant] @returns {ts.TypeLiteralNode[]} */
  function literalsOf(type, variant) {
    if (!type) return [];
    if (ts.isTypeLiteralNode(type)) return variant === undefined ? [type] : [];
    if (!ts.isIntersectionTypeNode(type)) return [];
    const [base, choices] = type.types;
    if (variant === undefined) return literalsOf(base);
    const union = choices && ts.isParenthesizedTypeNode(choices) ? choices.type : choices;
    return union && ts.isUnionTypeNode(union) ? literalsOf(union.types[variant]) : [];
  }
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
  const index = program
    .getSourceFiles()
    .find(({ fileName }) => fileName.startsWith('/types/index.'));
  const module = index && checker.getSymbolAtLocation(index);
  const symbols = module ? checker.getExportsOfModule(module) : [];
  return new Map(
    symbols.map((symbol) => {
      const target =
        symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      return [symbol.name, checker.getDeclaredTypeOfSymbol(target)];
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
  return `components["schemas"]["${type}"]`;
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
  if (ts.isParenthesizedTypeNode(type)) return valuesOf(type.type);
  if (ts.isUnionTypeNode(type)) return type.types.flatMap(valuesOf);
  return ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? [type.literal.text] : [];
}

/** @param {ts.TypeNode} type whether values may come that the union does not name */
function isOpen(type) {
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
