import type { Validation } from '@connect-api/validators';
import type { Detail } from '../problems/detail.js';

/** Checks one operation's requests against the contract. Each part gives the details of a 400. */
export interface RequestCheck {
  /** By their names, in any case; cookies are in `Cookie`. */
  headers(headers: { get(name: string): string | null }): Detail[];
  /** What is valid has the types that the contract names: numbers, booleans, lists, objects. */
  path(parameters: Record<string, string>): Validation<object>;
  query(parameters: Record<string, string | string[]>): Validation<object>;
  body(body: unknown): Detail[];
}

/** Checks the body of a 200 with a subscription against the contract. */
export type ResponseCheck = (body: unknown) => Detail[];
