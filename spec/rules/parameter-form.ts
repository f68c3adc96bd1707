import { type Node, nodeOf } from './node.ts';
import type { Context, Visitor } from './redocly.js';

const lists = ['query', 'header'];
// OpenAPI gives these headers another place, and says that they are ignored here.
const elsewhere: Record<string, string> = {
  accept: 'the media types of the responses',
  authorization: 'security',
  'content-type': 'the media type of the body',
};

const byClients = ['connection', 'content-length', 'cookie', 'expect', 'host', 'keep-alive'].concat(
  ['te', 'trailer', 'transfer-encoding', 'upgrade'],
);

/** Why a request cannot have a header of this name. */
function takenBy(name: string): string | undefined {
  if (name.toLowerCase() === 'prefer')
    return 'The mock is told by Prefer what to answer. Give the header another name, or send the value in the query.';
  return byClients.includes(name.toLowerCase())
    ? `HTTP clients write the header ${name} themselves. Remove it; a cookie is a parameter in cookie.`
    : undefined;
}

/**
 * Parameters and headers are written in the forms that client, validators, mock and sandbox know: plain
 * values; lists in the query and in headers; flat objects in the query, as `deepObject`. A header that a
 * response must carry has an example, which mock and sandbox send. No two of an operation have one name.
 */
export default function parameterForm(): Visitor {
  return {
    Paths: {
      PathItem(item, ctx) {
        refuseNamesakes(nodeOf(ctx, item), ctx);
        const path = String(ctx.key);
        if (path.split('/').every((segment) => /^([^{}]*|\{[^{}]+\})$/.test(segment))) return;
        const message = 'A segment of a path is text or one parameter. Part it with slashes.';
        ctx.report({ message, location: ctx.location.key() });
      },
      Parameter(parameter, ctx) {
        for (const [key, message] of problemsOf(nodeOf(ctx, parameter)))
          report(ctx, nodeOf(ctx, parameter), key, message);
      },
      Header(header, ctx) {
        const node = nodeOf(ctx, header);
        const instead = elsewhere[String(ctx.key).toLowerCase()];
        if (instead)
          ctx.report({ message: ignored(ctx.key, instead), location: ctx.location.key() });
        if (header.content) report(ctx, node, 'content', plain);
        else if (typesOf(node.get('schema')).includes('object'))
          report(ctx, node, 'schema', 'A header is a value or a list of values. Change its type.');
        else if (header.required && !hasExample(node))
          report(ctx, node, 'required', 'A required header needs an example. Add it to examples.');
      },
    },
  };
}

/** Docs, samples and generated code call a parameter by its name alone. */
function refuseNamesakes(item: Node, ctx: Context): void {
  for (const method of ['get', 'put', 'post', 'patch', 'delete']) {
    const operation = item.get(method);
    const own = operation.get('parameters').entries();
    const all = [...item.get('parameters').entries(), ...own].map(([, each]) => each);
    for (const [index, { value, location }] of all.entries()) {
      const before = all.slice(0, index).find((each) => each.value?.name === value?.name);
      if (!before || before.value.in === value.in) continue;
      const message = `${method} has a parameter ${value.name} in ${before.value.in}, and one in ${value.in}. Give one of them another name.`;
      ctx.report({ message, location });
    }
  }
}

const ignored = (name: unknown, instead: string) =>
  `OpenAPI ignores a header ${name} here. Remove it; it follows from ${instead}.`;
const plain = 'A value that is itself a document cannot be sent. Write schema in place of content.';

function* problemsOf(node: Node): Generator<[key: string, message: string]> {
  const { name, in: place, required, style, explode, allowReserved, content } = node.value;
  const instead = place === 'header' && elsewhere[String(name).toLowerCase()];
  if (instead) return yield ['name', ignored(name, instead)];
  const taken = place === 'header' ? takenBy(String(name)) : undefined;
  if (taken) return yield ['name', taken];
  if (place === 'path' && required !== true)
    return yield ['required', 'A parameter of the path is always there. Write required: true.'];
  if (content) return yield ['content', plain];
  if (allowReserved) yield ['allowReserved', 'Values are always encoded. Remove allowReserved.'];
  const schema = node.get('schema');
  const types = typesOf(schema);
  const [type, ...more] = types;
  if (!type || more.length > 0 || type === 'null') {
    return yield [
      'schema',
      'A parameter has one type, and is left out where it has no value. Give its schema one type.',
    ];
  }
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
