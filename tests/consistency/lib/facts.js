// What an OpenAPI document says, fact by fact.

/** The kinds of facts, in the order of the table. */
export const kinds = /** @type {const} */ ([
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
]);

/** @typedef {(typeof kinds)[number]} Kind */

/**
 * What a fact is about. Which members there are depends on the kind.
 *
 * @typedef {object} About
 * @property {string} [operationId]
 * @property {string} [in] of a parameter: `path`, `query`, `header`
 * @property {string} [parameter]
 * @property {string} [status]
 * @property {string} [header] of a response
 * @property {string} [schema] the owner: a named schema, or what an operation calls its own
 * @property {string} [branch] the title of a variant of the schema
 * @property {number} [variant] its number
 * @property {string} [property]
 * @property {string} [keyword]
 * @property {string} [value] of an enumeration
 * @property {boolean} [open] of an enumeration to which values may be added
 * @property {boolean} [items] of the items of a list
 * @property {string} [example]
 * @property {string} [code]
 * @property {string} [scope] of an error code: `operation` or `server`
 * @property {'request' | 'response' | 'both'} [used] where the schema is used
 */

/**
 * @typedef {object} Fact
 * @property {Kind} kind
 * @property {string} id unique within the kind
 * @property {any} value what the document says
 * @property {import('./reading.js').Place} place where it says so
 * @property {About} about
 */

/** Keywords of JSON Schema that limit a value. */
const limits = [
  ...['minLength', 'maxLength', 'pattern', 'minimum', 'maximum'],
  ...['exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties'],
];

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/**
 * Every fact of a document. A schema's facts are told once, however often it is used.
 *
 * @param {import('./reading.js').Node} root
 * @returns {Fact[]}
 */
export function factsOf(root) {
  /** @type {Map<string, Fact>} */
  const facts = new Map();
  /** @type {Set<string>} */
  const seen = new Set();

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
  return withUse([...facts.values()]);

  /**
   * @param {Kind} kind @param {string} id @param {any} value
   * @param {import('./reading.js').Node | undefined} node @param {About} about
   */
  function add(kind, id, value, node, about) {
    if (!node) throw new Error(`Nothing is written for ${kind} ${id}`);
    facts.set(`${kind} ${id}`, { kind, id, value, place: node.place(), about });
  }

  /**
   * @param {string} path @param {string} method
   * @param {import('./reading.js').Node} item @param {import('./reading.js').Node} operation
   */
  function readOperation(path, method, item, operation) {
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

  /** @param {string} operationId @param {import('./reading.js').Node} reference */
  function readParameter(operationId, reference) {
    const node = reference.target();
    const { name, in: place, required = false, 'x-idempotency': idempotency } = node.json;
    const about = { operationId, in: place, parameter: name };
    const owner = `${operationId} ${place} ${name}`;
    const schema = /** @type {import('./reading.js').Node} */ (node.get('schema'));
    add('parameter', owner, typeOf(schema), node, about);
    add('required', owner, required, node.get('required') ?? node, about);
    for (const keyword of Object.keys(idempotency ?? {})) {
      const limit = node.get('x-idempotency')?.get(keyword);
      add('constraint', `${owner} ${keyword}`, limit?.json, limit, { ...about, keyword });
    }
    readSchema(owner, schema, about);
    readExamples(owner, node, about);
  }

  /** @param {string} operationId @param {import('./reading.js').Node} body */
  function readBody(operationId, body) {
    const about = { operationId, in: 'body' };
    const owner = `${operationId} request`;
    const media = body.get('content')?.get('application/json');
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

  /** @param {string} operationId @param {string} status @param {import('./reading.js').Node} response */
  function readResponse(operationId, status, response) {
    const about = { operationId, status };
    const owner = `${operationId} ${status}`;
    const media = response.get('content')?.get('application/json');
    const schema = media?.get('schema');
    add('status', owner, schema ? typeOf(schema) : 'no body', response, about);
    for (const [header, reference] of response.get('headers')?.entries() ?? []) {
      const node = reference.target();
      const own = { ...about, header };
      const headerSchema = /** @type {import('./reading.js').Node} */ (node.get('schema'));
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

  /** @param {string} owner @param {import('./reading.js').Node} holder @param {About} about */
  function readExamples(owner, holder, about) {
    for (const [example, node] of holder.get('examples')?.entries() ?? []) {
      const { value } = node.target().json;
      add('example', `${owner} ${example}`, value, node.get('value'), { ...about, example });
    }
  }

  /**
   * @param {string} owner what the schema is called where it has no name of its own
   * @param {import('./reading.js').Node} reference @param {About} about
   */
  function readSchema(owner, reference, about) {
    if (reference.ref === undefined) return readContent(owner, reference, about);
    const name = reference.ref;
    if (seen.has(name)) return;
    seen.add(name);
    const node = reference.target();
    if (!node.json.properties) {
      add('property', name, typeOf(node), node.get('oneOf') ?? node.get('type') ?? node, {
        schema: name,
      });
    }
    readContent(name, node, { schema: name });
  }

  /** @param {string} owner @param {import('./reading.js').Node} node @param {About} about */
  function readContent(owner, node, about) {
    const { json } = node;
    if (json.format) add('format', owner, json.format, node.get('format'), about);
    for (const keyword of limits.filter((each) => json[each] !== undefined)) {
      add('constraint', `${owner} ${keyword}`, json[keyword], node.get(keyword), {
        ...about,
        keyword,
      });
    }
    for (const [index, example] of node.get('examples')?.entries() ?? [])
      add('example', `${owner} ${index}`, example.json, example, { ...about, keyword: 'examples' });
    readValues(owner, node, about);
    if (json.items)
      readSchema(`${owner} items`, /** @type {any} */ (node.get('items')), {
        ...about,
        items: true,
      });
    readProperties(owner, node, about);
    const branches = json.oneOf ?? (openEnum(node) ? [] : json.anyOf) ?? [];
    for (const [index, branch] of branches.entries()) {
      const choice = /** @type {any} */ (node.get(json.oneOf ? 'oneOf' : 'anyOf')?.get(index));
      const title = branch.title ?? String(index);
      readSchema(`${owner} (${title})`, choice, { ...about, branch: title, variant: index });
    }
  }

  /** @param {string} owner @param {import('./reading.js').Node} node @param {About} about */
  function readProperties(owner, node, about) {
    const { json } = node;
    for (const [property, schema] of node.get('properties')?.entries() ?? []) {
      const own = { ...about, schema: about.schema ?? owner, property };
      const id = `${owner}.${property}`;
      add('property', id, typeOf(schema), schema, own);
      const index = json.required?.indexOf(property) ?? -1;
      add('required', id, index >= 0, index >= 0 ? node.get('required')?.get(index) : schema, own);
      readSchema(id, schema, own);
    }
    // A variant beside properties of its own cannot close them.
    if (!json.properties || about.branch !== undefined) return;
    const closed = json.additionalProperties === false;
    add(
      'constraint',
      `${owner} other properties`,
      closed ? 'are errors' : 'may come',
      node.get('additionalProperties') ?? node,
      { ...about, schema: about.schema ?? owner, keyword: 'additionalProperties' },
    );
  }

  /** @param {string} owner @param {import('./reading.js').Node} node @param {About} about */
  function readValues(owner, node, about) {
    const { json } = node;
    const known = openEnum(node);
    const values =
      (known ?? node.get('enum'))
        ?.entries()
        .map((/** @type {any} */ [, each]) => [each.json, each]) ?? [];
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

/**
 * The list of an open enumeration: `anyOf` an enum and its bare type.
 *
 * @param {import('./reading.js').Node} node
 */
function openEnum(node) {
  const parts = node.json.anyOf ?? [];
  const index = parts.findIndex((/** @type {any} */ part) => part.enum);
  const open = parts.some((/** @type {any} */ part) => part.type && !part.enum);
  return index >= 0 && open ? node.get('anyOf')?.get(index)?.get('enum') : undefined;
}

/**
 * A type in words: a component's name, or a type of JSON.
 *
 * @param {import('./reading.js').Node} node
 * @returns {string}
 */
function typeOf(node) {
  const { json, ref } = node;
  if (ref !== undefined) return ref;
  if (json.type === 'array') return `array of ${typeOf(/** @type {any} */ (node.get('items')))}`;
  if (json.oneOf && !json.properties) {
    const branches = node.get('oneOf')?.entries() ?? [];
    return branches.map(([, branch]) => typeOf(branch)).join(' or ');
  }
  const types = [json, ...(json.anyOf ?? [])].flatMap(({ type }) => type ?? []);
  return [...new Set(types)].join(' or ') || 'any';
}

/**
 * Says of every schema's facts whether requests or responses have them.
 *
 * @param {Fact[]} facts
 */
function withUse(facts) {
  /** @type {Map<string, Set<string>>} */
  const uses = new Map();
  for (const { kind, value, about } of facts) {
    if (kind === 'parameter' || (kind === 'property' && about.in === 'body'))
      mark(value, 'request');
    if (kind === 'status' || kind === 'header') mark(value, 'response');
  }
  return facts.map((fact) => {
    const use = uses.get(fact.about.schema ?? '');
    if (!use) return fact;
    const used = /** @type {'request' | 'response' | 'both'} */ (
      use.size > 1 ? 'both' : [...use][0]
    );
    return { ...fact, about: { ...fact.about, used } };
  });

  /** @param {string} type @param {string} use */
  function mark(type, use) {
    for (const name of type.replace(/^array of /, '').split(' or ')) {
      const known = uses.get(name) ?? new Set();
      if (known.has(use)) continue;
      uses.set(name, known.add(use));
      for (const { kind, value, about } of facts) {
        if (kind === 'property' && about.schema === name) mark(value, use);
      }
    }
  }
}
