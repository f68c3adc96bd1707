/** What a run found. It holds no API key. */
export interface Report {
  /** Of the suite. */
  version: string;
  /** The contract that the server was held against. */
  contract: {
    /** Its `info.version`. */
    version: string;
    /** The SHA-256 of its document. */
    digest: string;
  };
  /** The server that was judged. */
  baseUrl: string;
  /** RFC 3339. */
  startedAt: string;
  /** How long the run took. */
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
  /** How many cases found nothing wrong. */
  passed: number;
  /** How many cases found something wrong. */
  failed: number;
  /** How many cases could not judge; each says why. */
  notChecked: number;
  /** What was found, case by case. */
  results: Result[];
}

/** What was found about one case. */
export interface Result {
  /** `<operationId>/<case>`. */
  id: string;
  /** Where the case comes from. */
  part: Part;
  /** The operation that it is about. */
  operationId: string;
  /** What the server must do, in words. */
  title: string;
  /** The paragraph of the contract. */
  cites: string;
  /** What was found. */
  outcome: 'passed' | 'failed' | 'not checked';
  /** Why it is `not checked`. */
  reason?: string;
  /** What is wrong where it `failed`. */
  failure?: Failure;
  /** How long the case took. */
  durationMs: number;
}

/** What is wrong, and how to see it again. */
export interface Failure {
  /** What the server did, and what it should have done. */
  message: string;
  /** What the paragraph says. */
  contract: string;
  /** Commands for bash that reproduce it, in their order, each with the answer as a comment. */
  curl: string[];
}

/** What is generated from the schemas, and what cases say. */
export type Part = 'schema' | 'behaviour';
