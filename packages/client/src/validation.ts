import type { ErrorDetail, OperationId } from '@connect-api/types';
import { isStream, type Outgoing } from './attempt.js';
import { ContractError } from './errors/contract-error.js';
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
    path: Record<string, unknown>;
    query: URLSearchParams;
    headers: Headers;
    body: unknown;
  }): ValidationResult;
  /** Says what of a response breaks the contract. */
  response(status: number, response: { headers: Headers; body: unknown }): ValidationResult;
}

/** The outcome of a validation. */
export type ValidationResult =
  | { readonly valid: true }
  | { readonly valid: false; readonly details: readonly ErrorDetail[] };

/** The checks that `validateWith` makes. They also fit where openapi-fetch takes middleware. */
export interface Validation {
  /** @throws {ContractError} when the request breaks the contract */
  onRequest(call: Checked): Promise<void>;
  /** @throws {ContractError} when the response breaks the contract */
  onResponse(call: Checked & { response: Response }): Promise<void>;
}

interface Checked {
  /** What is going to be sent, or was. */
  request: Request | Outgoing;
  /** With its `{parameters}`. */
  schemaPath: string;
  /** Path parameters as they were given, not encoded. */
  params: { path?: Record<string, unknown> };
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
 * @param validators those of `@connect-api/validators`
 *
 * @example
 * import { validators } from '@connect-api/validators';
 *
 * const client = createConnectClient({ baseUrl, apiKey, validation: validateWith(validators) });
 */
export function validateWith(validators: ContractValidators): Validation {
  const validatorOf = ({ request, schemaPath }: Checked) => {
    const { method: wanted } = 'init' in request ? request.init : request;
    return Object.values(validators).find(
      ({ method, path }) => method === wanted && path === schemaPath,
    );
  };
  return {
    async onRequest(call) {
      const { path = {} } = call.params;
      const result = validatorOf(call)?.request({ path, ...(await partsOf(call.request)) });
      if (result?.valid === false) throw new ContractError(result.details, { attempts: 0 });
    },
    async onResponse(call) {
      const { response } = call;
      const { status, headers } = response;
      const body = isStream(response) ? undefined : parse(await response.text());
      const result = validatorOf(call)?.response(status, { headers, body });
      if (result?.valid === false)
        throw new ContractError(result.details, traceOf(response), response);
    },
  };
}

/** What is going to be sent, not what the caller gave: `undefined` in a body is not. */
async function partsOf(request: Request | Outgoing) {
  const { headers } = 'init' in request ? request.init : request;
  const text = 'init' in request ? request.init.body : await request.clone().text();
  return { query: new URL(request.url).searchParams, headers, body: parse(`${text ?? ''}`) };
}

/** A text that is not JSON counts as a string; the schema then says what it should have been. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text || undefined;
  }
}
