// Where the docs say each fact, and in which words.
import * as addresses from '@connect-api/docs/addresses.js';
import { keyOf } from './finding.js';
import { namedSchemas } from './named-schemas.js';

/** @typedef {import('./reading.js').Node} Node */
/** @typedef {import('./facts.js').Fact} Fact */
/** @typedef {import('cheerio').CheerioAPI} CheerioAPI */
/** @typedef {ReturnType<CheerioAPI>} Part a part of a page */

/**
 * @typedef {object} Statement
 * @property {string} fact kind and id
 * @property {string} address of the page
 * @property {string} id of the element, or a selector
 * @property {string} wanted
 * @property {(part: Part, $: CheerioAPI) => string} found
 */

/** How many levels of nested properties a page unfolds. */
const depths = { request: 4, response: 0, schema: 1 };

/** How many of a parameter's own examples are shown. */
export const shownExamples = 3;

/** @param {import('./contract.js').Contract} contract @returns {Generator<Statement>} */
export function* statementsOf({ root, facts }) {
  for (const fact of facts) yield* factStatements(fact, facts);
  for (const [, item] of root.get('paths')?.entries() ?? []) {
    for (const [, operation] of item.entries()) {
      if (operation.json?.operationId) yield* operationRows(item, operation);
    }
  }
  for (const [name, schema] of namedSchemas(root)) yield* schemaStatements(name, schema);
}

/** @param {Fact} fact @param {Fact[]} facts @returns {Generator<Statement>} */
function* factStatements(fact, facts) {
  const { kind, value, about } = fact;
  const key = keyOf(fact);
  const own = addresses.operation(about.operationId ?? '');
  const at = (
    /** @type {string} */ address,
    /** @type {string} */ id,
    /** @type {unknown} */ wanted,
    /** @type {Statement['found']} */ found = text,
  ) => ({ fact: key, address, id, wanted: String(wanted), found });
  switch (kind) {
    case 'operation':
      yield at(own, 'main .lead', value);
      yield at(own, 'main .lead + .fact code', about.operationId);
      yield at(addresses.reference, `main a[href$="${own}"] ~ .endpoint`, value);
      break;
    case 'status':
      yield at(
        own,
        byId(`response-${about.status}`),
        `${about.status} ${value === 'no body' ? '' : value}`.trim(),
        (part) =>
          `${textOf(part.find('h3 .status'))} ${textOf(part.find('h3 .schema-link'))}`.trim(),
      );
      break;
    case 'property':
      if (about.in === 'body')
        yield at(own, byId('request-body-title'), value, (part) =>
          textOf(part.find('.schema-link')),
        );
      break;
    case 'required':
      if (about.in === 'body')
        yield at(own, byId('request-body-title'), value, (part) =>
          String(part.find('.required').length === 1),
        );
      break;
    case 'example':
      if (about.status && about.example)
        yield at(
          own,
          `${byId(`sample-${about.example}`)}, ${byId(`response-${about.status}-example-${about.example}`)}`,
          canonical(value),
          (part) => canonicalText(part.find('pre').last().text()),
        );
      break;
    case 'security':
      yield* securityStatements(fact, facts);
      break;
    case 'error code':
      yield* errorStatements(fact, facts);
      break;
  }
}

/** @param {Fact} fact @param {Fact[]} facts @returns {Generator<Statement>} */
function* securityStatements({ kind, id, value, about }, facts) {
  const scheme =
    about.keyword === 'scheme'
      ? value
      : facts.find((fact) => fact.kind === 'security' && fact.id === value)?.value;
  const [type, place, name] = String(scheme).split(' ');
  const pages = about.operationId
    ? [addresses.operation(about.operationId)]
    : [addresses.reference];
  const found = (/** @type {Part} */ part) =>
    `${textOf(part.find('.name'))} ${textOf(part.find('.type'))}`;
  for (const address of pages)
    yield {
      fact: `${kind} ${id}`,
      address,
      id: byId(`security-${name}`),
      wanted: `${name} ${type} in ${place}`,
      found,
    };
}

/** @param {Fact} fact @param {Fact[]} facts @returns {Generator<Statement>} */
function* errorStatements(fact, facts) {
  const { value, about } = fact;
  const code = about.code ?? '';
  const entry = Object.fromEntries(
    facts
      .filter((each) => each.kind === 'error code' && each.about.code === code)
      .map((each) => [each.about.keyword, each.value]),
  );
  const page = (
    /** @type {string} */ id,
    /** @type {unknown} */ wanted,
    /** @type {Statement['found']} */ found = text,
  ) => ({ fact: keyOf(fact), address: addresses.error(code), id, wanted: String(wanted), found });
  const row = (/** @type {number} */ column, /** @type {unknown} */ wanted) => ({
    ...page(`main tr:has(a[href$="${addresses.error(code)}"]) > :nth-child(${column})`, wanted),
    address: addresses.errors,
  });
  switch (about.keyword) {
    case 'status':
      yield page('main .lead', `Status ${value}`);
      yield row(2, value);
      break;
    case 'when':
      yield page('#when + p', plain(value));
      yield row(3, plain(value));
      break;
    case 'action':
      yield page('#what-to-do + p', plain(value));
      break;
    case 'scope':
      yield page('#where + *', value, (part) => (part.is('ul') ? 'operation' : 'server'));
      break;
    case 'repeat':
    case 'delayMs':
      yield page('#repeat-the-request + p', repetition(entry), (part) =>
        repetitionIn(textOf(part)),
      );
      yield { ...row(4, repetition(entry)), found: (part) => repetitionIn(textOf(part)) };
      break;
  }
}

/** @param {Record<string, any>} entry @returns {string} */
function repetition({ repeat, delayMs }) {
  return delayMs ? `${repeat} ${delayMs.min} ${delayMs.max}` : repeat;
}

/** @param {string} words @returns {string} what a sentence about repeating says */
function repetitionIn(words) {
  if (/^no\b/i.test(words)) return 'never';
  const [, min, max] = /(\d+) to (\d+) (?:ms|milliseconds)/.exec(words) ?? [];
  if (min) return `jitter ${min} ${max}`;
  if (/Retry-After/.test(words)) return 'retryAfter';
  return /growing delay/.test(words) ? 'backoff' : words;
}

/** @param {Node} item @param {Node} operation @returns {Generator<Statement>} */
function* operationRows(item, operation) {
  const { operationId } = operation.json;
  const address = addresses.operation(operationId);
  for (const [, reference] of [item, operation].flatMap(
    (each) => each.get('parameters')?.entries() ?? [],
  )) {
    const parameter = reference.target();
    const { name, in: place, required = false } = parameter.json;
    const owner = `${operationId} ${place} ${name}`;
    const schema = /** @type {Node} */ (parameter.get('schema'));
    const row = { address, id: `parameter-${name}`, name, owner, kind: 'parameter', required };
    yield* rowStatements(row, schema, 0);
    yield* parameterExamples(row, parameter);
  }
  const body = operation.get('requestBody')?.get('content')?.get('application/json')?.get('schema');
  if (body)
    yield* bodyStatements(
      { address, prefix: 'request' },
      `${operationId} request`,
      body,
      depths.request,
    );
  for (const [status, response] of operation.get('responses')?.entries() ?? []) {
    for (const [name, header] of response.get('headers')?.entries() ?? []) {
      const row = {
        address,
        id: `response-${status}-header-${name}`,
        name,
        owner: `${operationId} ${status} ${name}`,
        kind: 'header',
        required: header.target().json.required ?? false,
      };
      yield* rowStatements(row, /** @type {Node} */ (header.get('schema')), 0);
    }
    const schema = response.get('content')?.get('application/json')?.get('schema');
    if (schema && status.startsWith('2'))
      yield* bodyStatements(
        { address, prefix: `response-${status}` },
        `${operationId} ${status}`,
        schema,
        depths.response,
      );
  }
}

/** @param {Row} row @param {Node} parameter @returns {Generator<Statement>} */
function* parameterExamples({ address, id, owner }, parameter) {
  const values = Object.entries(parameter.json.examples ?? {}).map(([name]) => [
    name,
    parameter.get('examples')?.get(name)?.target().json.value,
  ]);
  const shown = [...new Set(values.map(([, value]) => value))].slice(0, shownExamples);
  for (const value of shown) {
    const name = values.find((each) => each[1] === value)?.[0];
    yield {
      fact: `example ${owner} ${name}`,
      address,
      id: byId(id),
      wanted: shown.join(', '),
      found: (part, $) => codesOf(labelled(factsIn(part), 'Example'), $).join(', '),
    };
  }
}

/** @param {string} name @param {Node} schema @returns {Generator<Statement>} */
function* schemaStatements(name, schema) {
  const address = addresses.schema(name);
  const { json } = schema.target();
  const top = 'main .reference';
  if (!json.properties && !json.oneOf)
    yield {
      fact: `property ${name}`,
      address,
      id: `${top} > .lead`,
      wanted: wordsOf(schema),
      found: text,
    };
  yield* contentStatements({ address, id: top, owner: name, own: true }, schema);
  const examples = isNested(schema) ? json.examples?.slice(0, 1) : [];
  for (const value of examples ?? [])
    yield {
      fact: `example ${name} 0`,
      address,
      id: '#example',
      wanted: canonical(value),
      found: (part) => canonicalText(part.nextAll('pre').first().text()),
    };
  yield* bodyStatements({ address, prefix: 'property' }, name, schema, depths.schema);
  if (!json.properties) return;
  const closed = json.additionalProperties === false;
  yield {
    fact: `constraint ${name} other properties`,
    address,
    id: top,
    wanted: closed ? 'are errors' : 'may come',
    found: (part) =>
      /is an error/.test(textOf(part.children('.note'))) ? 'are errors' : 'may come',
  };
}

/**
 * The inside of a schema: its properties, and its variants.
 *
 * @param {{ address: string, prefix: string }} place @param {string} owner @param {Node} reference @param {number} depth
 * @returns {Generator<Statement>}
 */
function* bodyStatements({ address, prefix }, owner, reference, depth) {
  const name = reference.ref ?? owner;
  const node = reference.target();
  for (const [property, schema] of node.get('properties')?.entries() ?? []) {
    const row = {
      address,
      id: `${prefix}-${property}`,
      name: property,
      owner: `${name}.${property}`,
      kind: 'property',
      required: node.json.required?.includes(property) ?? false,
    };
    yield* rowStatements(row, schema, depth);
  }
  for (const [index, choice] of node.get('oneOf')?.entries() ?? []) {
    const title = choice.ref ?? choice.json.title ?? `Choice ${Number(index) + 1}`;
    const id = `${prefix}-${title}`;
    if (!node.json.properties)
      yield {
        fact: `property ${name}`,
        address,
        id: byId(id),
        wanted: title,
        found: (part) => textOf(part.children('.title')),
      };
    yield* bodyStatements(
      { address, prefix: id },
      choice.ref ?? `${name} (${title})`,
      choice,
      depth,
    );
  }
}

/**
 * @typedef {object} Row
 * @property {string} address
 * @property {string} id
 * @property {string} name
 * @property {string} owner
 * @property {string} kind
 * @property {boolean} required
 */

/** @param {Row} row @param {Node} schema @param {number} depth @returns {Generator<Statement>} */
function* rowStatements({ address, id, name, owner, kind, required }, schema, depth) {
  const at = (
    /** @type {string} */ fact,
    /** @type {unknown} */ wanted,
    /** @type {Statement['found']} */ found,
  ) => ({ fact, address, id: byId(id), wanted: String(wanted), found });
  const head = (/** @type {Part} */ part) => part.children('dt');
  yield at(`${kind} ${owner}`, name, (part) => textOf(head(part).find('.name')));
  yield at(
    `${kind} ${owner}`,
    `${wordsOf(schema)} ${linkOf(schema)}`,
    (part) => `${textOf(head(part).find('.type'))} ${textOf(head(part).find('.schema-link'))}`,
  );
  yield at(`required ${owner}`, required, (part) =>
    String(head(part).find('.required').length === 1),
  );
  yield* contentStatements(
    { address, id: byId(id), owner, own: !isNested(schema) || depth === 0 },
    schema,
  );
  const inner = schema.target().json.items ? /** @type {Node} */ (schema.get('items')) : schema;
  if (isNested(inner) && depth > 0)
    yield* bodyStatements({ address, prefix: id }, owner, inner, depth - 1);
}

/**
 * Limits, values and examples of one value, wherever they are shown.
 *
 * @param {{ address: string, id: string, owner: string, own: boolean }} place `own`: with the examples
 * @param {Node} reference @returns {Generator<Statement>}
 */
function* contentStatements({ address, id, owner, own }, reference) {
  const name = reference.ref ?? owner;
  const node = reference.target();
  const { json } = node;
  const at = (
    /** @type {string} */ fact,
    /** @type {unknown} */ wanted,
    /** @type {Statement['found']} */ found,
  ) => ({
    fact,
    address,
    id,
    wanted: String(wanted),
    found: (/** @type {Part} */ part, /** @type {CheerioAPI} */ $) => found(factsIn(part), $),
  });
  if (json.format)
    yield {
      fact: `format ${name}`,
      address,
      id,
      wanted: json.format,
      found: (part) =>
        textOf(
          (part.children('dt').length ? part.children('dt') : part).find('.type').first(),
        ).split(', ')[1] ?? 'nothing',
    };
  for (const [keyword, phrase] of limitPhrases(json))
    yield at(
      `constraint ${name} ${keyword}`,
      phrase,
      (part) => limitsIn(textOf(labelled(part, 'Limits')))[keyword] ?? 'nothing',
    );
  const listed = json.enum ?? json.anyOf?.find((/** @type {any} */ each) => each.enum)?.enum;
  for (const value of listed ?? [])
    yield at(
      `enum value ${name} ${value}`,
      value,
      (part, $) =>
        codesOf(part.filter('.enum').find('.values'), $).find((each) => each === value) ??
        'not listed',
    );
  if (listed)
    yield at(`constraint ${name} other values`, json.enum ? 'are errors' : 'may come', (part) =>
      /others may come/.test(textOf(part.filter('.enum').children('.label')))
        ? 'may come'
        : part.filter('.enum').length
          ? 'are errors'
          : 'no values',
    );
  if (json.const !== undefined) {
    yield at(`enum value ${name} ${json.const}`, json.const, (part) =>
      textOf(labelled(part, 'Always').find('code')),
    );
    yield at(`constraint ${name} other values`, 'are errors', (part) =>
      labelled(part, 'Always').length ? 'are errors' : 'may come',
    );
  }
  if (!own || (isNested(reference) && id.startsWith('main'))) return;
  for (const [index, value] of (json.examples ?? []).entries())
    yield at(`example ${name} ${index}`, canonical(value), (part, $) =>
      exampleIn(labelled(part, 'Example'), value, $),
    );
}

/** @param {Part} part the facts of this value alone, not of those inside it */
function factsIn(part) {
  return part.children('dd').length
    ? part.children('dd').children('.fact, .enum')
    : part.children('.fact, .enum');
}

/** @param {Part} facts @param {string} label */
function labelled(facts, label) {
  return facts.filter(`.fact:has(> .label:contains("${label}"))`);
}

/** @param {Part} part @param {CheerioAPI} $ */
function codesOf(part, $) {
  return part
    .find('code')
    .toArray()
    .map((element) => $(element).text());
}

/** @param {Part} part @param {unknown} value @param {CheerioAPI} $ */
function exampleIn(part, value, $) {
  const codes = codesOf(part, $);
  if (typeof value === 'object')
    return codes.map(canonicalText).find((each) => each === canonical(value)) ?? 'not shown';
  return codes.includes(String(value)) ? canonical(value) : `not among ${codes.join(', ')}`;
}

/** @param {any} json the limits that are shown @returns {[string, string][]} keyword and value */
function limitPhrases(json) {
  const keywords = [
    'minLength',
    'maxLength',
    'minItems',
    'maxItems',
    'minimum',
    'maximum',
    'exclusiveMinimum',
    'exclusiveMaximum',
    'multipleOf',
    'pattern',
  ];
  return keywords
    .filter((keyword) => json[keyword] !== undefined)
    .map((keyword) => [keyword, String(json[keyword])]);
}

/** @param {string} words such as `1 to 256 characters, matches ^x$` @returns {Record<string, string>} */
function limitsIn(words) {
  /** @type {Record<string, string>} */
  const limits = {};
  const [numbers = '', pattern] = words.replace(/^Limits\s*/, '').split(/(?:^|, )matches /);
  if (pattern) limits['pattern'] = pattern;
  for (const phrase of numbers.split(', ')) {
    const [, min, max, unit = ''] =
      /^(?:at least )?(\d[\d.]*)?(?:(?: to |^at most )(\d[\d.]*))?(?: (\w+))?/.exec(phrase) ?? [];
    const most = /^at most (\d[\d.]*)/.exec(phrase)?.[1];
    const suffix = /^character/.test(unit || phrase.split(' ').at(-1) || '')
      ? 'Length'
      : /^item/.test(unit)
        ? 'Items'
        : 'imum';
    if (min) limits[`min${suffix}`] = min;
    if (max ?? most) limits[`max${suffix}`] = /** @type {string} */ (max ?? most);
    for (const [keyword, start] of [
      ['exclusiveMinimum', 'more than '],
      ['exclusiveMaximum', 'less than '],
      ['multipleOf', 'a multiple of '],
    ])
      if (phrase.startsWith(String(start)))
        limits[String(keyword)] = phrase.slice(String(start).length);
  }
  return limits;
}

/** @param {Node} reference @returns {string} the type in the words of the docs */
function wordsOf(reference) {
  const node = reference.target();
  const { json } = node;
  if (json.type === 'array') return `array of ${wordsOf(/** @type {Node} */ (node.get('items')))}s`;
  const own =
    json.type ??
    (json.const !== undefined
      ? typeof json.const
      : json.enum
        ? typeof json.enum[0]
        : json.anyOf
          ? [...new Set(json.anyOf.map((/** @type {any} */ each) => each.type))]
          : 'any');
  const type = [own].flat().join(' or ');
  return json.format ? `${type}, ${json.format}` : type;
}

/** @param {Node} schema the component that a row links to */
function linkOf(schema) {
  return schema.ref ?? schema.get('items')?.ref ?? '';
}

/** @param {Node} schema @returns {boolean} */
function isNested(schema) {
  const { json } = schema.target();
  return Boolean(
    json.properties ||
      json.oneOf ||
      (json.items && isNested(/** @type {Node} */ (schema.get('items')))),
  );
}

/** @param {string} id ids of the contract hold dots and other signs of CSS selectors */
function byId(id) {
  return `[id=${JSON.stringify(id)}]`;
}

const text = (/** @type {Part} */ part) => textOf(part);

/** @param {Part} part */
function textOf(part) {
  return part.text().replace(/\s+/g, ' ').trim();
}

/** @param {string} markdown */
function plain(markdown) {
  return markdown
    .replace(/\*\*|`/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** @param {unknown} value */
function canonical(value) {
  return JSON.stringify(value);
}

/** @param {string} json */
function canonicalText(json) {
  try {
    return JSON.stringify(JSON.parse(json));
  } catch {
    return json.trim() || 'nothing';
  }
}
