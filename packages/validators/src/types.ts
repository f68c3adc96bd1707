import type { ErrorDetail, operations, WebhookEvents } from '@connect-api/types';
import type { HeadersInput, QueryInput } from './wire.js';

/** The `operationId` of an operation of the contract. */
export type OperationId = keyof operations;

/**
 * The outcome: the value with its type, or what is wrong with it, in the form that `details` of the
 * API's errors have (contract: Errors › Shape).
 */
export type Validation<Value> =
  | {
      /** Whether it fits the contract. */
      readonly valid: true;
      /** What was validated, with its type. */
      readonly value: Value;
    }
  | {
      /** Whether it fits the contract. */
      readonly valid: false;
      /** Each thing that is wrong. */
      readonly details: ErrorDetail[];
    };

/**
 * A request as a server receives it, or a client is about to send it. What is left out is not
 * there.
 */
export interface RequestInput {
  /** Path parameters by name, percent-decoded. */
  readonly path?: Readonly<Record<string, unknown>>;
  /** Query parameters by name, percent-decoded. */
  readonly query?: QueryInput;
  /** Headers by name, in any case; cookies are in `Cookie`. */
  readonly headers?: HeadersInput;
  /** The parsed JSON; `undefined` where there is none. */
  readonly body?: unknown;
}

/** A response as a client receives it, or a server is about to send it. */
export interface ResponseInput {
  /** Headers by name, in any case. */
  readonly headers?: HeadersInput;
  /** The parsed JSON; `undefined` where there is none. */
  readonly body?: unknown;
}

/**
 * What https://standardschema.dev asks for. The `path` of an issue has the keys that lead to the value:
 * texts, and numbers in lists.
 */
export interface StandardSchema<Value> {
  /** What the standard says that a schema has. */
  readonly '~standard': {
    /** Of the standard. */
    readonly version: 1;
    /** Who makes the schema. */
    readonly vendor: string;
    /** Gives the value, or what is wrong with it. */
    validate(value: unknown): StandardValue<Value> | StandardIssues;
    /** There for types alone. */
    readonly types?: StandardTypes<Value>;
  };
}

interface StandardValue<Value> {
  /** What was validated, with its type. */
  readonly value: Value;
  /** There is none. */
  readonly issues?: undefined;
}

interface StandardIssues {
  /** Each thing that is wrong. */
  readonly issues: readonly StandardIssue[];
}

interface StandardIssue {
  /** For people. */
  readonly message: string;
  /** The keys that lead to it: texts, and numbers in lists. */
  readonly path: readonly (string | number)[];
}

interface StandardTypes<Value> {
  /** What may be validated. */
  readonly input: Value;
  /** What comes of it. */
  readonly output: Value;
}

/** A function that validates, and a Standard Schema. */
export type Validator<Input, Value> = ((input: Input) => Validation<Value>) & StandardSchema<Value>;

/** The validators of one operation, or of one whose name is only known at run time. */
export interface OperationValidators<Id extends OperationId = OperationId> {
  /** Its name in the contract. */
  readonly operationId: Id;
  /** In upper case. */
  readonly method: string;
  /** With its `{parameters}`. */
  readonly path: string;
  /** Everything at once. Details come in the order headers, cookies, path, query, body. */
  readonly request: Validator<RequestInput, RequestValue<Id>>;
  /** The path parameters alone. */
  readonly pathParameters: Validator<Readonly<Record<string, unknown>>, PathParameters<Id>>;
  /**
   * The query alone. What the contract does not name is ignored (contract: Requests and responses ›
   * Closed requests).
   */
  readonly queryParameters: Validator<QueryInput, QueryParameters<Id>>;
  /** The headers alone. Those that the contract does not name are ignored. */
  readonly requestHeaders: Validator<HeadersInput, RequestHeaders<Id>>;
  /** The declared cookies of the header `Cookie` alone. */
  readonly requestCookies: Validator<HeadersInput, RequestCookies<Id>>;
  /**
   * The body alone. What the contract does not name is an error (contract: Requests and responses ›
   * Closed requests).
   */
  readonly requestBody: Validator<unknown, RequestBody<Id>>;
  /**
   * A response by its status. A status that the operation does not name is held against `default`;
   * without a `default` it is invalid. Fields and headers that the contract does not name pass
   * (contract: Requests and responses › Open responses).
   */
  response<Status extends number>(
    status: Status,
    response: ResponseInput,
  ): Validation<ResponseValue<Id, Status>>;
}

/** The validators by `operationId`. */
export type Validators = { readonly [Id in OperationId]: OperationValidators<Id> };

/**
 * The validators of what the API sends, by the name of the webhook. Fields that the contract does not
 * name pass (contract: Requests and responses › Open responses).
 */
export type EventValidators = {
  readonly [Name in keyof WebhookEvents]: Validator<unknown, WebhookEvents[Name]>;
};

/**
 * A request that fits the contract. Parameters and headers are of the types that their schemas
 * name.
 */
export interface RequestValue<Id extends OperationId> {
  /** The path parameters, by name. */
  readonly path: PathParameters<Id>;
  /** The query parameters, by name. */
  readonly query: QueryParameters<Id>;
  /** The declared headers, by name. */
  readonly headers: RequestHeaders<Id>;
  /** The declared cookies, by name. */
  readonly cookies: RequestCookies<Id>;
  /** The body; `undefined` where there is none. */
  readonly body: RequestBody<Id>;
}

/** The path parameters of an operation, by name. */
export type PathParameters<Id extends OperationId> = ParametersIn<Id, 'path'>;
/** The query parameters of an operation, by name. */
export type QueryParameters<Id extends OperationId> = ParametersIn<Id, 'query'>;
/** The declared headers of a request of an operation, by name. */
export type RequestHeaders<Id extends OperationId> = ParametersIn<Id, 'header'>;

/** The declared cookies of a request of an operation, by name. */
export type RequestCookies<Id extends OperationId> = ParametersIn<Id, 'cookie'>;

/** The body of a request of an operation; `undefined` where it has none. */
export type RequestBody<Id extends OperationId> = operations[Id] extends { requestBody: infer Body }
  ? JsonOf<Body>
  : operations[Id] extends { requestBody?: infer Body }
    ? JsonOf<Body> | undefined
    : undefined;

/** A response that fits the contract, by its status; for a status of type `number`, any of them. */
export type ResponseValue<Id extends OperationId, Status extends number> = number extends Status
  ? {
      [Key in keyof Responses<Id>]: ResponseAt<Id, Key, Key extends number ? Key : number>;
    }[keyof Responses<Id>]
  : Status extends keyof Responses<Id>
    ? ResponseAt<Id, Status, Status>
    : RangeOf<Status> extends keyof Responses<Id>
      ? ResponseAt<Id, RangeOf<Status>, Status>
      : 'default' extends keyof Responses<Id>
        ? ResponseAt<Id, 'default', Status>
        : never;

/** `4XX` of 404. */
type RangeOf<Status extends number> = `${Status}` extends `${infer Class}${number}${number}`
  ? `${Class}XX`
  : never;

type Responses<Id extends OperationId> = operations[Id]['responses'];

interface ResponseAt<Id extends OperationId, Key extends keyof Responses<Id>, Status> {
  /** The HTTP status. */
  readonly status: Status;
  /** The declared headers, by name. */
  readonly headers: Responses<Id>[Key] extends { headers: infer Headers } ? Headers : never;
  /** The body; `undefined` where there is none. */
  readonly body: JsonOf<Responses<Id>[Key]>;
}

type ParametersIn<
  Id extends OperationId,
  Place extends string,
> = operations[Id]['parameters'] extends {
  [Key in Place]?: infer Parameters;
}
  ? [Exclude<Parameters, undefined>] extends [never]
    ? Record<never, never>
    : Exclude<Parameters, undefined>
  : Record<never, never>;

type JsonOf<Holder> = Holder extends { content: infer Content }
  ? Content[keyof Content & ('application/json' | `application/${string}+json`)]
  : undefined;
