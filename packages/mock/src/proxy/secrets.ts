import { type ApiRequest, decodeQuery, queryOf } from '@connect-api/http-edge';
import type { Operation } from '../operation.js';
import { headerOfScheme } from '../prism-input.js';

/** Makes a text that came from outside fit to be shown. */
export type Redact = (text: string) => string;

type Sent = Pick<ApiRequest, 'url' | 'header'>;

/**
 * Finds what must never be shown of a request: its credentials, and the values of all headers that the
 * contract names, idempotency keys among them.
 */
export function createSecrets(operations: readonly Operation[]) {
  const schemes = operations.flatMap(({ security }) => security.flat());
  const headers = new Set(
    [
      'authorization',
      'cookie',
      ...schemes.map(headerOfScheme),
      ...operations.flatMap(({ request }) => request.headers).map(({ name }) => name),
    ].map((name) => name.toLowerCase()),
  );
  const parameters = schemes.flatMap((each) =>
    each.type === 'apiKey' && each.in === 'query' ? [each.name] : [],
  );
  const credentials = new Set(
    ['authorization', 'cookie', ...schemes.map(headerOfScheme)].map((name) => name.toLowerCase()),
  );

  const valuesOf = (request: Sent, names: Iterable<string>) => {
    const inHeaders = [...names].flatMap((name) => request.header(name) ?? []);
    const values = [...inHeaders, ...inQuery(request, parameters)];
    // A scheme's word may stand before a key, and several lines of a header come as one.
    return values.flatMap((value) => [value, ...value.split(/[\s,;=]/)]).filter(Boolean);
  };

  return {
    /** The credentials of a request, which no answer may repeat. */
    credentialsOf: (request: Sent) => valuesOf(request, credentials),
    redactionOf(request: Sent): Redact {
      const hidden = valuesOf(request, headers)
        .filter((value) => value.length >= shortest)
        .flatMap((value) => [value, ...encodings(value), pointerToken(value)])
        .sort((one, other) => other.length - one.length);
      return (text) => hidden.reduce((shown, value) => shown.replaceAll(value, '…'), text);
    },
  };
}

/** A shorter value, such as `1`, stands in any text. */
const shortest = 4;

function encodings(value: string): string[] {
  const encoded = encodeURIComponent(value);
  return [encoded, encoded.replace(/%../g, (byte) => byte.toLowerCase())];
}

function pointerToken(value: string): string {
  return value.replaceAll('~', '~0').replaceAll('/', '~1');
}

function inQuery(request: Sent, names: string[]): string[] {
  try {
    const query = decodeQuery(queryOf(request.url));
    return names.flatMap((name) => query[name] ?? []);
  } catch {
    return [];
  }
}

export type Secrets = ReturnType<typeof createSecrets>;
