import type { Role } from '../subjects/roles.js';

/**
 * What a server must do, as data: requests, and what is expected of each answer. That an answer is one
 * that the contract documents is expected of every one and not said again.
 *
 * A text in braces stands for a value that is known when the case runs:
 *
 * - `{name.field}` a field of one of the case's subjects
 * - `{today}`, `{today+1}`, `{today-1}`, `{nextMonth}` dates, counted from the `updatedAt` of the
 *   case's latest success, so that no clock but the server's matters
 * - `{monthEnd}`, `{monthStart}`, `{yearEnd}` the last day of the month after the one in which the
 *   case began, by the server's clock, the first of the month after that, and the last day of the year
 * - `{renewal}`, `{renewal 2125-02-10}` the first renewal after today, or on or after a date, by the
 *   latest success and the `billingCycle` of the case's subject
 */
export interface Case {
  /** Unique among the cases of an operation, such as `replay-success`. */
  id: string;
  /** A sentence about the server: `The server …`. */
  title: string;
  /** The paragraph of the contract, as `paragraph()` finds it. */
  cites: string;
  /** Different subjects by the names that the steps use. */
  subjects?: Record<string, Role>;
  steps: Step[];
}

export type Step =
  | Request
  | Together
  /** A request that is not waited for; `await` does, by its name. */
  | { start: Send; as: string }
  | { await: string; expect: Expect }
  /** Gives a started request the time to arrive. */
  | { pause: true }
  /** The next request takes longer than a pause, and then some. */
  | { slow: true }
  /** The next request fails with this status. */
  | { fail: number }
  /** Goes on only where the server's clock stands still, so that an instant can be met exactly. */
  | { still: true }
  | { clock: ClockStep };

/**
 * What the server's clock is set to: so many seconds after the answer to the step that is named
 * `after`, or a date and a time such as `23:30` in the operator's time zone.
 */
export type ClockStep = { after: string; seconds: number } | { date: string; time: string };

export interface Request {
  send: Send;
  /** A name for the answer. */
  as?: string;
  expect: Expect;
}

/** One request several times at once. */
export interface Together {
  together: Send;
  times: number;
  /**
   * - `one result`: one key for all. Who is not told to wait gets one and the same answer.
   * - `one success`: a key for each. One succeeds, and the others are expected to be refused.
   */
  outcome: 'one result' | 'one success';
  as?: string;
  expect: Expect;
}

/** Stands for an operation of the contract that the case does not belong to. */
export const another = Symbol('another operation');

/** A request with texts in braces. */
export interface Template {
  path?: Record<string, string>;
  body?: unknown;
}

export interface Send {
  /** An `operationId`, or another one than the case's. Default: the one that the case belongs to. */
  operation?: string | typeof another;
  /**
   * - `nothing`: a valid request for something that does not exist, so that it has no effect
   * - `nothing else`: the same for something else
   * - `success`: one that succeeds
   * - or its path parameters and body
   */
  request: 'nothing' | 'nothing else' | 'success' | Template;
  /** Path parameters in the place of the request's own. */
  path?: Record<string, string>;
  /** An idempotency key by a name: each run has its own value. */
  key?: string;
  /** How long the value of `key` is, in characters. */
  keyLength?: number;
  /** What the value of `key` is sent as; an asterisk stands for it. */
  keyAs?: string;
  /** The idempotency key as it is sent. */
  literalKey?: string;
  /**
   * Default: the key that the run was given. `longer` and `shorter` differ from it by their last
   * character, `other case` by upper and lower case; `twice` is the key in two lines of the header.
   */
  apiKey?: ApiKeyChoice;
  /** Default: the operation's. `wrong` is one that the path does not have. */
  method?: 'wrong' | 'OPTIONS';
  /** The first path parameter in another spelling of the same text. */
  respelled?: true;
  /** To a path that the contract does not have. */
  unknownPath?: true;
  /** Without the question mark. */
  query?: string;
  /** Further headers; they replace the usual ones. */
  headers?: Record<string, string>;
  /** How the media type of the body is written. */
  typeAs?: 'with a charset' | 'in capitals';
  /** A change of the body's text. */
  edit?: Edit;
}

export type ApiKeyChoice =
  | 'second'
  | 'other tenant'
  | 'unknown'
  | 'longer'
  | 'shorter'
  | 'other case'
  | 'twice'
  | 'none';

/**
 * - `spaced`: another text of the same JSON
 * - `reordered`: the same properties in another order
 * - `other`: another valid value of a property
 * - `unknownProperty`: a property that the contract does not name
 * - `broken`: no JSON
 * - `tooLarge`: one byte more than a body may have
 */
export type Edit = 'spaced' | 'reordered' | 'other' | 'unknownProperty' | 'broken' | 'tooLarge';

export interface Expect {
  /**
   * One status, or any of several; `success` is any 2xx, `executed` any answer that the contract wants
   * remembered.
   */
  status?: number | readonly number[] | 'success' | 'executed';
  code?: string;
  notCode?: string;
  /** The same status, headers and bytes as the answer of this name. */
  same?: string;
  /** Executed on its own, not a replay of the answer of this name. */
  notSame?: string;
  /** One detail names this property. */
  property?: string;
  /**
   * Values in the body, by path such as `pendingStatus.scheduledAt`; ` or ` stands between places of
   * which one is enough.
   */
  body?: Record<string, unknown>;
  /** Properties that the body does not have. */
  absent?: readonly string[];
  /** Words that no property's name begins with, in upper or lower case and however deep. */
  nowhere?: readonly string[];
}

/** The cases of one operation, and how to make it succeed. */
export interface OperationCases {
  success: Template & { subjects: Record<string, Role> };
  cases: Case[];
}
