import type { Detail } from '../problems/detail.js';

/** Checks one operation's requests against the contract. Each part gives the details of a 400. */
export interface RequestCheck {
  /** By their names, in any case; cookies are in `Cookie`. */
  headers(headers: { get(name: string): string | null }): Detail[];
  path(parameters: Record<string, string>): Detail[];
  query(parameters: Record<string, string | string[]>): Detail[];
  body(body: unknown): Detail[];
}

/** Checks the body of a 200 with a subscription against the contract. */
export type ResponseCheck = (body: unknown) => Detail[];
