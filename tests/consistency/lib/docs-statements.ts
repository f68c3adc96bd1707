// Where the docs say each fact, and in which words.

import * as addresses from '@connect-api/docs/addresses';
import { byId, fold, plain } from '@connect-api/docs/testing';
import {
  isObject,
  type Json,
  jsonOf,
  type Node,
  openEnumOf,
  parametersOf,
  partsOf,
  type Schema,
  type SchemaNode,
  schemaOf,
} from '@connect-api/probes';
import type { ErrorCode, OpenApiDocument } from '@connect-api/spec';
import type { CheerioAPI } from 'cheerio';
import type {
  HeaderObject,
  OperationObject,
  ParameterObject,
  PathItemObject,
  ResponseObject,
} from 'openapi3-ts/oas31';
import type { Fact } from './facts.ts';
import { keyOf } from './finding.ts';
import { namedSchemas } from './named-schemas.ts';
import type { Contract } from './written-contract.ts';

/** a part of a page */
export type Part = ReturnType<CheerioAPI>;

export interface Statement {
  /** kind and id */
  fact: string;
  /** of the page */
  address: string;
  /** of the element, or a selector */
  id: string;
  wanted: string;
  found: (part: Part, $: CheerioAPI) => string;
}

/** How many levels of nested properties a page unfolds. */
const depths = { request: 4, response: 0, schema: 1, parameter: 2 };

/** How many of a parameter's own examples are shown. */
export const shownExamples = 3;

export function* statementsOf({ root, facts }: Contract): Generator<Statement> {
  for (const fact of facts) yield* factStatements(fact, facts, root);
  for (const [, item] of root.get('paths')?.entries<PathItemObject>() ?? []) {
    for (const [, operation] of item.entries<OperationObject>()) {
      if (operation.json?.operationId) yield* operationRows(item, operation);
    }
  }
  for (const [name, schema] of namedSchemas(root)) yield* schemaStatements(name, schema);
}

function* factStatements(
  fact: Fact,
  facts: Fact[],
  root: Node<OpenApiDocument>,
): Generator<Statement> {
  const { kind, value, about } = fact;
  const key = keyOf(fact);
  const own = addresses.operation(about.operationId ?? '');
  const at = (address: string, id: string, wanted: unknown, found: Statement['found'] = text) => ({
    fact: key,
    address,
    id,
    wanted: String(wanted),
    found,
  });
  // Only a schema with a name can be linked to.
  const linked = (type: Fact['value']) =>
    facts.some((each) => each.about.schema === type) ? String(type) : '';
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
        `${about.status} ${linked(value)}`.trim(),
        (part) =>
          `${textOf(part.find('h3 .status'))} ${textOf(part.find('h3 .schema-link'))}`.trim(),
      );
      break;
    case 'property':
      if (about.in === 'body')
        yield at(own, byId('request-body-title'), linked(value), (part) =>
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
      yield* securityStatements(fact, facts, root);
      break;
    case 'error code':
      yield* errorStatements(fact, facts);
      break;
  }
}

function* securityStatements(
  { kind, id, value, about }: Fact,
  facts: Fact[],
  root: Node<OpenApiDocument>,
): Generator<Statement> {
  const component = about.keyword === 'scheme' ? id : String(value);
  const all = facts.filter((fact) => fact.kind === 'security');
  const scheme = all.find((fact) => fact.about.keyword === 'scheme' && fact.id === component);
  const [type = '', place, name = component] = String(scheme?.value).split(' ');
  const needing = all.find((fact) => fact.about.operationId && fact.value === component);
  const isGeneral = root.json.security?.some((each: object) => component in each);
  const operationId = about.operationId ?? (isGeneral ? undefined : needing?.about.operationId);
  yield {
    fact: `${kind} ${id}`,
    address: operationId ? addresses.operation(operationId) : addresses.reference,
    id: byId(`security-${name}`),
    wanted: `${name} ${type.replace(':', ' ')}${place ? ` in ${place}` : ''}`,
    found: (part) => `${textOf(part.find('.name'))} ${textOf(part.find('.type'))}`,
  };
}

function* errorStatements(fact: Fact, facts: Fact[]): Generator<Statement> {
  const { value, about } = fact;
  const code = about.code ?? '';
  const entry = Object.fromEntries(
    facts
      .filter((each) => each.kind === 'error code' && each.about.code === code)
      .map((each) => [each.about.keyword, each.value]),
  );
  const page = (id: string, wanted: unknown, found: Statement['found'] = text) => ({
    fact: keyOf(fact),
    address: addresses.error(code),
    id,
    wanted: String(wanted),
    found,
  });
  const row = (column: number, wanted: unknown) => ({
    ...page(`main tr:has(a[href$="${addresses.error(code)}"]) > :nth-child(${column})`, wanted),
    address: addresses.errors,
  });
  switch (about.keyword) {
    case 'status':
      yield page('main .lead', `Status ${value}`);
      yield row(2, value);
      break;
    case 'when':
      yield page('#when + p', plain(String(value)));
      yield row(3, plain(String(value)));
      break;
    case 'action':
      yield page('#what-to-do + p', plain(String(value)));
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

function repetition({ repeat, delayMs }: Pick<ErrorCode, 'repeat' | 'delayMs'>): string {
  return delayMs ? `${repeat} ${delayMs.min} ${delayMs.max}` : repeat;
}

/** @returns what a sentence about repeating says */
function repetitionIn(words: string): string {
  if (/^no\b/i.test(words)) return 'never';
  const [, min, max] = /(\d+) to (\d+) (?:ms|milliseconds)/.exec(words) ?? [];
  if (min) return `jitter ${min} ${max}`;
  if (/Retry-After/.test(words)) return 'retryAfter';
  return /growing delay/.test(words) ? 'backoff' : words;
}

function* operationRows(
  item: Node<PathItemObject>,
  operation: Node<OperationObject>,
): Generator<Statement> {
  const operationId = String(operation.json.operationId);
  const address = addresses.operation(operationId);
  for (const parameter of parametersOf(item, operation)) {
    const { name, in: place, required = false } = parameter.json;
    const owner = `${operationId} ${place} ${name}`;
    const schema = parameter.get('schema') as SchemaNode;
    const row = { address, id: `parameter-${name}`, name, owner, kind: 'parameter', required };
    yield* rowStatements(row, schema, isNested(schema) ? depths.parameter : 0);
    yield* parameterExamples(row, parameter);
  }
  const body = schemaOf(jsonOf(operation.get('requestBody')));
  if (body)
    yield* bodyStatements(
      { address, prefix: 'request' },
      `${operationId} request`,
      body,
      depths.request,
    );
  for (const [status, response] of operation.get('responses')?.entries<ResponseObject>() ?? []) {
    for (const [name, header] of response.get('headers')?.entries<HeaderObject>() ?? []) {
      const row = {
        address,
        id: `response-${status}-header-${name}`,
        name,
        owner: `${operationId} ${status} ${name}`,
        kind: 'header',
        required: header.target().json.required ?? false,
      };
      yield* rowStatements(row, header.get('schema') as SchemaNode, 0);
    }
    const schema = schemaOf(jsonOf(response));
    if (schema && status.startsWith('2'))
      yield* bodyStatements(
        { address, prefix: `response-${status}` },
        `${operationId} ${status}`,
        schema,
        depths.response,
      );
  }
}

function* parameterExamples(
  { address, id, owner }: Row,
  parameter: Node<ParameterObject>,
): Generator<Statement> {
  const examples = parameter.get('examples')?.entries() ?? [];
  const values = examples.map(
    ([name, example]) => [name, example.get<Json>('value')?.json] as const,
  );
  const shown = [...new Set(values.map(([, value]) => wordOf(value)))].slice(0, shownExamples);
  for (const value of shown) {
    const name = values.find((each) => wordOf(each[1]) === value)?.[0];
    yield {
      fact: `example ${owner} ${name}`,
      address,
      id: byId(id),
      wanted: shown.join(', '),
      found: (part, $) => codesOf(labelled(factsIn(part), 'Example'), $).join(', '),
    };
  }
}

function* schemaStatements(name: string, schema: SchemaNode): Generator<Statement> {
  const address = addresses.schema(name);
  const { json } = schema.target();
  const top = 'main .reference';
  if (!isObject(schema) && !json.oneOf)
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
  if (!isObject(schema)) return;
  for (const property of [...(json.then?.required ?? []), ...(json.else?.required ?? [])])
    yield {
      fact: `constraint ${name} if`,
      address,
      id: top,
      wanted: property,
      found: (part) =>
        textOf(part.children('.note')).includes(`${property} is there`) ? property : 'nothing',
    };
  for (const [property, needed] of Object.entries(json.dependentRequired ?? {})) {
    const wanted = `With ${property}, ${needed.join(' and ')} must be there, too.`;
    yield {
      fact: `constraint ${name}.${property} dependentRequired`,
      address,
      id: top,
      wanted,
      found: (part) => (textOf(part.children('.note')).includes(wanted) ? wanted : 'nothing'),
    };
  }
  const closed = json.additionalProperties === false || json.unevaluatedProperties === false;
  yield {
    fact: `constraint ${name} other properties`,
    address,
    id: top,
    wanted: closed ? 'are errors' : 'may come',
    found: (part) =>
      /is an error/.test(textOf(part.children('.note'))) ? 'are errors' : 'may come',
  };
}

/** The inside of a schema: its properties, and its variants. */
function* bodyStatements(
  { address, prefix }: { address: string; prefix: string },
  owner: string,
  reference: SchemaNode,
  depth: number,
): Generator<Statement> {
  const name = reference.ref ?? owner;
  const node = reference.target();
  const items = node.get<Schema>('items');
  if (items?.json && isNested(items))
    yield* bodyStatements({ address, prefix }, `${name} items`, items, depth);
  const required = partsOf(node).flatMap(({ json }) => json.required ?? []);
  yield* propertyStatements({ address, prefix }, name, node, depth, required);
  for (const [index, item] of node.get('prefixItems')?.entries<Schema>() ?? []) {
    const place = Number(index) + 1;
    yield* rowStatements(
      {
        address,
        id: `${prefix}-item-${place}`,
        name: `item ${place}`,
        owner: `${name} item ${place}`,
        kind: 'property',
        required: place <= (node.json.minItems ?? 0),
      },
      item,
      depth,
    );
  }
  const values = valuesOf(node);
  if (values)
    yield* rowStatements(
      {
        address,
        id: `${prefix}-any`,
        name: node.json.properties ? 'any other name' : 'any name',
        owner: `${name} values`,
        kind: 'property',
        required: false,
      },
      values,
      depth,
    );
  for (const [index, choice] of node.get('oneOf')?.entries<Schema>() ?? []) {
    const unnamed = choice.json.type === 'null' ? 'null' : `Choice ${Number(index) + 1}`;
    const title = choice.ref ?? choice.json.title ?? unnamed;
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

/** Its properties, its own and those that it takes over. */
function* propertyStatements(
  { address, prefix }: { address: string; prefix: string },
  name: string,
  node: SchemaNode,
  depth: number,
  required: string[],
): Generator<Statement> {
  for (const [property, schema] of node.get('properties')?.entries<Schema>() ?? []) {
    const row = {
      address,
      id: `${prefix}-${property}`,
      name: property,
      owner: `${name}.${property}`,
      kind: 'property',
      required: required.includes(property),
    };
    yield* rowStatements(row, schema, depth);
  }
  for (const [, part] of node.get('allOf')?.entries<Schema>() ?? [])
    yield* propertyStatements(
      { address, prefix },
      part.ref ?? name,
      part.target(),
      depth,
      required,
    );
}

export interface Row {
  address: string;
  id: string;
  name: string;
  owner: string;
  kind: string;
  required: boolean;
}

function* rowStatements(
  { address, id, name, owner, kind, required }: Row,
  schema: SchemaNode,
  depth: number,
): Generator<Statement> {
  const at = (fact: string, wanted: unknown, found: Statement['found']) => ({
    fact,
    address,
    id: byId(id),
    wanted: String(wanted),
    found,
  });
  const head = (part: Part) => part.children('dt');
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
  const { items } = schema.target().json;
  const inner = items ? (schema.get('items') as SchemaNode) : schema;
  if (isNested(inner) && depth > 0)
    yield* bodyStatements({ address, prefix: id }, owner, inner, depth - 1);
}

/**
 * Limits, values and examples of one value, wherever they are shown.
 *
 * @param place `own`: with the examples
 */
function* contentStatements(
  { address, id, owner, own }: { address: string; id: string; owner: string; own: boolean },
  reference: SchemaNode,
): Generator<Statement> {
  const name = reference.ref ?? owner;
  const node = reference.target();
  const { json } = node;
  const at = statementsAt({ address, id });
  if (json.format)
    yield {
      fact: `format ${name}`,
      address,
      id,
      wanted: json.format,
      found: (part) => typeIn(part).split(', ')[1] ?? 'nothing',
    };
  for (const [keyword, phrase] of limitPhrases(json))
    yield at(
      `constraint ${name} ${keyword}`,
      phrase,
      (part) => limitsIn(withoutEach(textOf(labelled(part, 'Limits'))))[keyword] ?? 'nothing',
    );
  const names = node.get<Schema>('propertyNames')?.target().json.pattern;
  if (names)
    yield at(
      `constraint ${name} names pattern`,
      names,
      (part, $) => codesOf(labelled(part, 'Limits'), $)[0] ?? 'nothing',
    );
  yield* valueStatements(at, name, node);
  if (json.const !== undefined) {
    yield at(`enum value ${name} ${json.const}`, wordOf(json.const), (part) =>
      textOf(labelled(part, 'Always').find('code')),
    );
    yield at(`constraint ${name} other values`, 'are errors', (part) =>
      labelled(part, 'Always').length ? 'are errors' : 'may come',
    );
  }
  yield* itemStatements({ address, id }, name, node);
  // A parameter shows its own examples.
  if (!own || id.includes('"parameter-') || (isNested(reference) && id.startsWith('main'))) return;
  for (const [index, value] of (json.examples ?? []).entries())
    yield at(`example ${name} ${index}`, canonical(value), (part, $) =>
      exampleIn(labelled(part, 'Example'), value, $),
    );
}

type At = (fact: string, wanted: unknown, found: Statement['found']) => Statement;

/** Makes the statements of one place. */
function statementsAt({ address, id }: Pick<Statement, 'address' | 'id'>): At {
  return (fact, wanted, found) => ({
    fact,
    address,
    id,
    wanted: String(wanted),
    found: (part, $) => found(factsIn(part), $),
  });
}

function* valueStatements(at: At, name: string, node: SchemaNode): Generator<Statement> {
  const { json } = node;
  const listed = json.enum ?? openEnumOf(node)?.json;
  for (const value of listed ?? [])
    yield at(
      `enum value ${name} ${value}`,
      value,
      (part, $) =>
        codesOf(part.filter('.enum').find('.values'), $).find((each) => each === String(value)) ??
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
}

/**
 * What holds for each item of a list of plain values, which is said where the list is.
 *
 * @param depth in how many lists the list is
 */
function* itemStatements(
  { address, id }: Pick<Statement, 'address' | 'id'>,
  list: string,
  node: SchemaNode,
  depth = 1,
): Generator<Statement> {
  const items = node.json.items ? (node.get('items') as SchemaNode) : undefined;
  if (!items || isNested(items)) return;
  const name = items.ref ?? `${list} items`;
  const { json } = items.target();
  const at = statementsAt({ address, id });
  if (json.format)
    yield {
      fact: `format ${name}`,
      address,
      id,
      wanted: json.format,
      found: (part) => typeIn(part).split(', ')[1]?.replace(/s+$/, '') ?? 'nothing',
    };
  for (const [keyword, phrase] of limitPhrases(json))
    yield at(`constraint ${name} ${keyword}`, phrase, (part) => {
      let limits = textOf(labelled(part, 'Limits'));
      for (let level = 0; level < depth; level++) limits = eachIn(limits);
      return limitsIn(withoutEach(limits))[keyword] ?? 'nothing';
    });
  yield* valueStatements(at, name, items.target());
  yield* itemStatements({ address, id }, name, items.target(), depth + 1);
}

function typeIn(part: Part): string {
  const head = part.children('dt');
  return textOf((head.length ? head : part).find('.type').first());
}

/** @param limits of a list @returns those of the list itself */
function withoutEach(limits: string): string {
  return limits.replace(/(?:^Limits |, |^)each: .*$/, '');
}

/** @param limits of a list @returns those of its items */
function eachIn(limits: string): string {
  const phrases = limits.matchAll(/(?<=^|^Limits |, )each: (.*?)(?=, each: |$)/g);
  return [...phrases].map(([, phrase]) => phrase).join(', ');
}

/** @param part the facts of this value alone, not of those inside it */
function factsIn(part: Part) {
  return part.children('dd').length
    ? part.children('dd').children('.fact, .enum')
    : part.children('.fact, .enum');
}

function labelled(facts: Part, label: string) {
  return facts.filter(`.fact:has(> .label:contains("${label}"))`);
}

function codesOf(part: Part, $: CheerioAPI) {
  return part
    .find('code')
    .toArray()
    .map((element) => $(element).text());
}

function exampleIn(part: Part, value: unknown, $: CheerioAPI) {
  const codes = codesOf(part, $);
  if (typeof value === 'object')
    return codes.map(canonicalText).find((each) => each === canonical(value)) ?? 'not shown';
  return codes.includes(String(value)) ? canonical(value) : `not among ${codes.join(', ')}`;
}

/** @param json the limits that are shown @returns keyword and value */
function limitPhrases(json: Schema): [string, string][] {
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
    'minProperties',
    'maxProperties',
    'uniqueItems',
    'pattern',
  ] as const;
  return keywords
    .filter((keyword) => json[keyword] !== undefined)
    .map((keyword) => [keyword, String(json[keyword])]);
}

/** @param words such as `1 to 256 characters, matches ^x */
function limitsIn(words: string): Record<string, string> {
  const limits: Record<string, string> = {};
  const [numbers = '', pattern] = words.replace(/^Limits\s*/, '').split(/(?:^|, )matches /);
  if (pattern) limits['pattern'] = pattern;
  for (const phrase of numbers.split(', ')) {
    const [, min, max, unit = ''] =
      /^(?:at least )?(-?\d[\d.]*)?(?:(?: to |^at most )(-?\d[\d.]*))?(?: (\w+))?/.exec(phrase) ??
      [];
    const most = /^at most (-?\d[\d.]*)/.exec(phrase)?.[1];
    const suffix = /^character/.test(unit || phrase.split(' ').at(-1) || '')
      ? 'Length'
      : /^item/.test(unit)
        ? 'Items'
        : /^propert/.test(unit)
          ? 'Properties'
          : 'imum';
    if (min) limits[`min${suffix}`] = min;
    if (max ?? most) limits[`max${suffix}`] = max ?? (most as string);
    if (phrase === 'no item twice') limits['uniqueItems'] = 'true';
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

/** @returns the type in the words of the docs */
function wordsOf(reference: SchemaNode): string {
  const node = reference.target();
  const { json } = node;
  if (json.prefixItems) {
    const items = node.get('prefixItems')?.entries<Schema>() ?? [];
    return `list of ${items.map(([, each]) => wordsOf(each)).join(', then ')}`;
  }
  if (json.type === 'array') return `array of ${wordsOf(node.get('items') as SchemaNode)}s`;
  const values = valuesOf(node);
  if (values && !isObject(node)) return `object with ${wordsOf(values)}s by name`;
  if (json.type === undefined && isObject(node)) return 'object';
  const variants = node.get('anyOf') ?? node.get('oneOf');
  const own =
    json.type ??
    (json.const !== undefined
      ? typeof json.const
      : json.enum
        ? [...new Set(json.enum.map((value: Json) => (value === null ? 'null' : typeof value)))]
        : variants
          ? [...new Set(variants.entries<Schema>().map(([, each]) => wordsOf(each)))]
          : 'any');
  const type = [own].flat().join(' or ');
  return json.format ? `${type}, ${json.format}` : type;
}

/** @param schema the component that a row links to */
function linkOf(schema: SchemaNode) {
  const values = schema.json.properties ? undefined : valuesOf(schema);
  return schema.ref ?? schema.get<Schema>('items')?.ref ?? values?.ref ?? '';
}

function isNested(schema: SchemaNode): boolean {
  const { json } = schema.target();
  return Boolean(
    isObject(schema) ||
      json.oneOf ||
      json.prefixItems ||
      json.if ||
      valuesOf(schema) ||
      (json.items && isNested(schema.get('items') as SchemaNode)),
  );
}

/** The schema of the values that an object has under any name. */
function valuesOf(reference: SchemaNode): SchemaNode | undefined {
  const node = reference.target();
  return typeof node.json.additionalProperties === 'object'
    ? node.get<Schema>('additionalProperties')
    : undefined;
}

/** A value as the docs show it. */
function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const text = (part: Part) => textOf(part);

function textOf(part: Part) {
  return fold(part.text());
}

function canonical(value: unknown) {
  return JSON.stringify(value);
}

function canonicalText(json: string) {
  try {
    return JSON.stringify(JSON.parse(json));
  } catch {
    return json.trim() || 'nothing';
  }
}
