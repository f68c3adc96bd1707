// A curl command for an exchange of the contract.
import type { OpenApiDocument } from '../../spec/lib/index.ts';

/**
 * The first named exchange of the contract's last operation, of those that send nothing but their path
 * and plain JSON.
 *
 * @returns nothing when the contract names no exchange
 */
export function curlFor(
  spec: typeof import('../../spec/lib/index.ts'),
  baseUrl: string,
): string | undefined {
  const exchanges = spec
    .exchangesOf(spec.document)
    .filter((exchange) => spec.isPlain(spec.document, exchange));
  const last = exchanges.at(-1)?.operationId;
  const exchange = exchanges.find(({ operationId }) => operationId === last);
  if (!exchange) return undefined;
  const url = baseUrl + spec.fillPath(exchange.path, exchange.pathParameters);
  return formatCurl({
    method: exchange.method,
    url,
    headers: keyHeaders(spec.document),
    body: exchange.request,
  });
}

/** A header for each kind of API key; the mock takes any value. */
function keyHeaders(document: OpenApiDocument): [string, string][] {
  return Object.values(document.components?.securitySchemes ?? {}).flatMap(
    ({ type, in: place, name }): [string, string][] =>
      type === 'apiKey' && place === 'header' && name ? [[name, 'demo-key']] : [],
  );
}

export function formatCurl({
  method,
  url,
  headers,
  body,
}: {
  method: string;
  url: string;
  headers: [string, string][];
  body?: unknown;
}) {
  const parts = [`curl -i -X ${method.toUpperCase()} ${quote(url)}`, ...headers.map(asHeader)];
  if (body !== undefined) {
    parts.push(asHeader(['Content-Type', 'application/json']), `-d ${quote(JSON.stringify(body))}`);
  }
  return parts.join(' \\\n  ');
}

const asHeader = ([name, value]: [string, string]) => `-H ${quote(`${name}: ${value}`)}`;

/** In single quotes a shell takes everything literally but the single quote itself. */
function quote(text: string) {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
