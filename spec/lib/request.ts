// Exchanges as HTTP sends them (OpenAPI 3.1, 4.8.12: style and explode of parameters).
import {
  type Exchange,
  fillPath,
  jsonTypeOf,
  type OpenApiDocument,
  operationOf,
  type ParameterObject,
} from './contract.ts';

/** What says how a parameter is sent. */
type Parameter = Pick<ParameterObject, 'name' | 'in' | 'style' | 'explode'>;

/**
 * Where the values of parameters go, as text.
 *
 * @param parameters references resolved
 * @param sent the value of each; `undefined` leaves it out
 * @returns cookies are a header
 */
export function place<Some extends Parameter>(
  parameters: readonly Some[],
  sent: (parameter: Some) => unknown,
): { path: Record<string, string>; query: string; headers: Record<string, string> } {
  const given = parameters
    .map((parameter) => ({ parameter, value: sent(parameter) }))
    .filter(({ value }) => value !== undefined);
  const ofPlace = (wanted: string) => given.filter(({ parameter }) => parameter.in === wanted);
  const texts = (wanted: string): [string, string][] =>
    ofPlace(wanted).map(({ parameter, value }) => [parameter.name, asText(parameter, value)]);
  const cookies = texts('cookie').map(([name, text]) => `${name}=${encodeURIComponent(text)}`);
  return {
    path: Object.fromEntries(texts('path')),
    query: new URLSearchParams(
      ofPlace('query').flatMap(({ parameter, value }) => inQuery(parameter, value)),
    ).toString(),
    headers: {
      ...Object.fromEntries(texts('header')),
      ...(cookies.length > 0 && { Cookie: cookies.join('; ') }),
    },
  };
}

/**
 * The request of an exchange, without what lets it in.
 *
 * @returns the method in upper case, the path with its query
 * @throws {Error} when the document has no such operation
 */
export function requestOf(
  document: OpenApiDocument,
  exchange: Exchange,
): { method: string; path: string; headers: Record<string, string>; body?: string } {
  const { operationId, parameters: others, pathParameters, request } = exchange;
  const operation = operationOf(document, operationId);
  if (!operation) throw new Error(`The contract has no operation ${operationId}.`);
  const values: Record<string, Record<string, unknown>> = { ...others, path: pathParameters };
  const { path, query, headers } = place(
    operation.parameters,
    (parameter) => values[parameter.in]?.[parameter.name],
  );
  return {
    method: exchange.method.toUpperCase(),
    path: `${fillPath(exchange.path, path)}${query && `?${query}`}`,
    headers: {
      ...headers,
      ...(request !== undefined && {
        'Content-Type': jsonTypeOf(operation.requestBody) ?? 'application/json',
      }),
    },
    ...(request !== undefined && { body: JSON.stringify(request) }),
  };
}

/**
 * A status code that an operation's responses document under a key.
 *
 * @param responses by status
 * @param status one of their keys: a code, a range such as `4XX`, or `default`
 * @returns for a range or `default` one that no other key documents
 * @throws {Error} when there is none
 */
export function codeOf(responses: Record<string, unknown>, status: string): number {
  if (/^\d{3}$/.test(status)) return Number(status);
  const classes = status === 'default' ? [5, 4] : [Number(status[0])];
  const found = classes
    .filter((one) => status !== 'default' || !(`${one}XX` in responses))
    .flatMap((one) => Array.from({ length: 97 }, (_, index) => one * 100 + 3 + index))
    .find((code) => !(String(code) in responses));
  if (found === undefined) throw new Error(`No status is left for ${status}.`);
  return found;
}

/** Pairs for the query. */
function inQuery({ name, style = 'form', explode }: Parameter, value: unknown): [string, string][] {
  const spread = explode ?? style === 'form';
  if (Array.isArray(value)) {
    return spread ? value.map((each) => [name, String(each)]) : [[name, value.join(',')]];
  }
  if (typeof value !== 'object' || value === null) return [[name, String(value)]];
  const entries = membersOf(value).map(([key, each]): [string, string] => [key, String(each)]);
  if (style === 'deepObject') return entries.map(([key, each]) => [`${name}[${key}]`, each]);
  return spread ? entries : [[name, entries.flat().join(',')]];
}

/** What is `undefined` is not there. */
function membersOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, each]) => each !== undefined);
}

/** The text for a path, a header or a cookie. */
function asText({ explode = false }: Parameter, value: unknown) {
  if (Array.isArray(value)) return value.join(',');
  if (typeof value !== 'object' || value === null) return String(value);
  return membersOf(value)
    .map(([key, each]) => `${key}${explode ? '=' : ','}${each}`)
    .join(',');
}
