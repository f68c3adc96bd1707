/** What a run found. It holds no API key. */
export interface Report {
  /** Of the suite. */
  version: string;
  contract: { version: string; digest: string };
  baseUrl: string;
  /** RFC 3339. */
  startedAt: string;
  durationMs: number;
  /** How many requests were sent. */
  requests: number;
  /** How many of them were answered with a 2xx. */
  succeeded: number;
  /** Repeats the generated requests. */
  seed: number;
  /**
   * - `kept`: nothing that was checked breaks the contract
   * - `broken`: something does
   * - `unfinished`: nothing does, but a limit ended the run, a hook failed, nothing could be checked,
   *   or not one request succeeded though some should have
   */
  verdict: 'kept' | 'broken' | 'unfinished';
  passed: number;
  failed: number;
  notChecked: number;
  results: Result[];
}

/** What was found about one case. */
export interface Result {
  /** `<operationId>/<case>`. */
  id: string;
  part: Part;
  operationId: string;
  title: string;
  /** The paragraph of the contract. */
  cites: string;
  outcome: 'passed' | 'failed' | 'not checked';
  /** Why it is `not checked`. */
  reason?: string;
  /** What is wrong where it `failed`. */
  failure?: Failure;
  durationMs: number;
}

/** What is wrong, and how to see it again. */
export interface Failure {
  message: string;
  /** What the paragraph says. */
  contract: string;
  /** Commands for bash that reproduce it, in their order, each with the answer as a comment. */
  curl: string[];
}

/** What is generated from the schemas, and what cases say. */
export type Part = 'schema' | 'behaviour';
