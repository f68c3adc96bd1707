import type { ParameterObject } from '@connect-api/spec/contract';

/** What the console knows of its operation. Made from the contract at build, read from `console.json`. */
export interface ConsoleOperation {
  /** In upper case. */
  method: string;
  /** With its `{parameters}`. */
  path: string;
  /** All but the idempotency key and cookies. */
  parameters: Parameter[];
  /** Cookies that it demands. A page cannot set those of another host. */
  cookies: string[];
  apiKeyHeader: string;
  /** None where the operation takes no idempotency key. */
  idempotencyHeader?: string;
  /** None where the operation takes no body. */
  body?: { type: string; required: boolean };
  examples: Example[];
  /** The page of each error code. */
  errorPages: Record<string, string>;
  /** Error codes of a path that the API does not have. */
  unknownPathCodes: string[];
  /** The address of a mock on the reader's machine. */
  mockUrl: string;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  /** A list is typed with commas, an object as JSON. */
  kind: 'value' | 'list' | 'object';
  style?: NonNullable<ParameterObject['style']>;
  explode?: boolean;
}

/** The request of a named exchange. */
export interface Example {
  name: string;
  summary: string;
  /** What the contract answers it with. */
  status: string;
  /** By place and name, as they are typed. */
  parameters: Record<string, string>;
  request?: unknown;
}
