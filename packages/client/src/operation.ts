import type { OperationId, operations } from '@connect-api/types';
import type { GatewayError } from './errors/error-body.js';
import type { CallOptions } from './options.js';
import type { HeadersLike } from './web.js';

/**
 * What one call takes: the operation's parameters, its JSON body, and options of this call alone.
 */
export type OperationInit<Id extends OperationId> = InitOf<operations[Id]>;

/**
 * What one call gives. `data` is the body of a 2xx response, `error` that of any other (contract:
 * Errors › Shape); the one that is not there is `undefined`. An error that does not come from the API,
 * of a gateway for example, has a `message` in any case. `response` is the response itself: its body
 * can still be read.
 */
export type OperationResult<Id extends OperationId> = ResultOf<operations[Id]>;

/** The shape in which openapi-typescript describes one operation. */
export interface OperationType {
  parameters: object;
  requestBody?: unknown;
  responses: object;
}

export type InitOf<Operation extends OperationType> = Optional<'params', Operation['parameters']> &
  BodyOf<Operation> &
  CallOptions & {
    /**
     * Further headers of this call; they win over the client's. Default: none.
     */
    headers?: HeadersLike;
  };

export type ResultOf<Operation extends OperationType> =
  | { data: SuccessBody<Operation['responses']>; error?: undefined; response: Response }
  | FailureOf<Operation>;

/** What a call gives that did not succeed. */
export interface FailureOf<Operation extends OperationType> {
  data?: undefined;
  error: ErrorBody<Operation['responses']> | GatewayError;
  response: Response;
}

/** An argument that may be left out where everything in it may be. */
export type Arguments<Init> = object extends Init ? [init?: Init] : [init: Init];

/** May be left out where everything in it may be. */
type Optional<Key extends string, Value> = object extends Value
  ? { [_ in Key]?: Value }
  : { [_ in Key]: Value };

type BodyOf<Operation> = Operation extends { requestBody: { content: infer Content } }
  ? { body: JsonIn<Content> }
  : Operation extends { requestBody?: never }
    ? { body?: never }
    : Operation extends { requestBody?: { content: infer Content } }
      ? { body?: JsonIn<Content> }
      : never;

/** What is there under `application/json`, or a media type made of it. */
type JsonIn<Content> = Content[keyof Content & ('application/json' | `application/${string}+json`)];

type SuccessStatus<Responses> = {
  [Status in keyof Responses]: Status extends number | string
    ? `${Status}` extends `2${string}`
      ? Status
      : never
    : never;
}[keyof Responses];

type SuccessBody<Responses> = JsonBody<Responses[SuccessStatus<Responses>]>;

type ErrorBody<Responses> = JsonBody<Responses[Exclude<keyof Responses, SuccessStatus<Responses>>]>;

type JsonBody<Response> = Response extends { content: infer Content } ? JsonIn<Content> : undefined;
