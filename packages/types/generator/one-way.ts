// A property that travels one way only is required on that way only; types have one form for each.
import {
  leftOutOf,
  type OpenApiDocument,
  operationsOf,
  type ResponseObject,
} from '@connect-api/spec';

/**
 * A copy of a contract in which what a request need not send, and a response need not hold, is not
 * required. A schema that both use, and that then differs, gets a second one for requests: `XInput`.
 *
 * @throws {Error} where there is a schema of that name already
 */
export function withOneWayProperties(document: OpenApiDocument): OpenApiDocument {
  const copy = structuredClone(document);
  const { schemas = {} } = copy.components ?? {};
  const operations = operationsOf(copy);
  const webhooks = operationsOf({ ...copy, paths: copy.webhooks ?? {} });
  const sent = [
    ...operations.map(({ requestBody }) => requestBody),
    ...webhooks.flatMap(({ responses }) => Object.values(responses)),
  ].flatMap(mediaTypesOf);
  const received = [
    ...operations.flatMap(({ responses }) => Object.values(responses)),
    ...webhooks.map(({ requestBody }) => requestBody),
  ].flatMap(mediaTypesOf);
  /** the name for requests of each schema that has one of its own */
  let inputs: Map<string, string> = new Map();
  const inResponses = namesIn(received);
  const inRequests = namesIn(sent);
  const differing = new Set(
    [...inRequests].filter((name) =>
      [name, ...namesIn(schemas[name])].some((one) => asks(schemas[one], 'request')),
    ),
  );
  inputs = new Map(
    [...differing].map((name) => [name, inResponses.has(name) ? `${name}Input` : name]),
  );
  const forRequests = [...inputs].map(([name, input]) => {
    if (input !== name && schemas[input]) {
      throw new Error(
        `Schema ${name} has readOnly properties and is used by requests, so that its type for them is ${input}; there is a schema of that name already. Rename that.`,
      );
    }
    return [input, formOf(schemas[name] ?? {}, 'request')] as const;
  });
  for (const name of inResponses) schemas[name] = formOf(schemas[name] ?? {}, 'response');
  for (const [name, schema] of forRequests) schemas[name] = schema;
  for (const media of sent) if (media.schema) media.schema = formOf(media.schema, 'request');
  for (const media of received) if (media.schema) media.schema = formOf(media.schema, 'response');
  return copy;

  function mediaTypesOf(holder: Pick<ResponseObject, 'content'> | undefined) {
    return Object.values(holder?.content ?? {}).filter(({ schema }) => schema);
  }

  /** The names of the schemas that something leads to. */
  function namesIn(root: unknown) {
    const names: Set<string> = new Set();
    const add = (value: unknown) => {
      for (const name of referredIn(value)) {
        if (names.has(name)) continue;
        names.add(name);
        add(schemas[name]);
      }
    };
    add(root);
    return names;
  }

  /** Whether a schema, without those it refers to, requires what the way leaves out. */
  function asks(schema: unknown, way: 'request' | 'response') {
    return JSON.stringify(formOf(schema, way)) !== JSON.stringify(formOf(schema, undefined));
  }

  /** @param outer what the schemas around it leave out of the same value */
  function formOf<Schema>(
    schema: Schema,
    way: 'request' | 'response' | undefined,
    outer: Set<string> = new Set(),
  ): Schema {
    if (Array.isArray(schema)) return schema.map((one) => formOf(one, way, outer)) as Schema;
    if (typeof schema !== 'object' || schema === null) return schema;
    const out = way ? new Set([...outer, ...leftOutOf(document, schema, way)]) : outer;
    return Object.fromEntries(
      Object.entries(schema).map(([keyword, value]) => {
        if (keyword === '$ref') return [keyword, referTo(String(value), way)];
        if (keyword === 'required' && Array.isArray(value))
          return [keyword, value.filter((name) => !out.has(name))];
        if (sameValue.includes(keyword)) return [keyword, formOf(value, way, out)];
        if (keyword === 'properties' || keyword === 'patternProperties')
          return [keyword, eachOf(value as object, way)];
        if (insideValue.includes(keyword)) return [keyword, formOf(value, way)];
        if (keyword === 'discriminator') return [keyword, discriminatorOf(value as object, way)];
        return [keyword, value];
      }),
    ) as Schema;
  }

  function eachOf(schemas: object, way: 'request' | 'response' | undefined) {
    return Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => [name, formOf(schema, way)]),
    );
  }

  function discriminatorOf(
    { mapping, ...rest }: { mapping?: Record<string, string> },
    way: 'request' | 'response' | undefined,
  ) {
    if (!mapping) return rest;
    const targets = Object.entries(mapping).map(([value, to]) => [value, referTo(to, way)]);
    return { ...rest, mapping: Object.fromEntries(targets) };
  }

  function referTo(reference: string, way: 'request' | 'response' | undefined) {
    const name = reference.replace(prefix, '');
    return way === 'request' && inputs.has(name) ? prefix + inputs.get(name) : reference;
  }
}

const prefix = '#/components/schemas/';
const sameValue = ['allOf', 'anyOf', 'oneOf', 'if', 'then', 'else'];
const insideValue = [
  'items',
  'prefixItems',
  'additionalProperties',
  'unevaluatedProperties',
  'not',
];

/** @returns the names of the schemas that it refers to itself */
function referredIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' && inner.startsWith(prefix)
      ? [inner.slice(prefix.length)]
      : referredIn(inner),
  );
}
