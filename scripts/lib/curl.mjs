// A curl command for an exchange of the contract.

/**
 * The first named exchange of the contract's last operation.
 *
 * @param {typeof import('../../spec/lib/index.ts')} spec
 * @param {string} baseUrl
 * @returns {string | undefined} nothing when the contract names no exchange
 */
export function curlFor(spec, baseUrl) {
  const exchanges = spec.exchangesOf(spec.document);
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
function keyHeaders(document) {
  return Object.values(document.components?.securitySchemes ?? {})
    .filter((scheme) => scheme.type === 'apiKey' && scheme.in === 'header')
    .map((scheme) => [scheme.name, 'demo-key']);
}

export function formatCurl({ method, url, headers, body }) {
  const parts = [`curl -i -X ${method.toUpperCase()} ${quote(url)}`, ...headers.map(asHeader)];
  if (body !== undefined) {
    parts.push(asHeader(['Content-Type', 'application/json']), `-d ${quote(JSON.stringify(body))}`);
  }
  return parts.join(' \\\n  ');
}

const asHeader = ([name, value]) => `-H ${quote(`${name}: ${value}`)}`;

/** In single quotes a shell takes everything literally but the single quote itself. */
function quote(text) {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
