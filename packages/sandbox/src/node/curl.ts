import type { SampleCall } from '../operation.js';

/** A call as a line to paste into a shell. Sent again it is a replay, so it keeps working. */
export function curlOf(
  { method, url, apiKeyHeader, idempotencyKeyHeader, body }: SampleCall,
  baseUrl: string,
  apiKey: string,
): string {
  const headers = [
    `${apiKeyHeader}: ${apiKey}`,
    ...(idempotencyKeyHeader === undefined ? [] : [`${idempotencyKeyHeader}: my-first-request`]),
    ...(body === undefined ? [] : ['Content-Type: application/json']),
  ];
  return [
    `curl -i -X ${method} ${quoted(baseUrl + url)}`,
    ...headers.map((header) => `-H ${quoted(header)}`),
    ...(body === undefined ? [] : [`-d ${quoted(JSON.stringify(body))}`]),
  ].join(' ');
}

/** In single quotes a shell takes everything literally but the single quote itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
