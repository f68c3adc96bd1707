import type { JsonSchema } from './json-schema.js';

/** The operations as generated code: what `src/generated/contract.js` holds. */
export interface Contract {
  readonly digest: string;
  readonly operations: readonly ContractOperation[];
}

/** What the contract's webhooks send. */
export interface ContractEvents {
  /** An object with the one property that names the webhook; missing where there is no event. */
  readonly typed?: Part;
  /** By the name of the webhook. */
  readonly bodies: Readonly<Record<string, ContractEvent>>;
}

export interface ContractEvent {
  readonly body: Part;
  /** The properties that are validated as another body is. */
  readonly shared?: Readonly<Record<string, Part>>;
}

export interface ContractOperation {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly pathParameters: Part;
  readonly queryParameters: Part;
  /** The lists of the query that are one value with commas. */
  readonly joined?: readonly string[];
  readonly requestHeaders: Part;
  readonly requestCookies?: Part;
  readonly requestBody?: { readonly required: boolean; readonly part: Part };
  /** By status, range of statuses (`4XX`) or `default`. */
  readonly responses: Readonly<Record<string, ContractResponse>>;
}

export interface ContractResponse {
  readonly headers: Part;
  readonly body?: Part;
}

/** One thing that can be validated, with the schema that its errors point into. */
export interface Part {
  readonly schema: JsonSchema;
  readonly validate: ValidateFunction;
}

/** A function that Ajv generated. Its errors are those of its latest call. */
export interface ValidateFunction {
  (data: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

/** An error as Ajv reports it. */
export interface SchemaError {
  /** JSON Pointer into the data. */
  readonly instancePath: string;
  /** JSON Pointer into the schema, down to the keyword. */
  readonly schemaPath: string;
  /** The keyword that failed. */
  readonly keyword: string;
  /** What the keyword says of the failure. */
  // biome-ignore lint/suspicious/noExplicitAny: their shape depends on the keyword
  readonly params: Readonly<Record<string, any>>;
  /** For people. */
  readonly message?: string;
}
