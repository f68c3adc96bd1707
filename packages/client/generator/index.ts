import {
  banner,
  errorCodesOf,
  isSuccess,
  json,
  jsonTypeOf,
  type OpenApiDocument,
  type Operation,
  operationsOf,
  resolve,
} from '@connect-api/spec';
import { generateValues } from './values.ts';

/**
 * The generated files of this package, by name.
 *
 * @param document the bundled contract
 * @param digest of the contract
 */
export function generate(document: OpenApiDocument, digest: string): Record<string, string> {
  const operations = operationsOf(document);
  const nameless = operations.find(({ operationId }) => !operationId);
  if (nameless) {
    const { method, path } = nameless;
    throw new Error(`${method.toUpperCase()} ${path}: it has no operationId.`);
  }
  const key = idempotencyKey(document, operations);
  return {
    'contract.ts': [
      banner('packages/client/generator/index.ts', digest),
      '/** SHA-256 over the bytes of the bundled contract that this client was made from, in hex. */',
      `export const contractDigest: string = ${literal(digest)};\n`,
      constant(
        'operations',
        'Where each operation of the contract is found; `type` has the media type of its body, `joined` the lists of its query that are one value with commas, `empty` the statuses of a success without a body, where it has such.',
        table(
          operations.map((operation) => [
            operation.operationId,
            {
              method: operation.method.toUpperCase(),
              path: operation.path,
              ...formOf(operation),
              ...withoutBody(operation),
            },
          ]),
        ),
      ),
      constant(
        'repeatable',
        'Whether a request is repeated, or after how many milliseconds, for the error codes that do not follow their status (contract: x-error-codes).',
        table([
          // The codes that are looked up come from outside.
          ['__proto__', null],
          ...repeatable(document),
        ]),
      ),
      constant(
        'apiKeyHeader',
        'The header that the API key travels in.',
        literal(apiKeyHeader(document)),
      ),
      // One by one: a minifier shortens their names, but none of properties.
      constant(
        'idempotencyKeyHeader',
        'The header that the idempotency key travels in.',
        literal(key.header),
      ),
      constant(
        'idempotencyKeyMaxLength',
        'How many characters it has at most.',
        literal(key.maxLength),
      ),
      `/** What it looks like. */\nexport const idempotencyKeyForm: RegExp = ${literal(key.form)};\n`,
      constant(
        'idempotencyKeyLifetime',
        'How many milliseconds the result of its request is remembered.',
        literal(key.lifetime),
      ),
    ].join('\n'),
    'values.ts': generateValues(document, digest),
  };
}

/** How a request is written, as far as it is not the usual way. */
function formOf({ parameters, requestBody }: Operation) {
  const type = jsonTypeOf(requestBody);
  const joined = parameters
    .filter((parameter) => parameter.in === 'query' && parameter.explode === false)
    .map(({ name }) => name);
  return {
    ...(type && type !== 'application/json' && { type }),
    ...(joined.length > 0 && { joined }),
  };
}

/** What a range of statuses can stand for (RFC 9110, section 15.3). */
const successes = [200, 201, 202, 203, 204, 205, 206];

function withoutBody({ responses }: Operation) {
  const others = successes.filter((status) => !(status in responses));
  const empty = Object.entries(responses)
    .filter(([status, response]) => isSuccess(status) && !json(response))
    .flatMap(([status]) => (status === '2XX' ? others : [Number(status)]));
  return empty.length ? { empty } : {};
}

function repeatable(document: OpenApiDocument): [string, unknown][] {
  return errorCodesOf(document)
    .filter(({ status, repeat, delayMs }) => {
      const byStatus = status === 408 || status === 429 || status >= 500;
      return delayMs || byStatus !== (repeat !== 'never');
    })
    .map(({ code, repeat, delayMs }) => [code, delayMs ?? repeat !== 'never']);
}

function apiKeyHeader(document: OpenApiDocument) {
  const schemes = Object.values(document.components.securitySchemes).map((scheme) =>
    resolve(document, scheme),
  );
  const scheme = schemes.find(({ type, in: place }) => type === 'apiKey' && place === 'header');
  if (!scheme) throw new Error('The contract has no security scheme of type apiKey in a header.');
  return scheme.name;
}

function idempotencyKey(document: OpenApiDocument, operations: Operation[]) {
  const parameter = operations
    .flatMap(({ parameters }) => parameters)
    .find((candidate) => candidate['x-idempotency']);
  if (!parameter) throw new Error('The contract has no parameter with x-idempotency.');
  const { maxLength, pattern = '' } = resolve(document, parameter.schema) ?? {};
  const { lifetimeSeconds } = parameter['x-idempotency'];
  return {
    header: parameter.name,
    maxLength,
    form: new RegExp(pattern),
    lifetime: lifetimeSeconds * 1000,
  };
}

function constant(name: string, text: string, value: string) {
  return `/** ${text} */\nexport const ${name} = ${value} as const;\n`;
}

function table(entries: [string, unknown][]) {
  return `{\n${entries.map(([key, value]) => `  ${/^[A-Za-z_$][\w$]*$/.test(key) ? key : literal(key)}: ${literal(value)},\n`).join('')}}`;
}

function literal(value: unknown): string {
  if (typeof value !== 'object' || value === null || value instanceof RegExp) {
    return typeof value === 'string'
      ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
      : String(value);
  }
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  const members = Object.entries(value).map(([key, member]) => `${key}: ${literal(member)}`);
  return `{ ${members.join(', ')} }`;
}
