import type { ErrorDetail, OperationId } from '@connect-api/types';
import type { Outgoing } from './attempt.js';
import { ContractError } from './errors/contract-error.js';
import { operations } from './generated/contract.js';
import { detailsOf, type StandardSchema } from './standard-schema.js';
import { traceOf } from './trace.js';

/** What the client needs of `validators` of `@connect-api/validators`. */
export type ContractValidators = Readonly<Record<OperationId, OperationValidator>>;

/** The validators of one operation, as far as the client needs them. */
export interface OperationValidator {
  /** In upper case. */
  readonly method: string;
  /** With its `{parameters}`. */
  readonly path: string;
  /** Says what of a request breaks the contract. */
  request(request: {
    /** Path parameters by name, not encoded. */
    path: Record<string, unknown>;
    /** The query, decoded. */
    query: URLSearchParams;
    /** The headers as they are sent. */
    headers: Headers;
    /** The JSON; `undefined` where there is none. */
    body: unknown;
  }): ValidationResult;
  /** Says what of a response breaks the contract. */
  response(
    status: number,
    response: {
      /** The headers as they came. */
      headers: Headers;
      /** The JSON; `undefined` where there is none. */
      body: unknown;
    },
  ): ValidationResult;
}

/**
 * Schemas of the bodies of one operation, as far as you have them.
 */
export interface OperationSchemas {
  /**
   * Of the JSON of a request.
   */
  readonly request?: StandardSchema | undefined;
  /**
   * Of the JSON of a success.
   */
  readonly response?: StandardSchema | undefined;
}

/** The outcome of a validation. */
export type ValidationResult =
  | {
      /** Whether it keeps the contract. */
      readonly valid: true;
    }
  | {
      /** Whether it keeps the contract. */
      readonly valid: false;
      /** Each thing that is wrong. */
      readonly details: readonly ErrorDetail[];
    };

/** The checks that `validateWith` makes. They also fit where openapi-fetch takes middleware. */
export interface Validation {
  /**
   * Checks a request before it is sent.
   *
   * @throws {ContractError} when the request breaks the contract
   */
  onRequest(call: Checked): Promise<void>;
  /**
   * Checks a response before the caller gets it.
   *
   * @throws {ContractError} when the response breaks the contract
   */
  onResponse(call: Answered): Promise<void>;
}

interface Checked {
  /** What is going to be sent, or was. */
  request: Request | Outgoing;
  /** With its `{parameters}`. */
  schemaPath: string;
  /** Path parameters as they were given, not encoded. */
  params: { path?: object | undefined };
}

interface Answered extends Checked {
  /** What came. */
  response: Response;
}

/**
 * Lets a client check its requests and responses against the contract. A request that breaks it is
 * not sent, and a response that breaks it is an error: the call rejects with a `ContractError`.
 *
 * It is a function of its own so that a bundle without it does not pay for it.
 *
 * Requests are closed and responses open (contract: Requests and responses › Closed requests, Open
 * responses). In a browser the server must expose the headers that the contract requires
 * (`Access-Control-Expose-Headers`); without that they are missing for whoever reads the response.
 *
 * @param validators those of `@connect-api/validators`, or Standard Schemas of bodies by operation
 *
 * @example
 * import { validators } from '@connect-api/validators';
 *
 * const client = createConnectClient({ baseUrl, apiKey, validation: validateWith(validators) });
 */
export function validateWith(
  validators: ContractValidators | { readonly [Id in OperationId]?: OperationSchemas },
): Validation {
  const validatorOf = ({ request, schemaPath }: Checked) => {
    const { method } = 'init' in request ? request.init : request;
    const found = Object.entries(operations).find(
      ([, operation]) => operation.method === method && operation.path === schemaPath,
    );
    return found && validators[found[0] as OperationId];
  };
  return {
    async onRequest(call) {
      const validator = validatorOf(call);
      const parts = await partsOf(call.request);
      const details = isOperationValidator(validator)
        ? failed(validator.request({ path: { ...call.params.path }, ...parts }))
        : validator?.request && (await detailsOf(validator.request, parts.body));
      if (details?.length) throw new ContractError(details, { attempts: 0 });
    },
    async onResponse(call) {
      const { response } = call;
      const { ok, status, headers } = response;
      const validator = validatorOf(call);
      const body = isJson(response) ? parse(await response.clone().text()) : undefined;
      const details = isOperationValidator(validator)
        ? failed(validator.response(status, { headers, body }))
        : ok && validator?.response && (await detailsOf(validator.response, body));
      if (details && details.length > 0)
        throw new ContractError(details, traceOf(response), response);
    },
  };
}

/** Ours are known by their method; they may be Standard Schemas as well. */
function isOperationValidator(
  validator: OperationValidator | OperationSchemas | undefined,
): validator is OperationValidator {
  return validator !== undefined && 'method' in validator;
}

function failed(result: ValidationResult): readonly ErrorDetail[] {
  return result.valid ? [] : result.details;
}

/** What is going to be sent, not what the caller gave: `undefined` in a body is not. */
async function partsOf(request: Request | Outgoing) {
  const { headers } = 'init' in request ? request.init : request;
  const body = 'init' in request ? request.init.body : await request.clone().arrayBuffer();
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  return { query: new URL(request.url).searchParams, headers, body: parse(text) };
}

/** A text that is not JSON counts as a string; the schema then says what it should have been. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text || undefined;
  }
}

/** Of an error anything is checked; of a success JSON, because `client.http` takes more. */
function isJson({ ok, headers }: Response): boolean {
  return !ok || /json/i.test(`${headers.get('Content-Type')}`);
}
