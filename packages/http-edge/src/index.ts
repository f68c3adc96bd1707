// What needs neither Node nor a server: it runs in a page and in a worker, too.
export { checkAccept } from './accept.js';
export { isLoopback, readBaseUrl } from './base-url.js';
export { createHandle, jsonResponse, page } from './handle.js';
export {
  type Answer,
  type ApiRequest,
  type ApiResponse,
  type Awaitable,
  connectionLost,
  isLater,
  maxBodyBytes,
  type PassedOn,
} from './http.js';
export { decodeBody, parseBody } from './json-body.js';
export { checkMediaType } from './media-type.js';
export {
  type Detail,
  type ErrorEntry,
  type ErrorTable,
  invalid,
  Problem,
  problemResponse,
  unauthorized,
} from './problem.js';
export { createRequestIds } from './request-id.js';
export { createRouter, type Match } from './route.js';
export { decodeParameters, decodeQuery, pathOf, queryOf } from './url.js';
