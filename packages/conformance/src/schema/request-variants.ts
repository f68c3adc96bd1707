// Requests of an operation: valid ones, and for everything that the document says about them some
// that break it alone.
import {
  arbitraries,
  inAny,
  jsonOf,
  type Node,
  type Parameter,
  parametersOf,
  type RequestProbe,
  readDocument,
  requestProbes,
  type Schema,
  type SchemaNode,
  schemaOf,
} from '@connect-api/probes';
import { fillPath, type OpenApiDocument, type Operation } from '@connect-api/spec/contract';
import { place } from '@connect-api/spec/request';
import fc from 'fast-check';
import type { OperationObject, PathItemObject } from 'openapi3-ts/oas31';
import { accessOf, apiKeyHeadersOf, beyond, jsonBodyOf, obstacleOf } from '../bundled-contract.js';
import type { PlainRequest } from '../http.js';
import type { Json } from '../json.js';

/** Values that a server knows, by the name of the property or parameter that takes them. */
export type KnownValues = Readonly<Record<string, readonly unknown[]>>;

/** A request before it is put together. */
interface Parts {
  method: string;
  path: string;
  parameters: Record<string, unknown>;
  query: string;
  headers: Record<string, string | undefined>;
  body?: string | Uint8Array | undefined;
}

/** What is done to a valid request, and how the document then wants it answered. */
interface Change {
  name: string;
  /** The part of the request that it is done to. */
  part: string;
  verdict: Verdict;
  /** Of the contract, that it breaks. */
  facts?: string[];
  values: fc.Arbitrary<(parts: Parts) => Parts>;
}

/** `accepted`, or the status of the refusal. */
export type Verdict = 'accepted' | Refusal;
/** The status of a refusal. */
export type Refusal = (typeof refusals)[number];

/** In the order of checks of the contract's description. */
const refusals = ['404', '405', '406', '401', '413', '415', '400'] as const;

/** Requests that want the same answer. */
export interface RequestVariant {
  /** What is special about them, in words. */
  name: string;
  /** What a server must answer. */
  verdict: Verdict;
  /** What they break that a schema of the contract says, such as `constraint SubscriptionId maxLength`. */
  facts: string[];
  /** Generates them. */
  requests: fc.Arbitrary<PlainRequest>;
}

/** What is generated for one operation. */
export interface GeneratedRequests {
  /** Each way to be right, and each way to be wrong in one thing. */
  variants: RequestVariant[];
  /** Requests with two things wrong: the order of checks decides. */
  twiceBroken: fc.Arbitrary<TwiceBroken>;
}

/** A request with two things wrong, and the refusal of the one that is checked first. */
export interface TwiceBroken {
  /** What is wrong, in words. */
  names: [string, string];
  /** The status of the refusal. */
  verdict: Refusal;
  /** The request itself. */
  request: PlainRequest;
}

/** Request bodies hold at most this many bytes ("Size" in the contract's description). */
const maxBodyBytes = 1_048_576;
const notUtf8 = new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);

/**
 * @param apiKey one that the servers know: which keys there are is no matter of the document
 * @param known values that the servers know; without them requests only reach what does not exist
 */
export function requestVariants(
  document: OpenApiDocument,
  operation: Operation,
  apiKey: string,
  known?: KnownValues,
): GeneratedRequests {
  const any = arbitraries('request', known);
  const { method, path, requestBody } = operation;
  const item = readDocument(document)
    .get('paths')
    ?.get<PathItemObject>(path) as Node<PathItemObject>;
  const written = item.get<OperationObject>(method) as Node<OperationObject>;
  const parameters = parametersOf(item, written);
  const places = parameters.map(({ json }) => json);
  const probes = [...requestProbes(item, written)].filter(isTold);
  const keyHeaders = apiKeyHeadersOf(operation);
  const jsonBody = jsonBodyOf(operation);
  const body = jsonBody && schemaOf(jsonOf(written.get('requestBody')));

  const whole: fc.Arbitrary<Parts> = fc
    .record({
      parameters: fc.record<Record<string, unknown>>(
        Object.fromEntries(parameters.map((each) => [placeOf(each.json), parameterValues(each)])),
        { requiredKeys: places.filter(({ required }) => required).map(placeOf) },
      ),
      body: body ? any.of(body).map((value) => JSON.stringify(value)) : fc.constant(undefined),
    })
    .map((generated) => ({
      method: method.toUpperCase(),
      path,
      query: '',
      headers: {
        ...Object.fromEntries(keyHeaders.map((name) => [name, apiKey])),
        ...(jsonBody && { 'Content-Type': jsonBody.type }),
      },
      ...generated,
    }));

  const all: Change[] = [
    change('in order', '', 'accepted', (parts) => parts),
    query('with an unknown query parameter', 'accepted', 'extra=1'),
    query('with a malformed query', '400', 'extra=%zz'),
    ...keyHeaders.map((name) =>
      header(
        `without ${name}`,
        accessOf(operation)?.required ? '401' : 'accepted',
        name,
        undefined,
      ),
    ),
    ...['text/html', 'application/json;q=0', '*/*, application/json;q=0'].map((value) =>
      header(`that accepts ${value}`, '406', 'Accept', value),
    ),
    ...['application/*', 'text/html, */*;q=0.1', 'Application/JSON'].map((value) =>
      header(`that accepts ${value}`, 'accepted', 'Accept', value),
    ),
    change('to an unknown path', 'path', '404', (parts) => ({
      ...parts,
      path: `${parts.path}${beyond(document, path)}`,
    })),
    ...['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']
      .filter((other) => !hasMethod(document.paths[path], other))
      .map((other) =>
        change(`as ${other}`, 'method', '405', (parts) => ({ ...parts, method: other })),
      ),
    ...parameters.flatMap(brokenParameter),
    ...(body ? [...mediaTypes(), ...bodyTexts(), ...brokenBodies()] : []),
  ];
  // Where no request can succeed, only what is checked before the API key can be told.
  const early: Verdict[] = ['404', '405', '406'];
  const changes = obstacleOf(operation) ? all.filter((each) => early.includes(each.verdict)) : all;
  return {
    variants: changes.map(({ name, verdict, facts = [], values }) => ({
      name,
      verdict,
      facts,
      requests: fc.tuple(whole, values).map(([parts, apply]) => toRequest(apply(parts))),
    })),
    twiceBroken: pairOf(changes).chain(breakTwice),
  };

  function breakTwice([one, other]: [Change, Change]): fc.Arbitrary<TwiceBroken> {
    const verdicts = [one.verdict, other.verdict];
    return fc.tuple(whole, one.values, other.values).map(([parts, first, second]) => ({
      names: [one.name, other.name],
      verdict: refusals.find((refusal) => verdicts.includes(refusal)) as Refusal,
      request: toRequest(second(first(parts))),
    }));
  }

  function parameterValues(parameter: Parameter): fc.Arbitrary<unknown> {
    const { name, in: where } = parameter.json;
    const values = any.named(name, plain(parameter)).filter(
      // Of an empty list nothing is left to send.
      (value) => isSegment(value) && (where === 'query' || String(value) !== '') && !isEmpty(value),
    );
    // What an example of a path names may exist at a server that nobody meant.
    const examples = where === 'path' ? [] : (parameter.get('examples')?.entries() ?? []);
    if (examples.length === 0) return values;
    return fc.oneof(
      values,
      fc.constantFrom(...examples.map(([, example]) => example.get('value')?.json)),
    );
  }

  /** The schema of a parameter, of whose values all can be sent. */
  function plain(parameter: Parameter): SchemaNode {
    const schema = schemaOf(parameter) as SchemaNode;
    const { in: where } = parameter.json;
    const { type, maxLength = 20, minLength = 1, ...more } = schema.target().json;
    const { pattern, format, enum: listed, const: constant } = more;
    const isFree = type === 'string' && !(pattern || format || listed || constant);
    if (!isFree || where === 'path' || where === 'query') return schema;
    // Headers and cookies hold visible ASCII characters (RFC 9110, 5.5).
    const most = Math.max(1, Math.min(maxLength, minLength + 20));
    const form = `^[\\w-]{${Math.max(1, minLength)},${most}}$`;
    return readDocument<Schema>({ type, pattern: form, maxLength: most });
  }

  function brokenParameter({ json }: Parameter): Change[] {
    const { name, in: where } = json;
    const put = (value: unknown) => (parts: Parts) =>
      ({ ...parts, parameters: { ...parts.parameters, [placeOf(json)]: value } }) as Parts;
    const malform = (parts: Parts) => ({ ...parts, path: path.replace(`{${name}}`, '%zz') });
    const own = probes.filter(
      ({ parameter }) => parameter && placeOf(parameter.json) === placeOf(json),
    );
    return [
      ...(where === 'path' ? [change(`with ${name} malformed`, 'path', '400', malform)] : []),
      ...brokenBy(own, where === 'path' ? 'path' : placeOf(json), put),
    ];
  }

  function mediaTypes(): Change[] {
    const as = (verdict: Verdict) => (value: string) =>
      header(`as ${value}`, verdict, 'Content-Type', value);
    return [
      ...(jsonBody?.type === 'application/json'
        ? [
            ...['Application/JSON', 'application/json; charset=utf-8'].map(as('accepted')),
            header('with a quoted charset', 'accepted', 'Content-Type', quotedCharset),
          ]
        : []),
      ...[
        'text/plain',
        'application/xml',
        'application/x-www-form-urlencoded',
        'application/merge-patch+json',
        'application/json-seq',
        'text/json',
        'multipart/form-data; boundary=x',
        'application/json; charset=iso-8859-1',
      ]
        .filter((type) => !requestBody?.content[type.split(';')[0] as string] || /iso/.test(type))
        .map(as('415')),
      header('without a media type', '415', 'Content-Type', undefined),
      header('with an encoded body', '415', 'Content-Encoding', 'gzip'),
      header('with a body that is said to be encoded', '415', 'Content-Encoding', 'identity'),
    ];
  }

  function bodyTexts(): Change[] {
    const text = (name: string, verdict: Verdict, edit: (text: string) => string) =>
      change(`with a body ${name}`, 'body', verdict, (parts) => editBody(parts, edit));
    return [
      text('with space around it', 'accepted', (json) => ` \r\n\t${json}\n`),
      text('as large as it may be', 'accepted', (json) => pad(json, maxBodyBytes)),
      text('that is too large', '413', (json) => pad(json, maxBodyBytes + 1)),
      text('that is too large in bytes, not in characters', '413', (json) =>
        json.padEnd(maxBodyBytes - 1, 'é'),
      ),
      text('that is empty', jsonBody?.required ? '400' : 'accepted', () => ''),
      text('with more behind it', '400', (json) => `${json}}`),
      text('with a byte order mark', '400', (json) => `\ufeff${json}`),
      change('with a body that is not UTF-8', 'body', '400', (parts) => ({
        ...parts,
        body: notUtf8,
      })),
      {
        name: 'with a body that breaks off',
        part: 'body',
        verdict: '400',
        values: fc
          .nat()
          // A part of a number is one, and where a body is optional nothing is none.
          .map((at) => (parts) => editBody(parts, (json) => `${json.slice(0, at % json.length)}{`)),
      },
    ];
  }

  function brokenBodies(): Change[] {
    const own = probes.filter(({ parameter }) => parameter === undefined);
    return brokenBy(own, 'body', (value) => (parts) => ({ ...parts, body: JSON.stringify(value) }));
  }

  /** One change for each place and keyword, whatever facts decide it. */
  function brokenBy(
    own: RequestProbe[],
    part: string,
    put: (value: unknown) => (parts: Parts) => Parts,
  ): Change[] {
    const names = [...new Set(own.map(nameOf))];
    return names.map((name): Change => {
      const same = own.filter((each) => nameOf(each) === name);
      return {
        name,
        part,
        verdict: '400',
        facts: [...new Set(same.map(({ fact }) => fact))],
        values: fc.oneof(...same.map((each) => inAny(each, any))).map(put),
      };
    });
  }

  function toRequest({ method, path, parameters: values, query, headers, body }: Parts) {
    const {
      path: inPath,
      query: search,
      headers: own,
    } = place(places, (each) => values[placeOf(each)]);
    const all = { ...own, ...headers };
    const request: PlainRequest = {
      method,
      url: [fillPath(path, inPath), [search, query].filter(Boolean).join('&')]
        .filter(Boolean)
        .join('?'),
      headers: Object.fromEntries(
        Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ),
      // Fetch sends no body with these.
      body: method === 'GET' || method === 'HEAD' ? undefined : body,
    };
    return request;
  }
}

/** A GET is a HEAD, too (RFC 9110, 9.3.2). */
function hasMethod(item: Json, method: string): boolean {
  return Boolean(item[method.toLowerCase()] || (method === 'HEAD' && item.get));
}

function change(
  name: string,
  part: string,
  verdict: Verdict,
  apply: (parts: Parts) => Parts,
): Change {
  return { name, part, verdict, values: fc.constant(apply) };
}

/** Two that break different parts of a request. */
function pairOf(changes: Change[]): fc.Arbitrary<[Change, Change]> {
  const breaking = fc.constantFrom(...changes.filter(({ verdict }) => verdict !== 'accepted'));
  return fc.tuple(breaking, breaking).filter(([one, other]) => one.part !== other.part);
}

function header(name: string, verdict: Verdict, field: string, value: string | undefined): Change {
  return change(name, `header ${field}`, verdict, (parts) => ({
    ...parts,
    headers: { ...parts.headers, [field]: value },
  }));
}

function query(name: string, verdict: Verdict, text: string): Change {
  return change(name, 'query', verdict, (parts) => ({ ...parts, query: text }));
}

function editBody(parts: Parts, edit: (text: string) => string): Parts {
  // It is a text: no two changes of the body are made at once.
  return { ...parts, body: edit(parts.body as string) };
}

/** Space up to a number of bytes. */
function pad(text: string, size: number): string {
  return text + ' '.repeat(Math.max(0, size - Buffer.byteLength(text)));
}

/** URLs take these two for steps along the path, however they are encoded. */
function isSegment(value: unknown): boolean {
  return value !== '.' && value !== '..';
}

const quotedCharset = 'application/json;charset="UTF-8"';

/** Parameters of different places may have one name. */
function placeOf({ in: where, name }: Parameter['json']): string {
  return `${where} ${name}`;
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** What is said of the place and the keyword that decides. */
function nameOf({ where, keyword, parameter, around }: RequestProbe): string {
  const isLeftOut = keyword === 'required' && parameter && around.length === 0;
  return isLeftOut ? `without ${where}` : `with ${where} against ${keyword}`;
}

/** Whether any server has to refuse it, and what is refused is this. */
function isTold({ verdict, isForeign, where, keyword, values, parameter }: RequestProbe): boolean {
  if (verdict === 'accepted' || isForeign) return false;
  // An empty body is one of the texts that a body may be.
  if (!parameter && where === 'body' && keyword === 'required') return false;
  // A body may be too large before a list in it is too long.
  return JSON.stringify(values).length < maxBodyBytes / 2;
}
