import type { ErrorDetail } from '@connect-api/types';
import { type CallTrace, ConnectFailure } from './connect-error.js';

/**
 * A request or a response breaks the contract. Only a client with `validation` throws it: for a
 * request before anything is sent, with 0 `attempts`; for a response, whose effect then has
 * happened, after the last attempt.
 */
export class ContractError extends ConnectFailure {
  /** The name of the class, also where code is minified. */
  override readonly name = 'ContractError';
  /** Which error it is, for a `switch`. */
  override readonly kind = 'contract';
  /** Which of the two breaks the contract. */
  readonly part: 'request' | 'response';
  /** What is wrong, and in which property, parameter or header. */
  readonly details: readonly ErrorDetail[];
  /** The response that breaks the contract; its body is already read. `undefined` for a request. */
  declare readonly response: Response | undefined;

  constructor(details: readonly ErrorDetail[], trace: CallTrace, response?: Response) {
    const part = response ? 'response' : 'request';
    const causes = details.map(({ property, message }) => `${property ?? 'body'}: ${message}`);
    super(`The ${part} breaks the contract. ${causes.join(' ')}`, trace);
    this.part = part;
    this.details = details;
    // The response can be long; it stays out of logs that print the error.
    Object.defineProperty(this, 'response', { value: response });
  }
}
