import type { Validation } from '@connect-api/validators';
import type { Detail } from '../problems/detail.js';

/** Checks one operation's requests against the contract. Each part gives the details of a 400. */
export interface RequestCheck {
  /** What is valid has the types that the contract names: numbers, booleans, lists, objects. */
  headers(headers: RequestHeaders): Validation<object>;
  /** Those of the header `Cookie`. */
  cookies(headers: RequestHeaders): Validation<object>;
  path(parameters: Record<string, string>): Validation<object>;
  query(parameters: Record<string, string | string[]>): Validation<object>;
  body(body: unknown): Detail[];
}

/** By their names, in any case. */
export interface RequestHeaders {
  get(name: string): string | null;
}

/** Checks the body of a 200 with a subscription against the contract. */
export type ResponseCheck = (body: unknown) => Detail[];
