export type { ApiKey } from './authentication.js';
export { type ConnectClient, createConnectClient } from './client.js';
export type { Clock, Fetch, FetchInit, FetchResponse, StopTimer } from './edges.js';
export { AbortError } from './errors/abort-error.js';
export { type CallTrace, ConnectError, type ConnectErrorKind } from './errors/connect-error.js';
export { ConnectionError } from './errors/connection-error.js';
export { ContractError } from './errors/contract-error.js';
export type { GatewayError } from './errors/error-body.js';
export { ResponseError } from './errors/response-error.js';
export { TimeoutError } from './errors/timeout-error.js';
export { contractDigest } from './generated/contract.js';
export * from './generated/values.js';
export type { FailureEvent, Hooks, RequestEvent, ResponseEvent, RetryEvent } from './hooks.js';
export type { HttpClient, HttpOptions, ParseAs } from './http-client.js';
export type { OperationInit, OperationResult } from './operation.js';
export type { CallOptions, ConnectClientOptions } from './options.js';
export { orThrow } from './or-throw.js';
export { type Failure, isRepeatable, type RetryOptions } from './retry.js';
export type { StandardSchema } from './standard-schema.js';
export {
  type ContractValidators,
  type OperationSchemas,
  type OperationValidator,
  type Validation,
  type ValidationResult,
  validateWith,
} from './validation.js';
