import type { ErrorDetail, OperationId } from '@connect-api/types';
import type { Middleware } from 'openapi-fetch';
import { isStream } from './attempt.js';
import { ContractError } from './errors/contract-error.js';
import { PreparedRequest } from './prepared-request.js';
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

/** The checks of requests and responses that `validateWith` makes: middleware of openapi-fetch. */
export type Validation = Required<Pick<Middleware, 'onRequest' | 'onResponse'>>;

/**
 * Lets a client check its requests and responses against the contract. A request that breaks it is not
 * sent, and a response that breaks it is an error: the call rejects with a `ContractError`.
 *
 * It is a function of its own so that a bundle without it does not pay for it.
 *
 * In a browser the server must expose the headers that the contract requires
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
  const validatorOf = (request: Request, schemaPath: string) =>
    Object.values(validators).find(
      ({ method, path }) => method === request.method && path === schemaPath,
    );
  return {
    async onRequest({ request, schemaPath, params: { path = {} } }) {
      const validator = validatorOf(request, schemaPath);
      const result = validator?.request({ path, ...(await partsOf(request)) });
      if (result?.valid === false) {
        throw new ContractError(result.details, { attempts: 0 });
      }
    },
    async onResponse({ request, schemaPath, response }) {
      const { status, headers } = response;
      const body = isStream(response) ? undefined : json(await response.text());
      const result = validatorOf(request, schemaPath)?.response(status, { headers, body });
      if (result?.valid === false) {
        throw new ContractError(result.details, traceOf(response), response);
      }
    },
  };
}

/** What is going to be sent, not what the caller gave: `undefined` in a body is not. */
async function partsOf(request: Request | PreparedRequest) {
  if (request instanceof PreparedRequest) {
    const { headers, body = '' } = request.init;
    return { query: new URL(request.url).searchParams, headers, body: json(body) };
  }
  const { url, headers } = request;
  const text = await request.clone().text();
  return { query: new URL(url).searchParams, headers, body: json(text) };
}

/** A text that is not JSON counts as a string; the schema then says what it should have been. */
function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text === '' ? undefined : text;
  }
}
