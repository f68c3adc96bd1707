// What an OpenAPI document says, fact by fact.

import {
  isObject,
  type Json,
  jsonOf,
  type Node,
  openEnumOf,
  type Place,
  type Schema,
  type SchemaNode,
  schemaOf,
} from '@connect-api/probes';
import type { OpenApiDocument } from '@connect-api/spec';
import type {
  HeaderObject,
  OperationObject,
  ParameterObject,
  PathItemObject,
  RequestBodyObject,
  ResponseObject,
  SecurityRequirementObject,
  SecuritySchemeObject,
} from 'openapi3-ts/oas31';

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
  /** what the schema takes over whole, by name */
  bases?: string[];
  /** the title of a variant of the schema */
  branch?: string;
  /** its number */
  variant?: number;
  property?: string;
  keyword?: string;
  /** of an enumeration */
  value?: Json;
  /** of an enumeration to which values may be added */
  open?: boolean;
  /** of the items of a list */
  items?: boolean;
  /** of the names in a map */
  names?: boolean;
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
  value: Json | undefined;
  /** where it says so */
  place: Place;
  about: About;
}

/** Keywords of JSON Schema that limit a value. */
const limits = [
  ...(['minLength', 'maxLength', 'pattern', 'minimum', 'maximum'] as const),
  ...(['exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'] as const),
  ...(['minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties'] as const),
];

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** What only this API says of a parameter. */
type Parameter = ParameterObject & { 'x-idempotency'?: Record<string, number> };

/** Every fact of a document. A schema's facts are told once, however often it is used. */
export function factsOf(root: Node<OpenApiDocument>): Fact[] {
  const facts: Map<string, Fact> = new Map();
  const seen: Set<string> = new Set();
  /** What a schema refers to other than by a property, by its name. */
  const bases: Map<string, string[]> = new Map();

  for (const [path, item] of root.get('paths')?.entries<PathItemObject>() ?? []) {
    for (const method of methods) {
      const operation = item.get<OperationObject>(method);
      if (operation) readOperation(path, method, item, operation);
    }
  }
  readErrorCodes();
  const schemes = root.get('components')?.get('securitySchemes')?.entries<SecuritySchemeObject>();
  for (const [name, scheme] of schemes ?? []) {
    const { type, in: place, name: header, scheme: http } = scheme.target().json;
    const kind = [type, http].filter(Boolean).join(':');
    add('security', name, [kind, place, header].filter(Boolean).join(' '), scheme.target(), {
      keyword: 'scheme',
    });
  }
  return withUse([...facts.values()], bases);

  function add(
    kind: Kind,
    id: string,
    value: Json | undefined,
    node: Node | undefined,
    about: About,
  ) {
    if (!node) throw new Error(`Nothing is written for ${kind} ${id}`);
    facts.set(`${kind} ${id}`, { kind, id, value, place: node.place(), about });
  }

  function readOperation(
    path: string,
    method: string,
    item: Node<PathItemObject>,
    operation: Node<OperationObject>,
  ) {
    const operationId = String(operation.json.operationId);
    const about = { operationId };
    add('operation', operationId, `${method.toUpperCase()} ${path}`, operation, about);
    const parameters = [item, operation].flatMap(
      (each) => each.get('parameters')?.entries<Parameter>() ?? [],
    );
    for (const [, parameter] of parameters) readParameter(operationId, parameter);
    const body = operation.get<RequestBodyObject>('requestBody');
    if (body) readBody(operationId, body);
    for (const [status, response] of operation.get('responses')?.entries<ResponseObject>() ?? [])
      readResponse(operationId, status, response);
    const security = operation.get('security') ?? root.get('security');
    const choices = security?.entries<SecurityRequirementObject>() ?? [];
    const isOpen = choices.some(([, { json }]) => Object.keys(json).length === 0);
    for (const [, requirement] of choices) {
      for (const [name, node] of requirement.entries())
        add('security', `${operationId} needs ${name}`, name, node, {
          ...about,
          keyword: isOpen ? 'takes' : 'needs',
        });
    }
  }

  function readParameter(operationId: string, reference: Node<Parameter>) {
    const node = reference.target();
    const { name, in: place, required = false, 'x-idempotency': idempotency } = node.json;
    const about = { operationId, in: place, parameter: name };
    const owner = `${operationId} ${place} ${name}`;
    const schema = schemaOf(node) as SchemaNode;
    add('parameter', owner, typeOf(schema), node, about);
    add('required', owner, required, node.get('required') ?? node, about);
    for (const keyword of Object.keys(idempotency ?? {})) {
      const limit = node.get('x-idempotency')?.get<number>(keyword);
      add('constraint', `${owner} ${keyword}`, limit?.json, limit, { ...about, keyword });
    }
    readSchema(owner, schema, about);
    readExamples(owner, node, about);
  }

  function readBody(operationId: string, body: Node<RequestBodyObject>) {
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
    const schema = schemaOf(media);
    if (!media || !schema) return;
    add('property', `${owner} body`, typeOf(schema), schema, about);
    readSchema(owner, schema, about);
    readExamples(owner, media, about);
  }

  function readResponse(operationId: string, status: string, response: Node<ResponseObject>) {
    const about = { operationId, status };
    const owner = `${operationId} ${status}`;
    const media = jsonOf(response);
    const schema = schemaOf(media);
    add('status', owner, schema ? typeOf(schema) : 'no body', response, about);
    for (const [header, reference] of response.get('headers')?.entries<HeaderObject>() ?? []) {
      const node = reference.target();
      const own = { ...about, header };
      const headerSchema = schemaOf(node) as SchemaNode;
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
      const value = node.get<Json>('value');
      add('example', `${owner} ${example}`, value?.json, value, { ...about, example });
    }
  }

  /** @param owner what the schema is called where it has no name of its own */
  function readSchema(owner: string, reference: SchemaNode, about: About, isPart = false) {
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
  function readContent(owner: string, node: SchemaNode, about: About, isPart = false) {
    const { json } = node;
    if (json.format) add('format', owner, json.format, node.get('format'), about);
    for (const keyword of limits.filter((each) => json[each] !== undefined)) {
      add('constraint', `${owner} ${keyword}`, json[keyword], node.get(keyword), {
        ...about,
        keyword,
      });
    }
    const { if: when, then: consequence = {}, else: otherwise = {} } = json;
    if (when)
      add(
        'constraint',
        `${owner} if`,
        { when, consequence, otherwise } as unknown as Json,
        node.get('if'),
        { ...about, keyword: 'if' },
      );
    for (const [name, needed] of node.get('dependentRequired')?.entries<string[]>() ?? [])
      add('constraint', `${owner}.${name} dependentRequired`, needed.json, needed, {
        ...about,
        schema: about.schema ?? owner,
        keyword: 'dependentRequired',
      });
    for (const [index, example] of node.get('examples')?.entries<Json>() ?? [])
      add('example', `${owner} ${index}`, example.json, example, { ...about, keyword: 'examples' });
    readValues(owner, node, about);
    for (const [name, step, inner] of innerOf(node))
      readSchema(`${owner} ${name}`, inner, {
        ...about,
        items: true,
        ...(name === 'names' && { names: true }),
        path: [...(about.path ?? []), step],
      });
    readProperties(owner, node, about, isPart);
    for (const [, part] of node.get('allOf')?.entries<Schema>() ?? []) {
      if (part.ref !== undefined) bases.set(owner, [...(bases.get(owner) ?? []), part.ref]);
      readSchema(owner, part, about, true);
    }
    const choices = openEnumOf(node) ? undefined : (node.get('oneOf') ?? node.get('anyOf'));
    for (const [key, choice] of choices?.entries<Schema>() ?? []) {
      const index = Number(key);
      const title = choice.json.title ?? key;
      // Of a choice inside a property the schema has no variants.
      const variant = about.property === undefined ? { variant: index } : {};
      readSchema(`${owner} (${title})`, choice, { ...about, branch: title, ...variant });
    }
  }

  function readProperties(owner: string, node: SchemaNode, about: About, isPart: boolean) {
    const { json } = node;
    const { required = [], minProperties = 0 } = json;
    const properties = node.get('properties')?.entries<Schema>() ?? [];
    for (const [property, schema] of properties) {
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
      const index = required.indexOf(property);
      // Where there are no more than there must be, none can be left out, required or not.
      if (index >= 0 || properties.length > minProperties)
        add(
          'required',
          id,
          index >= 0,
          index >= 0 ? node.get('required')?.get(index) : schema,
          own,
        );
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

  function readValues(owner: string, node: SchemaNode, about: About) {
    const known = openEnumOf(node);
    const constant = node.get<Json>('const');
    const listed = (known ?? node.get('enum'))?.entries<Json>().map(([, each]) => each) ?? [];
    const values = [...listed, ...(constant ? [constant] : [])];
    // A closed list of one says the same as `const`.
    const isAlone = !known && values.length === 1;
    for (const place of values)
      add(
        'enum value',
        `${owner} ${place.json}`,
        isAlone ? 'the only one' : 'one of several',
        place,
        { ...about, value: place.json, ...(known && { open: true }) },
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
      const scope = entry.get<string>('scope')?.json;
      for (const [field, node] of entry.entries<Json>())
        add('error code', `${code} ${field}`, node.json, node, {
          code,
          keyword: field,
          ...(scope !== undefined && { scope }),
        });
    }
  }
}

/** The schemas of what is in a list or a map: what they are called, the step to them, and they. */
function innerOf(node: SchemaNode): [name: string, step: string, inner: SchemaNode][] {
  const { items, additionalProperties, propertyNames } = node.json;
  const get = (key: string) => node.get(key) as SchemaNode;
  const all: [string, string, SchemaNode][] = [];
  if (items) all.push(['items', '[]', get('items')]);
  for (const [index, item] of node.get('prefixItems')?.entries<Schema>() ?? [])
    all.push([`item ${Number(index) + 1}`, `[${index}]`, item]);
  if (typeof additionalProperties === 'object')
    all.push(['values', '{}', get('additionalProperties')]);
  if (propertyNames) all.push(['names', '{}', get('propertyNames')]);
  return all;
}

function wayOf(property: SchemaNode): Pick<About, 'oneWay'> {
  const { readOnly, writeOnly } = { ...property.target().json, ...property.json };
  if (readOnly) return { oneWay: 'response' };
  return writeOnly ? { oneWay: 'request' } : {};
}

/** A type in words: a component's name, or a type of JSON. */
function typeOf(node: SchemaNode): string {
  const { json, ref } = node;
  if (ref !== undefined) return ref;
  const first = node.get('prefixItems')?.entries<Schema>() ?? [];
  if (first.length > 0) return `list of ${first.map(([, each]) => typeOf(each)).join(', then ')}`;
  const isList = [json.type].flat().includes('array') && json.items;
  const inner = isList
    ? `array of ${typeOf(node.get('items') as SchemaNode)}`
    : typeof json.additionalProperties === 'object' && !json.properties
      ? `map of ${typeOf(node.get('additionalProperties') as SchemaNode)}`
      : undefined;
  if (inner) return [json.type].flat().includes('null') ? `(${inner}) or null` : inner;
  const choices = openEnumOf(node) ? undefined : (node.get('oneOf') ?? node.get('anyOf'));
  if (choices && !json.properties) {
    const branches = choices
      .entries<Schema>()
      .map(([, branch]) => typeOf(branch))
      .map((type) => (type.startsWith('array of ') ? `(${type})` : type));
    return [...new Set(branches)].join(' or ');
  }
  const types = [json, ...(json.anyOf ?? [])].flatMap(
    (each) => ('type' in each && each.type) || [],
  );
  return [...new Set(types)].join(' or ') || 'any';
}

/** Says of every schema's facts what it takes over, and whether requests or responses have them. */
function withUse(facts: Fact[], bases: Map<string, string[]>) {
  const uses: Map<string, Set<string>> = new Map();
  for (const { kind, value, about } of facts) {
    if (kind === 'parameter' || (kind === 'property' && about.in === 'body'))
      mark(String(value), 'request');
    if (kind === 'status' || kind === 'header') mark(String(value), 'response');
  }
  return facts.map((fact) => {
    const { schema = '' } = fact.about;
    const taken = bases.get(schema);
    const about = { ...fact.about, ...(taken && { bases: taken }) };
    const use = uses.get(schema);
    if (!use) return { ...fact, about };
    const used = use.size > 1 ? 'both' : ([...use][0] as 'request' | 'response' | 'both');
    return { ...fact, about: { ...about, used } };
  });

  function mark(type: string, use: string) {
    for (const name of type.replace(/(array|map|list) of |[()]/g, '').split(/ or |, then /)) {
      const known = uses.get(name) ?? new Set();
      if (known.has(use)) continue;
      uses.set(name, known.add(use));
      for (const { kind, value, about } of facts) {
        if (kind === 'property' && about.schema === name) mark(String(value), use);
      }
      for (const base of bases.get(name) ?? []) mark(base, use);
    }
  }
}
