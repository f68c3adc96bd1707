import type { Operation } from '../operation.js';
import type { ApiResponse } from './http.js';

/**
 * A response with every header that its operation must answer with: what it has not is the contract's
 * example.
 */
export function withRequiredHeaders(
  response: ApiResponse,
  headers: NonNullable<Operation['headers']>,
): ApiResponse {
  const { status } = response;
  // The status, its range, or `default` (OpenAPI 3.1, Responses Object).
  const required =
    headers[status] ?? headers[`${Math.floor(status / 100)}XX`] ?? headers['default'] ?? {};
  const given = new Set(Object.keys(response.headers).map((name) => name.toLowerCase()));
  const missing = Object.entries(required).filter(([name]) => !given.has(name.toLowerCase()));
  return { ...response, headers: { ...response.headers, ...Object.fromEntries(missing) } };
}
