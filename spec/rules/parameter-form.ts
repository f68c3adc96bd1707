import { type Node, nodeOf } from './node.ts';
import type { Context, Visitor } from './redocly.js';
import { objectWithin } from './schema.ts';
import { everyObjects } from './schema-words.ts';

const lists = ['query', 'header'];
// OpenAPI gives these headers another place, and says that they are ignored here.
const elsewhere: Record<string, string> = {
  accept: 'the media types of the responses',
  authorization: 'security',
  'content-type': 'the media type of the body',
};

const byTransport = ['connection', 'content-length', 'keep-alive', 'te', 'trailer'].concat([
  'transfer-encoding',
  'upgrade',
]);
// What fetch sends whatever it is told (Fetch Standard, forbidden request-header), or not at all.
const byClients = [
  ...byTransport,
  'accept-charset',
  'accept-encoding',
  'cookie',
  'date',
  'dnt',
].concat(['expect', 'host', 'origin', 'referer', 'via']);
const byServers = [...byTransport, 'content-encoding', 'date'];
/** Clients send these where nobody has said what. */
const anyway = ['accept-language', 'user-agent'];

/** Why a request cannot have a header of this name. */
function takenBy(name: string): string | undefined {
  const known = name.toLowerCase();
  if (known === 'prefer')
    return 'The mock is told by Prefer what to answer. Give the header another name, or send the value in the query.';
  return byClients.includes(known) || /^(access-control|proxy|sec)-/.test(known)
    ? `HTTP clients write the header ${name} themselves. Remove it; a cookie is a parameter in cookie.`
    : undefined;
}

/**
 * Parameters and headers are written in the forms that client, validators, mock and sandbox know: plain
 * values; lists in the query and in headers; flat objects in the query, as `deepObject`. What a request or
 * a response must have has an example, which samples, mock and sandbox send. No two of an operation have
 * one name, or are read as one.
 */
export default function parameterForm(): Visitor {
  let keys: string[] = [];
  return {
    Root(root, ctx) {
      const schemes = nodeOf(ctx, root).get('components', 'securitySchemes').entries();
      keys = schemes.flatMap(([, { value }]) => value?.name?.toLowerCase() ?? []);
    },
    Paths: {
      PathItem(item, ctx) {
        refuseNamesakes(nodeOf(ctx, item), ctx);
        for (const message of problemsOfPath(String(ctx.key)))
          ctx.report({ message, location: ctx.location.key() });
      },
      Parameter(parameter, ctx) {
        const node = nodeOf(ctx, parameter);
        for (const [key, message] of problemsOf(node)) report(ctx, node, key, message);
        if (parameter.in !== 'header' || !keys.includes(String(parameter.name).toLowerCase()))
          return;
        const message = `The header ${parameter.name} follows from security. Remove this parameter.`;
        ctx.report({ message, location: ctx.location.child(['name']) });
      },
      Header(header, ctx) {
        const node = nodeOf(ctx, header);
        const unfit = unfitName(String(ctx.key), 'header');
        if (unfit) ctx.report({ message: unfit, location: ctx.location.key() });
        const instead = elsewhere[String(ctx.key).toLowerCase()];
        if (instead)
          ctx.report({ message: ignored(ctx.key, instead), location: ctx.location.key() });
        if (byServers.includes(String(ctx.key).toLowerCase())) {
          const message = `Servers write the header ${ctx.key} themselves. Remove it, or say it in the description.`;
          ctx.report({ message, location: ctx.location.key() });
        }
        if (header.content) report(ctx, node, 'content', plain);
        else if (typesOf(node.get('schema')).includes('object'))
          report(ctx, node, 'schema', 'A header is a value or a list of values. Change its type.');
        else if (header.required && !hasExample(node))
          report(ctx, node, 'required', 'A required header needs an example. Add it to examples.');
      },
    },
  };
}

function* problemsOfPath(path: string): Generator<string> {
  const segments = path.split('/');
  if (!segments.every((segment) => /^([^{}]*|\{[^{}]+\})$/.test(segment)))
    yield 'A segment of a path is text or one parameter. Part it with slashes.';
  // Of what RFC 3986 allows, all but encoded characters.
  const other = segments.find((segment) => !/[{}]|^[\w.~!$&'()*+,;=:@-]*$/.test(segment));
  if (other !== undefined)
    yield `The path has ${other}, which some clients encode and others do not. Write letters from a to z, digits, hyphens, dots and underscores.`;
}

/** Docs, samples and generated code call a parameter by its name alone; some names are read as one. */
function refuseNamesakes(item: Node, ctx: Context): void {
  for (const method of ['get', 'put', 'post', 'patch', 'delete']) {
    const operation = item.get(method);
    const own = operation.get('parameters').entries();
    const all = [...item.get('parameters').entries(), ...own].map(([, each]) => each);
    for (const [index, { value, location }] of all.entries()) {
      const others = all.slice(0, index).map((each) => each.value);
      const before = others.find((each) => each?.name === value?.name && each.in !== value.in);
      const inOtherCase = others.find(
        (each) => isHeader(each) && isHeader(value) && isOtherCase(each.name, value.name),
      );
      const whole = all.find((each) => String(value?.name).startsWith(`${each.value?.name}[`));
      const message = before
        ? `${method} has a parameter ${value.name} in ${before.in}, and one in ${value.in}. Give one of them another name.`
        : inOtherCase
          ? `${inOtherCase.name} and ${value.name} are one header. Remove one of them.`
          : whole?.value.style === 'deepObject'
            ? `${value.name} is a member of the parameter ${whole.value.name}. Write it into its schema.`
            : undefined;
      if (message) ctx.report({ message, location });
    }
  }
}

/** Why nothing can be sent under a name. Headers (RFC 9110) and cookies (RFC 6265) are named by a token. */
function unfitName(name: string, place: string, required?: boolean): string | undefined {
  if (name === '') return 'Nothing can be sent without a name. Give the parameter one.';
  if ((place === 'header' || place === 'cookie') && !isToken(name))
    return `A ${place} is named by letters from a to z, digits and hyphens. Give ${name} another name.`;
  return place === 'query' && !required && ['__proto__', ...everyObjects].includes(name)
    ? `Every object of JavaScript has a ${name}, so nobody sees that this one is missing. Give the parameter another name.`
    : undefined;
}

const isToken = (name: string) => /^[\w!#$%&'*+.^`|~-]+$/.test(name);

const isHeader = (parameter?: { in?: string }) => parameter?.in === 'header';
const isOtherCase = (one: string, other: string) =>
  one !== other && one.toLowerCase() === other.toLowerCase();

const ignored = (name: unknown, instead: string) =>
  `OpenAPI ignores a header ${name} here. Remove it; it follows from ${instead}.`;
const plain = 'A value that is itself a document cannot be sent. Write schema in place of content.';

function* problemsOf(node: Node): Generator<[key: string, message: string]> {
  const { name, in: place, required, style, explode, allowReserved, content } = node.value;
  const instead = place === 'header' && elsewhere[String(name).toLowerCase()];
  if (instead) return yield ['name', ignored(name, instead)];
  const unfit = unfitName(String(name), place, required);
  if (unfit) return yield ['name', unfit];
  const taken = place === 'header' ? takenBy(String(name)) : undefined;
  if (taken) return yield ['name', taken];
  if (place === 'path' && required !== true)
    return yield ['required', 'A parameter of the path is always there. Write required: true.'];
  if (content) return yield ['content', plain];
  if (allowReserved) yield ['allowReserved', 'Values are always encoded. Remove allowReserved.'];
  if (node.value.allowEmptyValue)
    yield [
      'allowEmptyValue',
      'A parameter has a value, or is left out. Remove allowEmptyValue; what is on or off is a boolean.',
    ];
  if (required && place !== 'path' && !hasExample(node))
    yield ['required', 'Samples send what is required. Add an example to examples.'];
  const schema = node.get('schema');
  const types = typesOf(schema);
  const [type, ...more] = types;
  if (!type || more.length > 0 || type === 'null') {
    return yield [
      'schema',
      'A parameter has one type, and is left out where it has no value. Give its schema one type.',
    ];
  }
  for (const part of [schema, schema.get('items')]) {
    if (!isUntyped(part)) continue;
    yield [
      'schema',
      `What is sent is text, and is read by its type. Write type: ${typesOf(part)}.`,
    ];
  }
  if (anyway.includes(String(name).toLowerCase()) && place === 'header' && isNarrow(schema.value))
    yield [
      'schema',
      `HTTP clients send ${name} of their own, such as *. Take any text, and describe what is understood.`,
    ];
  if (type === 'object') {
    if (place !== 'query' || style !== 'deepObject' || explode === false)
      yield [
        'schema',
        'An object is sent in the query, member by member. Write in: query, style: deepObject, explode: true.',
      ];
    for (const [, member] of schema.get('properties').entries()) {
      if (!typesOf(member).some((one) => one === 'object' || one === 'array')) continue;
      yield [
        'schema',
        'A member of an object in the query is a plain value. Write lists and objects as parameters of their own.',
      ];
      return;
    }
    if (objectWithin(node, 'schema'))
      yield [
        'schema',
        'An object in the query has a name, which types and docs need. Write it into a file under components/schemas, and refer to that.',
      ];
    return;
  }
  const usual = place === 'query' || place === 'cookie' ? 'form' : 'simple';
  if (style !== undefined && style !== usual)
    yield [
      'style',
      `Values in ${place} are written in the style ${usual}. Remove style; for a list in one value write explode: false.`,
    ];
  if (type !== 'array') return;
  if (!lists.includes(place))
    yield ['schema', `A list cannot be sent in ${place}. Send it in the query, or in the body.`];
  if (typesOf(schema.get('items')).some((one) => one === 'object' || one === 'array'))
    yield ['schema', 'A list in a parameter holds plain values. Send this one in the body.'];
  if (place === 'query' && explode !== false) return;
  const parted = shownItems(node).find((item) => String(item).includes(','));
  if (parted !== undefined)
    yield [
      'schema',
      `In one value ${parted} is read as several items. ${place === 'query' ? 'Leave out explode: false, or take' : 'Take'} the comma out.`,
    ];
}

/** Whether only its values say what type it has, and that is not text. */
function isUntyped(schema: Node): boolean {
  const { type, enum: values, const: value } = Object(schema.value);
  if (type === undefined && (values ?? value) !== undefined)
    return typesOf(schema).some((each) => each !== 'string');
  const branches = ['anyOf', 'oneOf'].flatMap((key) => schema.get(key).entries());
  return branches.some(([, branch]) => isUntyped(branch));
}

/** Whether it leaves out some texts. */
function isNarrow(schema: Record<string, unknown>): boolean {
  const { minLength = 0 } = schema;
  return (
    Number(minLength) > 1 || ['pattern', 'format', 'enum', 'const'].some((key) => key in schema)
  );
}

/** The items of a list that the contract names. */
function shownItems(parameter: Node): unknown[] {
  const { enum: values = [] } = Object(parameter.get('schema', 'items').value);
  const examples = parameter.get('examples').entries();
  return [...values, ...examples.flatMap(([, example]) => example.get('value').value ?? [])];
}

/** The types of a schema, those of its branches included. */
function typesOf(schema: Node): string[] {
  const { type, enum: values = [], const: value } = Object(schema.value);
  const branches = ['allOf', 'anyOf', 'oneOf'].flatMap((key) => schema.get(key).entries());
  const own = [type ?? [value, ...values].filter((one) => one !== undefined).map(typeOf)].flat();
  return [...new Set([...own, ...branches.flatMap(([, branch]) => typesOf(branch))])];
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function hasExample(header: Node): boolean {
  const {
    examples,
    default: fallback,
    const: value,
    enum: values,
  } = Object(header.get('schema').value);
  const inSchema = examples?.[0] ?? fallback ?? value ?? values?.[0];
  return inSchema !== undefined || header.get('examples').entries().length > 0;
}

function report(ctx: Context, node: Node, key: string, message: string): void {
  const location = node.value[key]?.$ref ? node.location : node.location.child([key]);
  ctx.report({ message, location: key === 'schema' ? location : node.location.child([key]) });
}
