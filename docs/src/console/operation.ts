/** What the console knows of its operation. Made from the contract at build, read from `console.json`. */
export interface ConsoleOperation {
  /** In upper case. */
  method: string;
  /** With its `{parameters}`. */
  path: string;
  /** All but the idempotency key. */
  parameters: Parameter[];
  apiKeyHeader: string;
  /** None where the operation takes no idempotency key. */
  idempotencyHeader?: string;
  body: boolean;
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
}

/** The request of a named exchange. */
export interface Example {
  name: string;
  summary: string;
  /** What the contract answers it with. */
  status: string;
  pathParameters: Record<string, string>;
  request?: unknown;
}
