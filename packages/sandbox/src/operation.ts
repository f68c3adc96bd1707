/** One operation of the contract, as the sandbox needs it. */
export interface Operation {
  operationId: string;
  /** In upper case. */
  method: string;
  /** With its `{parameters}`. */
  path: string;
  requestBody: 'required' | 'optional' | 'none';
  /** The media type of its body; `undefined`: `application/json`. */
  mediaType?: string;
  /** Whether it takes an idempotency key. */
  idempotent: boolean;
  /** Whether it needs an API key. */
  security: 'required' | 'optional' | 'none';
  /** Whether the API key may come as a bearer token instead: it stands for those of another scheme. */
  bearer?: boolean;
  /** An example of each header that a response must carry, by status, range or `default`. */
  headers?: Record<string, Record<string, string>>;
  /** What an operation without rules answers. */
  examples?: Examples;
}

/** A request to try the sandbox with. */
export interface SampleCall {
  method: string;
  url: string;
  apiKeyHeader: string;
  /** Where the operation takes an idempotency key. */
  idempotencyKeyHeader?: string;
  body?: unknown;
}

/** The contract's named exchanges of one operation, and the answer to every other request. */
export interface Examples {
  exchanges: {
    pathParameters: Record<string, string>;
    query?: Record<string, string | string[]>;
    request?: unknown;
    response: ExampleResponse;
  }[];
  otherwise: ExampleResponse;
}

export interface ExampleResponse {
  status: number;
  body?: unknown;
}

/** Status, message and hint of each error code, and whether it comes with `Retry-After`. */
export type ErrorTable = Record<
  string,
  { status: number; message: string; hint: string; wait?: boolean }
>;
