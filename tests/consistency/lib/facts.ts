// What an OpenAPI document says, fact by fact.

import { jsonOf } from './media.ts';
import type { Node, Place } from './reading.ts';

/** The kinds of facts, in the order of the table. */
export const kinds = [
  'operation',
  'parameter',
  'property',
  'required',
  'enum value',
  'format',
  'constraint',
  'status',
  'header',
  'example',
  'error code',
  'security',
] as const;

export type Kind = (typeof kinds)[number];

/** What a fact is about. Which members there are depends on the kind. */
export interface About {
  operationId?: string;
  /** of a parameter: `path`, `query`, `header` */
  in?: string;
  parameter?: string;
  status?: string;
  /** of a response */
  header?: string;
  /** the owner: a named schema, or what an operation calls its own */
  schema?: string;
  /** the title of a variant of the schema */
  branch?: string;
  /** its number */
  variant?: number;
  property?: string;
  keyword?: string;
  /** of an enumeration */
  value?: string;
  /** of an enumeration to which values may be added */
  open?: boolean;
  /** of the items of a list */
  items?: boolean;
  example?: string;
  code?: string;
  /** of an error code: `operation` or `server` */
  scope?: string;
  /** of a property of an object that has no name: the way to it from the schema that has one */
  path?: string[];
  /** of a property that is in requests only, or in responses only */
  oneWay?: 'request' | 'response';
  /** where the schema is used */
  used?: 'request' | 'response' | 'both';
}

export interface Fact {
  kind: Kind;
  /** unique within the kind */
  id: string;
  /** what the document says */
  value: any;
  /** where it says so */
  place: Place;
  about: About;
}

/** Keywords of JSON Schema that limit a value. */
const limits = [
  ...['minLength', 'maxLength', 'pattern', 'minimum', 'maximum'],
  ...['exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties'],
];

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** Every fact of a document. A schema's facts are told once, however often it is used. */
export function factsOf(root: Node): Fact[] {
  const facts: Map<string, Fact> = new Map();
  const seen: Set<string> = new Set();
  /** What a schema refers to other than by a property, by its name. */
  const bases: Map<string, string[]> = new Map();

  for (const [path, item] of root.get('paths')?.entries() ?? []) {
    for (const method of methods) {
      const operation = item.get(method);
      if (operation) readOperation(path, method, item, operation);
    }
  }
  readErrorCodes();
  for (const [name, scheme] of root.get('components')?.get('securitySchemes')?.entries() ?? []) {
    const { type, in: place, name: header } = scheme.target().json;
    add('security', name, [type, place, header].filter(Boolean).join(' '), scheme.target(), {
      keyword: 'scheme',
    });
  }
  return withUse([...facts.values()], bases);

  function add(kind: Kind, id: string, value: any, node: Node | undefined, about: About) {
    if (!node) throw new Error(`Nothing is written for ${kind} ${id}`);
    facts.set(`${kind} ${id}`, { kind, id, value, place: node.place(), about });
  }

  function readOperation(path: string, method: string, item: Node, operation: Node) {
    const operationId = operation.json.operationId;
    const about = { operationId };
    add('operation', operationId, `${method.toUpperCase()} ${path}`, operation, about);
    const parameters = [item, operation].flatMap((each) => each.get('parameters')?.entries() ?? []);
    for (const [, parameter] of parameters) readParameter(operationId, parameter);
    const body = operation.get('requestBody');
    if (body) readBody(operationId, body);
    for (const [status, response] of operation.get('responses')?.entries() ?? [])
      readResponse(operationId, status, response);
    const security = operation.get('security') ?? root.get('security');
    for (const [, requirement] of security?.entries() ?? []) {
      for (const [name, node] of requirement.entries())
        add('security', `${operationId} needs ${name}`, name, node, { ...about, keyword: 'needs' });
    }
  }

  function readParameter(operationId: string, reference: Node) {
    const node = reference.target();
    const { name, in: place, required = false, 'x-idempotency': idempotency } = node.json;
    const about = { operationId, in: place, parameter: name };
    const owner = `${operationId} ${place} ${name}`;
    const schema = node.get('schema') as Node;
    add('parameter', owner, typeOf(schema), node, about);
    add('required', owner, required, node.get('required') ?? node, about);
    for (const keyword of Object.keys(idempotency ?? {})) {
      const limit = node.get('x-idempotency')?.get(keyword);
      add('constraint', `${owner} ${keyword}`, limit?.json, limit, { ...about, keyword });
    }
    readSchema(owner, schema, about);
    readExamples(owner, node, about);
  }

  function readBody(operationId: string, body: Node) {
    const about = { operationId, in: 'body' };
    const owner = `${operationId} request`;
    const media = jsonOf(body);
    add(
      'required',
      `${owner} body`,
      body.target().json.required ?? false,
      body.get('required') ?? body,
      about,
    );
    const schema = media?.get('schema');
    if (!media || !schema) return;
    add('property', `${owner} body`, typeOf(schema), schema, about);
    readSchema(owner, schema, about);
    readExamples(owner, media, about);
  }

  function readResponse(operationId: string, status: string, response: Node) {
    const about = { operationId, status };
    const owner = `${operationId} ${status}`;
    const media = jsonOf(response);
    const schema = media?.get('schema');
    add('status', owner, schema ? typeOf(schema) : 'no body', response, about);
    for (const [header, reference] of response.get('headers')?.entries() ?? []) {
      const node = reference.target();
      const own = { ...about, header };
      const headerSchema = node.get('schema') as Node;
      add('header', `${owner} ${header}`, typeOf(headerSchema), reference, own);
      add(
        'required',
        `${owner} ${header}`,
        node.json.required ?? false,
        node.get('required') ?? node,
        own,
      );
      readSchema(`${owner} ${header}`, headerSchema, own);
    }
    if (!media || !schema) return;
    readSchema(owner, schema, about);
    readExamples(owner, media, about);
  }

  function readExamples(owner: string, holder: Node, about: About) {
    for (const [example, node] of holder.get('examples')?.entries() ?? []) {
      const { value } = node.target().json;
      add('example', `${owner} ${example}`, value, node.get('value'), { ...about, example });
    }
  }

  /** @param owner what the schema is called where it has no name of its own */
  function readSchema(owner: string, reference: Node, about: About, isPart = false) {
    if (reference.ref === undefined) return readContent(owner, reference, about, isPart);
    const name = reference.ref;
    if (seen.has(name)) return;
    seen.add(name);
    const node = reference.target();
    if (!node.json.properties && !node.json.allOf) {
      add('property', name, typeOf(node), node.get('oneOf') ?? node.get('type') ?? node, {
        schema: name,
      });
    }
    readContent(name, node, { schema: name }, isPart);
  }

  /** @param isPart whether it only says what others take over: it then says nothing of the whole */
  function readContent(owner: string, node: Node, about: About, isPart = false) {
    const { json } = node;
    if (json.format) add('format', owner, json.format, node.get('format'), about);
    for (const keyword of limits.filter((each) => json[each] !== undefined)) {
      add('constraint', `${owner} ${keyword}`, json[keyword], node.get(keyword), {
        ...about,
        keyword,
      });
    }
    const { if: when, then: consequence = {}, else: otherwise = {} } = json;
    const condition = { when, consequence, otherwise };
    if (when)
      add('constraint', `${owner} if`, condition, node.get('if'), { ...about, keyword: 'if' });
    for (const [index, example] of node.get('examples')?.entries() ?? [])
      add('example', `${owner} ${index}`, example.json, example, { ...about, keyword: 'examples' });
    readValues(owner, node, about);
    for (const [name, step, inner] of innerOf(node))
      readSchema(`${owner} ${name}`, inner, {
        ...about,
        items: true,
        path: [...(about.path ?? []), step],
      });
    readProperties(owner, node, about, isPart);
    for (const [, part] of node.get('allOf')?.entries() ?? []) {
      if (part.ref !== undefined) bases.set(owner, [...(bases.get(owner) ?? []), part.ref]);
      readSchema(owner, part, about, true);
    }
    const branches = json.oneOf ?? (openEnum(node) ? [] : json.anyOf) ?? [];
    for (const [index, branch] of branches.entries()) {
      const choice = node.get(json.oneOf ? 'oneOf' : 'anyOf')?.get(index) as any;
      const title = branch.title ?? String(index);
      readSchema(`${owner} (${title})`, choice, { ...about, branch: title, variant: index });
    }
  }

  function readProperties(owner: string, node: Node, about: About, isPart: boolean) {
    const { json } = node;
    for (const [property, schema] of node.get('properties')?.entries() ?? []) {
      const { items: _, ...outside } = about;
      const own: About = {
        ...outside,
        schema: about.schema ?? owner,
        property,
        path: [...(about.path ?? []), `.${property}`],
        ...wayOf(schema),
      };
      const id = `${owner}.${property}`;
      add('property', id, typeOf(schema), schema, own);
      const index = json.required?.indexOf(property) ?? -1;
      add('required', id, index >= 0, index >= 0 ? node.get('required')?.get(index) : schema, own);
      readSchema(id, schema, own);
    }
    // A variant beside properties of its own cannot close them.
    if ((!json.properties && !json.allOf) || about.branch !== undefined || isPart) return;
    if (!isObject(node)) return;
    const closed = json.additionalProperties === false || json.unevaluatedProperties === false;
    // Of what they are is said where it stands.
    if (typeof json.additionalProperties === 'object') return;
    add(
      'constraint',
      `${owner} other properties`,
      closed ? 'are errors' : 'may come',
      node.get('additionalProperties') ?? node.get('unevaluatedProperties') ?? node,
      { ...about, schema: about.schema ?? owner, keyword: 'additionalProperties' },
    );
  }

  function readValues(owner: string, node: Node, about: About) {
    const { json } = node;
    const known = openEnum(node);
    const values =
      (known ?? node.get('enum'))?.entries().map(([, each]: any) => [each.json, each]) ?? [];
    if (json.const !== undefined) values.push([json.const, node.get('const')]);
    for (const [value, place] of values)
      add(
        'enum value',
        `${owner} ${value}`,
        json.const === undefined ? 'one of several' : 'the only one',
        place,
        { ...about, value, ...(known && { open: true }) },
      );
    if (values.length === 0) return;
    add(
      'constraint',
      `${owner} other values`,
      known ? 'may come' : 'are errors',
      node.get('anyOf') ?? node.get('enum') ?? node.get('const'),
      { ...about, keyword: 'enum' },
    );
  }

  function readErrorCodes() {
    for (const [code, entry] of root.get('x-error-codes')?.entries() ?? []) {
      for (const [field, node] of entry.entries())
        add('error code', `${code} ${field}`, node.json, node, {
          code,
          keyword: field,
          scope: entry.get('scope')?.json,
        });
    }
  }
}

/** The schemas of what is in a list or a map: what they are called, the step to them, and they. */
function innerOf(node: Node): [name: string, step: string, inner: Node][] {
  const { items, additionalProperties, propertyNames } = node.json;
  const get = (key: string) => node.get(key) as Node;
  return [
    ...(items ? [['items', '[]', get('items')] as [string, string, Node]] : []),
    ...(node.get('prefixItems')?.entries() ?? []).map(([index, item]): [string, string, Node] => [
      `item ${Number(index) + 1}`,
      `[${index}]`,
      item,
    ]),
    ...(typeof additionalProperties === 'object'
      ? [['values', '{}', get('additionalProperties')] as [string, string, Node]]
      : []),
    ...(propertyNames ? [['names', '{}', get('propertyNames')] as [string, string, Node]] : []),
  ];
}

function wayOf(property: Node): Pick<About, 'oneWay'> {
  const { readOnly, writeOnly } = { ...property.target().json, ...property.json };
  if (readOnly) return { oneWay: 'response' };
  return writeOnly ? { oneWay: 'request' } : {};
}

/** Whether it has properties, its own or such as it takes over. */
export function isObject(reference: Node): boolean {
  const node = reference.target();
  const parts = node.get('allOf')?.entries() ?? [];
  return node.json.properties !== undefined || parts.some(([, part]) => isObject(part));
}

/** The list of an open enumeration: `anyOf` an enum and its bare type. */
function openEnum(node: Node) {
  const parts = node.json.anyOf ?? [];
  const index = parts.findIndex((part: any) => part.enum);
  const open = parts.some((part: any) => part.type && !part.enum);
  return index >= 0 && open ? node.get('anyOf')?.get(index)?.get('enum') : undefined;
}

/** A type in words: a component's name, or a type of JSON. */
function typeOf(node: Node): string {
  const { json, ref } = node;
  if (ref !== undefined) return ref;
  const first = node.get('prefixItems')?.entries() ?? [];
  if (first.length > 0) return `list of ${first.map(([, each]) => typeOf(each)).join(', then ')}`;
  if (json.type === 'array' && json.items) return `array of ${typeOf(node.get('items') as Node)}`;
  if (typeof json.additionalProperties === 'object' && !json.properties)
    return `map of ${typeOf(node.get('additionalProperties') as Node)}`;
  if (json.oneOf && !json.properties) {
    const branches = node.get('oneOf')?.entries() ?? [];
    return branches.map(([, branch]) => typeOf(branch)).join(' or ');
  }
  const types = [json, ...(json.anyOf ?? [])].flatMap(({ type }) => type ?? []);
  return [...new Set(types)].join(' or ') || 'any';
}

/** Says of every schema's facts whether requests or responses have them. */
function withUse(facts: Fact[], bases: Map<string, string[]>) {
  const uses: Map<string, Set<string>> = new Map();
  for (const { kind, value, about } of facts) {
    if (kind === 'parameter' || (kind === 'property' && about.in === 'body'))
      mark(value, 'request');
    if (kind === 'status' || kind === 'header') mark(value, 'response');
  }
  return facts.map((fact) => {
    const use = uses.get(fact.about.schema ?? '');
    if (!use) return fact;
    const used = use.size > 1 ? 'both' : ([...use][0] as 'request' | 'response' | 'both');
    return { ...fact, about: { ...fact.about, used } };
  });

  function mark(type: string, use: string) {
    for (const name of type.replace(/(array|map|list) of /g, '').split(/ or |, then /)) {
      const known = uses.get(name) ?? new Set();
      if (known.has(use)) continue;
      uses.set(name, known.add(use));
      for (const { kind, value, about } of facts) {
        if (kind === 'property' && about.schema === name) mark(value, use);
      }
      for (const base of bases.get(name) ?? []) mark(base, use);
    }
  }
}
