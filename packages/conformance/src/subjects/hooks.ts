import type { Role, Subject, Subjects } from './roles.js';

/**
 * What the suite may do to a server behind the API's back; all of it is optional. A `--hooks` file is
 * a module with functions of these names.
 */
export interface Hooks {
  /** Makes a new subject of a role. Called where those of the subjects file are used up. */
  create?(role: Role): Promise<Subject | undefined> | Subject | undefined;
  /** Puts the subjects into their first state. Called before each case that changes some. */
  reset?(): Promise<void> | void;
  /** The instant that the server's clock shows, RFC 3339. */
  now?(): Promise<string> | string;
  /** Sets the server's clock forward to an instant, RFC 3339. */
  setClock?(instant: string): Promise<void> | void;
  /** Lets the next request of an operation take so many milliseconds while it holds its lock. */
  delayNext?(milliseconds: number): Promise<void> | void;
  /** Lets the next request of an operation fail with a status, 429 or 5xx. */
  failNext?(status: number): Promise<void> | void;
}

export const hookNames = [
  'create',
  'reset',
  'now',
  'setClock',
  'delayNext',
  'failNext',
] as const satisfies (keyof Hooks)[];

/** A server as the suite knows it before the first case. */
export interface Surroundings {
  subjects: Subjects;
  hooks: Hooks;
  /** Another API key of the same tenant. */
  secondApiKey?: string | undefined;
  /** An API key of another tenant. */
  otherTenantApiKey?: string | undefined;
}
