import { randomInt, randomUUID } from 'node:crypto';
import { contractDigest } from '@connect-api/validators';
import manifest from '../package.json' with { type: 'json' };
import { readBaseUrl } from './base-url.js';
import { operationCases } from './behaviour/index.js';
import { NotChecked } from './behaviour/not-checked.js';
import { harmlessFirst, requestForNothing } from './behaviour/nothing.js';
import { plainRequest } from './behaviour/plain-requests.js';
import { fill } from './behaviour/values.js';
import {
  accessOf,
  apiKeyHeadersOf,
  document,
  type Operation,
  operations,
} from './bundled-contract.js';
import { type Check, checksOf, type Finding } from './checks.js';
import { type KeyNames, keyNamesOf, withoutKeys } from './curl.js';
import { type Answer, LimitReached, NoAnswer, type PlainRequest, TimedOut } from './http.js';
import { defaultLimits, type Limits } from './limits.js';
import { paragraph } from './paragraphs.js';
import type { Failure, Part, Report, Result } from './report/report.js';
import type { KnownValues } from './schema/request-variants.js';
import { guardHooks, HookFailed } from './subjects/guarded-hooks.js';
import type { Hooks, Surroundings } from './subjects/hooks.js';
import { createPool, type Pool } from './subjects/pool.js';
import { readSubjects } from './subjects/read.js';
import type { Subjects } from './subjects/roles.js';
import { sandboxSurroundings } from './subjects/sandbox.js';
import { createTarget, type Target } from './target.js';
import { commandsOf } from './trace.js';
import { UsageError } from './usage-error.js';

/** What to judge, and how; all but the address and a key may be left out. */
export interface ConformanceOptions {
  /** The server, such as `http://localhost:4011`; a path in front of the API's own is allowed. */
  baseUrl: string;
  /** An API key of the tenant that the subjects belong to. */
  apiKey: string;
  /** Another API key of the same tenant. */
  secondApiKey?: string | undefined;
  /** An API key of another tenant at the same server. */
  otherTenantApiKey?: string | undefined;
  /** What the server has. Default: what a sandbox says by its control endpoints; else nothing. */
  subjects?: Subjects | undefined;
  /** What can be done to the server. Default: a sandbox's control endpoints; else nothing. */
  hooks?: Hooks | undefined;
  /** Default: both. */
  parts?: readonly Part[] | undefined;
  /** Only the checks whose id contains one of these texts. */
  only?: readonly string[] | undefined;
  /** Makes the generated requests repeatable. Default: a random one, which the report names. */
  seed?: number | undefined;
  /** How many requests are generated of each variant. Default: 10. */
  runs?: number | undefined;
  /** What ends a run early. Default: none but a time limit for each request. */
  limits?: Limits | undefined;
  /** Default: the global one. */
  fetch?: typeof fetch | undefined;
  /** Waits for so many milliseconds. Default: by `setTimeout`. */
  sleep?: ((ms: number) => Promise<void>) | undefined;
  /** The machine's clock, a Unix time in milliseconds. Default: `Date.now`. */
  now?: (() => number) | undefined;
  /** Hears of each result, with how many of how many checks are done. */
  onResult?: ((result: Result, progress: Progress) => void) | undefined;
}

/** How far a run is: checks that are done, checks in all, requests that were sent. */
export interface Progress {
  /** How many cases are through. */
  done: number;
  /** How many there are. */
  total: number;
  /** How many requests were sent so far. */
  requests: number;
}

/**
 * Finds out whether a server keeps the contract.
 *
 * It sends requests that change subscriptions, but only those that it is given as subjects; everything
 * else asks for what does not exist or has to be refused.
 *
 * @throws {UsageError} where it cannot judge at all: a wrong option or subject, a server that cannot be
 *   reached, an API key that it does not know
 */
export async function runConformance(options: ConformanceOptions): Promise<Report> {
  const { now = Date.now, sleep = sleepByTimer, onResult } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const started = now();
  const isOver = () => now() - started > limits.milliseconds;
  const target = createTarget({
    baseUrl: readBaseUrl(options.baseUrl),
    fetch: options.fetch ?? fetch,
    requestTimeoutMs: limits.requestMilliseconds,
    maxRequests: limits.requests,
    isOver,
    sleep,
  });
  demandSendable(options);
  const surroundings = await begin(target, options).catch(failAtOnce);
  const hooks = guardHooks(surroundings.hooks, limits.hookMilliseconds);
  const subjects = readSubjects(surroundings.subjects, 'The subjects');
  const pool = createPool(subjects, hooks);
  const { timeZone } = subjects;
  const seed = options.seed ?? randomInt(2 ** 31);
  const unique = uniqueNames();
  const checks = checksOf(
    { parts: options.parts ?? ['schema', 'behaviour'], only: options.only },
    {
      target,
      hooks,
      apiKey: options.apiKey,
      known: hooks.reset ? await knownValues(pool).catch(failAtOnce) : {},
      seed,
      runs: options.runs ?? 10,
      unique,
    },
    { target, pool, hooks, timeZone, sleep, unique, apiKeys: apiKeysOf(options, surroundings) },
  );
  if (checks.length === 0)
    throw new UsageError(`No check has an id that contains ${options.only?.join(' or ')}.`);

  const keyNames = keyNamesOf({ ...surroundings, apiKey: options.apiKey });
  // Refusals alone tell little: where no request succeeds, nothing is known of effects.
  const needSuccess = checks.some((check) => check.needsSuccess);
  const results: Result[] = [];
  let reached: LimitReached | undefined;
  let isInterrupted = false;
  for (const check of checks) {
    const result = await resultOf(check, reached);
    results.push(result);
    onResult?.(result, { done: results.length, total: checks.length, requests: target.sent });
  }
  const count = (outcome: Result['outcome']) =>
    results.filter((each) => each.outcome === outcome).length;
  const failed = count('failed');
  const isComplete =
    !reached && !isInterrupted && count('passed') > 0 && (target.succeeded > 0 || !needSuccess);
  return {
    version: manifest.version,
    contract: { version: document.info.version, digest: contractDigest },
    baseUrl: target.baseUrl,
    startedAt: new Date(started).toISOString(),
    durationMs: now() - started,
    requests: target.sent,
    succeeded: target.succeeded,
    seed,
    verdict: failed > 0 ? 'broken' : isComplete ? 'kept' : 'unfinished',
    passed: count('passed'),
    failed,
    notChecked: count('not checked'),
    results,
  };

  async function resultOf(check: Check, limit: LimitReached | undefined): Promise<Result> {
    const { id, part, title, cites, operation } = check;
    const begun = now();
    const result = (outcome: Partial<Result> & Pick<Result, 'outcome'>): Result => ({
      id,
      part,
      operationId: operation.operationId,
      title,
      cites,
      ...outcome,
      durationMs: now() - begun,
    });
    if (limit) return result({ outcome: 'not checked', reason: `${limit.message} was reached` });
    try {
      const finding = await check.run();
      if (!finding) return result({ outcome: 'passed' });
      return result({ outcome: 'failed', failure: failureOf(finding, cites, target, keyNames) });
    } catch (error) {
      if (error instanceof LimitReached) reached = error;
      if (!(error instanceof NotChecked) || error instanceof HookFailed) isInterrupted = true;
      return result({
        outcome: 'not checked',
        reason: withoutKeys(reasonOf(error as Error), keyNames),
      });
    }
  }
}

/** The keys as HTTP can send them. */
function demandSendable(options: ConformanceOptions): void {
  for (const name of ['apiKey', 'secondApiKey', 'otherTenantApiKey'] as const) {
    if (/^[ -~]+$/.test(options[name] ?? 'none')) continue;
    throw new UsageError(
      `The ${name} cannot be sent in a header: it is empty, or holds other than ASCII characters.`,
    );
  }
}

/** Finds out whether there is anything to judge. */
async function begin(target: Target, options: ConformanceOptions): Promise<Surroundings> {
  await demandReachable(target, options.apiKey);
  for (const name of ['secondApiKey', 'otherTenantApiKey'] as const)
    await demandKnown(target, name, options[name]);
  return surroundingsOf(target, options);
}

/** A server that answers none of so many hangs: each more would take as long again. */
const mostHung = 5;

/** Harmless requests, so that a wrong address or key is not reported as a hundred failures. */
async function demandReachable(target: Target, apiKey: string): Promise<void> {
  const answers: Answer[] = [];
  let silence: NoAnswer | undefined;
  let hung = 0;
  // What no API key opens may well answer 401.
  for (const operation of harmlessFirst().filter(accessOf)) {
    const answer = await probe(target, operation, apiKey);
    if (answer instanceof NoAnswer) {
      silence ??= answer;
      // Where only one kind of request hangs, the others can be judged.
      if (answer instanceof TimedOut && ++hung < mostHung) continue;
      break;
    }
    const headers = apiKeyHeadersOf(operation);
    if (answer.status === 401 && headers.length > 0)
      throw new UsageError(
        `${target.baseUrl} does not know this API key: it answers 401 to ${headers.join(' and ')}.`,
      );
    answers.push(answer);
    if (!isElsewhere(answer)) return;
  }
  const [first] = answers;
  if (silence && !first)
    throw new UsageError(`${target.baseUrl} cannot be reached (${silence.message}).`);
  if (!first) return;
  const { status, headers } = first;
  const to = headers.get('Location') ? ` to ${headers.get('Location')}` : '';
  throw new UsageError(
    `${target.baseUrl} is not the address of this API: it answers ${status}${to} to the path of every operation.`,
  );
}

/** A wrong key would be reported as a fault of the server. */
async function demandKnown(target: Target, name: string, key: string | undefined): Promise<void> {
  const operation = harmlessFirst().find((each) => accessOf(each)?.required);
  if (key === undefined || !operation) return;
  const answer = await probe(target, operation, key);
  if (answer instanceof NoAnswer || answer.status !== 401) return;
  throw new UsageError(`${target.baseUrl} does not know the ${name}: it answers 401.`);
}

function probe(target: Target, operation: Operation, apiKey: string): Promise<Answer | NoAnswer> {
  return target.send(probeOf(operation, apiKey)).catch((error: Error) => {
    if (error instanceof NoAnswer) return error;
    throw error;
  });
}

/** A request of an operation for what does not exist. */
function probeOf(operation: Operation, apiKey: string): PlainRequest {
  const prefix = `conformance-${randomUUID().slice(0, 8)}`;
  const names = { prefix, apiKeys: { own: apiKey, second: undefined, 'other tenant': undefined } };
  // Without a body: whatever needs one is refused.
  const { path = {} } = requestForNothing(operation, prefix, true);
  return plainRequest({ request: { path } }, operation, { path }, names);
}

/** Whether an answer shows that the API has another address: a redirection, or no such path. */
function isElsewhere({ status, body }: Answer): boolean {
  const isPage = body === undefined;
  return (
    (status >= 300 && status < 400) || (status === 404 && (isPage || body?.code === 'NOT_FOUND'))
  );
}

function failAtOnce(error: unknown): never {
  if (error instanceof HookFailed) throw new UsageError(`Before the first check ${error.message}.`);
  if (error instanceof LimitReached)
    throw new UsageError(`Before the first check ${error.message} was reached.`);
  throw error;
}

async function surroundingsOf(
  target: Target,
  { apiKey, secondApiKey, otherTenantApiKey, subjects, hooks }: ConformanceOptions,
): Promise<Surroundings> {
  const given = { secondApiKey, otherTenantApiKey };
  if (subjects && hooks) return { ...given, subjects, hooks };
  const sandbox = await sandboxSurroundings(target, apiKey);
  return {
    subjects: subjects ?? sandbox?.subjects ?? {},
    hooks: hooks ?? sandbox?.hooks ?? {},
    secondApiKey: secondApiKey ?? sandbox?.secondApiKey,
    otherTenantApiKey: otherTenantApiKey ?? sandbox?.otherTenantApiKey,
  };
}

/** The values of requests that succeed, by the name of the property or parameter. */
async function knownValues(pool: Pool): Promise<KnownValues> {
  const known: Record<string, unknown[]> = {};
  for (const { operationId } of operations) {
    const { path = {}, body } = (await successful(operationId, pool)) ?? {};
    for (const [name, value] of Object.entries({ ...path, ...(body as object) })) {
      if (typeof value !== 'string') continue;
      known[name] ??= [];
      known[name].push(value);
    }
  }
  return known;
}

async function successful(operationId: string, pool: Pool) {
  const own = operationCases[operationId]?.success;
  if (!own) return pool.drawRequest(operationId);
  const subjects: Record<string, object> = {};
  for (const [name, role] of Object.entries(own.subjects)) {
    const [subject] = (await pool.draw(role, 1)) ?? [];
    if (!subject) return undefined;
    subjects[name] = subject;
  }
  const known = {
    timeZone: 'UTC',
    subjects: subjects as never,
    latest: undefined,
    begun: undefined,
  };
  try {
    return fill({ path: own.path ?? {}, body: own.body }, known);
  } catch (error) {
    if (error instanceof NotChecked) return undefined;
    throw error;
  }
}

/** Why something was not checked. A fault of the suite costs what it was about, and is told. */
function reasonOf(error: Error): string {
  if (error instanceof LimitReached) return `${error.message} was reached`;
  if (error instanceof NotChecked) return error.message;
  return `the suite failed: ${error.message}`;
}

function apiKeysOf({ apiKey }: ConformanceOptions, surroundings: Surroundings) {
  const { secondApiKey, otherTenantApiKey } = surroundings;
  return { own: apiKey, second: secondApiKey, 'other tenant': otherTenantApiKey };
}

function failureOf(
  { message, trace }: Finding,
  cites: string,
  { baseUrl }: Target,
  keyNames: KeyNames,
): Failure {
  return {
    message: withoutKeys(message, keyNames),
    contract: paragraph(cites),
    curl: commandsOf(trace, baseUrl, keyNames),
  };
}

/** Texts that no earlier run and no other call has made. */
function uniqueNames(): () => string {
  const run = randomUUID().slice(0, 8);
  let count = 0;
  return () => `conformance-${run}-${++count}`;
}

function sleepByTimer(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
