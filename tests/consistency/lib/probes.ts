// Requests and responses of an operation that the contract accepts or refuses because of one fact: as
// small as they can be around the value that shows it.
import {
  codeOf,
  inLeast,
  type Json,
  jsonOf,
  jsonTypeOf,
  leastOf,
  type Node,
  parametersOf,
  requestProbes,
  type Schema,
  type SchemaNode,
  schemaOf,
  schemaProbes,
  type Verdict,
} from '@connect-api/probes';
import type {
  HeaderObject,
  OpenAPIObject,
  OperationObject,
  ParameterObject,
  PathItemObject,
  ResponseObject,
} from 'openapi3-ts/oas31';

type Values = Record<string, Json | undefined>;

export interface RequestParts {
  path: Values;
  query: Values;
  header: Values;
  cookie: Values;
  /** parsed JSON */
  body?: Json | undefined;
}

export interface RequestProbe {
  /** kind and id */
  fact: string;
  verdict: Verdict;
  request: RequestParts;
  /** Whether it is about a property that only responses have: not every server looks at it. */
  isForeign: boolean;
}

export interface ResponseProbe extends ResponseParts {
  /** kind and id */
  fact: string;
  verdict: Verdict;
  /** the header that it is about */
  reads?: string;
}

interface ResponseParts {
  status: number;
  headers: Record<string, string>;
  /** parsed JSON */
  body?: Json | undefined;
}

export interface OperationProbes {
  operationId: string;
  /** in upper case */
  method: string;
  path: string;
  /** its parameters as they are written */
  parameters: ParameterObject[];
  /** the media type of its body */
  mediaType?: string;
  /** of its responses, as they are written */
  statuses: string[];
  /** the first is the smallest valid one */
  requests: RequestProbe[];
  responses: ResponseProbe[];
}

/** Whether a probe is to be kept, by its fact, what kind of place it is in, and which of them. */
type Keep = (fact: string, place: string, spot: string) => boolean;

/**
 * What several operations share is probed where it comes first, once in each kind of place: else there
 * would be as many probes of every error's properties as there are responses.
 */
function firstOnly(): Keep {
  const first: Map<string, string> = new Map();
  return (fact, place, spot) => {
    const key = `${place} ${fact}`;
    if (!first.has(key)) first.set(key, spot);
    return first.get(key) === spot;
  };
}

/** @param root of the contract as it is written */
export function probesOf(root: Node<OpenAPIObject>): OperationProbes[] {
  const keep = firstOnly();
  return (root.get('paths')?.entries<PathItemObject>() ?? []).flatMap(([path, item]) =>
    item
      .entries<OperationObject>()
      .filter(([, operation]) => operation.json?.operationId)
      .map(([method, operation]) => {
        const mediaType = jsonTypeOf(operation.get('requestBody'));
        return {
          operationId: String(operation.json.operationId),
          method: method.toUpperCase(),
          path,
          parameters: parametersOf(item, operation).map(({ json }) => json),
          ...(mediaType !== undefined && { mediaType }),
          statuses: Object.keys(operation.json.responses ?? {}),
          requests: [...requestsOf(item, operation, keep)],
          responses: [...responsesOf(operation, keep)],
        };
      }),
  );
}

function* requestsOf(
  item: Node<PathItemObject>,
  operation: Node<OperationObject>,
  keep: Keep,
): Generator<RequestProbe> {
  const schema = schemaOf(jsonOf(operation.get('requestBody')));
  const least: RequestParts = {
    path: {},
    query: {},
    header: {},
    cookie: {},
    ...(schema && { body: leastOf(schema, 'request') }),
  };
  for (const parameter of parametersOf(item, operation)) {
    const { name, in: place, required } = parameter.json;
    if (required) least[place][name] = leastOf(schemaOf(parameter) as SchemaNode, 'request');
  }
  yield {
    fact: `operation ${operation.json.operationId}`,
    verdict: 'accepted',
    request: least,
    isForeign: false,
  };
  for (const probe of requestProbes(item, operation)) {
    const { fact, verdict, parameter, isForeign = false } = probe;
    if (!keep(fact, parameter?.json.in ?? 'body', String(operation.json.operationId))) continue;
    for (const leaf of probe.values) {
      const value = inLeast(probe, leaf, 'request');
      const request = parameter ? withParameter(parameter.json, value) : withBody(value);
      yield { fact, verdict, request, isForeign };
    }
  }

  function withBody(body: Json | undefined): RequestParts {
    return body === undefined ? { ...least, body: undefined } : { ...least, body };
  }

  function withParameter({ name, in: place }: ParameterObject, value: Json | undefined) {
    const values = { ...least[place], [name]: value };
    if (value === undefined) delete values[name];
    return { ...least, [place]: values };
  }
}

function* responsesOf(operation: Node<OperationObject>, keep: Keep): Generator<ResponseProbe> {
  const responses = operation.get('responses')?.entries<ResponseObject>() ?? [];
  for (const [key, response] of responses) {
    const owner = `${operation.json.operationId} ${key}`;
    const headers = response.get('headers')?.entries<HeaderObject>() ?? [];
    const schema = schemaOf(jsonOf(response));
    const least: ResponseParts = {
      status: codeOf(key),
      headers: Object.fromEntries(
        headers
          .filter(([, header]) => header.target().json.required)
          .map(([name, header]) => [
            name,
            String(leastOf(schemaOf(header) as SchemaNode, 'response')),
          ]),
      ),
      ...(schema && { body: leastOf(schema, 'response') }),
    };
    // Headers of other statuses mean nothing here: a response that took another's rules shows.
    const others = responses
      .flatMap(([, each]) => Object.keys(each.target().json.headers ?? {}))
      .filter((name) => !headers.some(([own]) => own === name));
    const foreign = Object.fromEntries(others.map((name) => [name, 'not of any form']));
    yield {
      fact: `status ${owner}`,
      verdict: 'accepted',
      ...least,
      headers: { ...least.headers, ...foreign },
    };
    for (const name of Object.keys(least.headers)) {
      const { [name]: _, ...headers } = least.headers;
      yield { ...least, fact: `status ${owner}`, verdict: 'refused', headers };
    }
    for (const [name, header] of headers)
      yield* headerProbes(`${owner} ${name}`, name, header, least);
    if (!schema) continue;
    const spot = { type: `status ${owner}`, owner, where: 'body', way: 'response' } as const;
    for (const probe of schemaProbes(schema, spot)) {
      const { fact, verdict, values } = probe;
      if (!keep(fact, 'response', owner)) continue;
      for (const value of values)
        yield { ...least, fact, verdict, body: inLeast(probe, value, 'response') };
    }
  }
}

function* headerProbes(
  owner: string,
  name: string,
  header: Node<HeaderObject>,
  least: ResponseParts,
): Generator<ResponseProbe> {
  const schema = header.get<Schema>('schema') as SchemaNode;
  const { [name]: _, ...without } = least.headers;
  const fact = `header ${owner}`;
  const { required } = header.target().json;
  const verdict = required ? 'refused' : 'accepted';
  yield { ...least, fact: `required ${owner}`, verdict, headers: without };
  if (required) yield { ...least, fact, verdict, headers: without };
  const { type, pattern, format, enum: listed } = schema.target().json;
  const isText = type === 'string';
  const hasTexts = schema.get<Schema>('items')?.target().json.type === 'string';
  // A number is a text, too: that it may be any shows in one that is none.
  if (isText && pattern === undefined && format === undefined && listed === undefined)
    yield { ...least, fact, verdict: 'accepted', headers: { ...without, [name]: 'any text' } };
  for (const probe of schemaProbes(schema, { type: fact, owner, where: name, way: 'response' })) {
    // On the way every value is text, and one text a list of one.
    const isType = probe.verdict === 'refused' && probe.keyword === 'type';
    if (isType && (isText || (type === 'array' && (hasTexts || probe.around.length === 0))))
      continue;
    for (const value of probe.values)
      yield {
        ...least,
        fact: probe.fact,
        verdict: probe.verdict,
        headers: { ...without, [name]: String(inLeast(probe, value, 'response')) },
        reads: name,
      };
  }
}
