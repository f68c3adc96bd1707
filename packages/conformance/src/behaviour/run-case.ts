import { isDeepStrictEqual } from 'node:util';
import type { Operation } from '../bundled-contract.js';
import { instantIn } from '../dates.js';
import type { Answer, PlainRequest } from '../http.js';
import type { Hooks } from '../subjects/hooks.js';
import type { Pool } from '../subjects/pool.js';
import type { Target } from '../target.js';
import type { Sent, Trace } from '../trace.js';
import type { Case, ClockStep, Expect, Request, Send, Step, Template, Together } from './case.js';
import { problemsOf } from './judge.js';
import { meetNeeds, type Needs, sendOf } from './needs.js';
import { NotChecked } from './not-checked.js';
import { requestForNothing } from './nothing.js';
import { type Names, plainRequest, targetOf } from './plain-requests.js';
import { replayDifference } from './replay.js';
import { fill, type Known } from './values.js';

export interface CaseContext {
  target: Target;
  pool: Pool;
  hooks: Hooks;
  timeZone: string;
  names: Names;
  sleep: (ms: number) => Promise<void>;
}

/** Thrown where a server does not do what a case expects. */
export class Broken extends Error {
  override name = 'Broken';
}

/** A case under way. */
interface Run extends CaseContext {
  operation: Operation;
  needs: Needs;
  trace: Trace[];
  answers: Map<string, Answer>;
  /** When answers came, by the server's clock. */
  instants: Map<string, number>;
  started: Map<string, { operation: Operation; answer: Promise<Answer> }>;
  latest: Answer | undefined;
  begun: string | undefined;
  hasChanged: boolean;
}

const pauseMs = 250;
const slowMs = 1500;

/**
 * Runs a case.
 *
 * @param trace gets everything that is done, for a report on a failure
 * @throws {Broken | NotChecked | NoAnswer | LimitReached}
 */
export async function runCase(
  each: Case,
  operation: Operation,
  context: CaseContext,
  trace: Trace[],
): Promise<void> {
  const { pool, hooks } = context;
  const needs = await meetNeeds(each, operation, pool, hooks, trace);
  const run: Run = {
    ...context,
    operation,
    needs,
    trace,
    answers: new Map(),
    instants: new Map(),
    started: new Map(),
    latest: undefined,
    begun: each.steps.some(goesToDate) ? await hooks.now?.() : undefined,
    hasChanged: false,
  };
  // A fault that is set for what cannot be asked would meet the request of another case.
  for (const step of each.steps) demandTemplate(run, step);
  try {
    for (const step of each.steps) await takeStep(run, step);
  } finally {
    await Promise.allSettled([...run.started.values()].map(({ answer }) => answer));
    if (run.hasChanged) pool.use(run.needs.changes);
  }
}

/** @throws {NotChecked} where there is nothing that a step could ask for */
function demandTemplate(run: Run, step: Step): void {
  const send = sendOf(step);
  if (send?.request !== 'nothing' && send?.request !== 'nothing else') return;
  templateOf(
    run,
    send,
    targetOf(send, run.operation),
    'send' in step && isHarmlessBy(send, step.expect),
  );
}

async function takeStep(run: Run, step: Step): Promise<void> {
  if ('send' in step) return sendOne(run, step);
  if ('together' in step) return sendTogether(run, step);
  if ('start' in step) return start(run, step.start, step.as);
  if ('await' in step) return awaitStarted(run, step.await, step.expect);
  if ('pause' in step) return run.sleep(pauseMs);
  if ('still' in step) return demandStill(run);
  if ('clock' in step) return setClock(run, step.clock);
  if ('slow' in step) {
    run.trace.push({ note: `hook delayNext(${slowMs}): the next request takes that many ms` });
    return run.hooks.delayNext?.(slowMs);
  }
  run.trace.push({ note: `hook failNext(${step.fail}): the next request fails with that status` });
  return run.hooks.failNext?.(step.fail);
}

async function sendOne(run: Run, { send, expect, as }: Request): Promise<void> {
  const { request, operation } = prepare(run, send, { isHarmless: isHarmlessBy(send, expect) });
  const sent: Sent = { requests: [request], answers: [] };
  run.trace.push(sent);
  const answer = await run.target.send(request, { expects429: expect.status === 429 });
  sent.answers.push(answer);
  judge(run, operation, answer, expect, as);
  if (as && run.hooks.now) run.instants.set(as, Date.parse(await run.hooks.now()));
}

function start(run: Run, send: Send, as: string): void {
  const { request, operation } = prepare(run, send);
  run.trace.push({ requests: [request], started: `the ${as} request`, answers: [] });
  const answer = run.target.send(request);
  // Awaited by a later step; until then it must not count as unhandled.
  answer.catch(() => {});
  run.started.set(as, { operation, answer });
}

async function awaitStarted(run: Run, as: string, expect: Expect): Promise<void> {
  const started = run.started.get(as);
  if (!started) throw new Error(`A case awaits ${as}, which it has not started.`);
  const answer = await started.answer;
  run.trace.push({ awaited: `the ${as} request`, answers: [answer] });
  judge(run, started.operation, answer, expect, as);
}

async function sendTogether(run: Run, step: Together): Promise<void> {
  const { together: send, times, outcome, expect, as } = step;
  const requests = Array.from({ length: times }, (_, index) => {
    const prefix = `${run.names.prefix}${outcome === 'one success' ? `-${index}` : ''}`;
    return prepare(run, send, { names: { ...run.names, prefix } });
  });
  const [first, ...others] = requests as [Prepared, ...Prepared[]];
  const all: Sent['requests'] = [first.request, ...others.map(({ request }) => request)];
  const sent: Sent = { requests: all, answers: [] };
  run.trace.push(sent);
  const answers = await Promise.all(all.map((request) => run.target.send(request)));
  sent.answers.push(...answers);
  if (outcome === 'one success') return judgeOneSuccess(run, first.operation, answers, expect);
  judgeOneResult(run, first.operation, answers, expect, as);
}

function judgeOneSuccess(run: Run, operation: Operation, answers: Answer[], expect: Expect): void {
  const successes = answers.filter(({ status }) => status < 300);
  run.hasChanged = true;
  if (successes.length !== 1)
    throw new Broken(
      `${successes.length} of ${answers.length} requests at once succeeded, not one`,
    );
  for (const each of answers) if (each !== successes[0]) judge(run, operation, each, expect);
}

function judgeOneResult(
  run: Run,
  operation: Operation,
  answers: Answer[],
  expect: Expect,
  as: string | undefined,
): void {
  const waiting = answers.filter(({ body }) => body?.code === 'idempotency_key_locked');
  const [first, ...others] = answers.filter((each) => !waiting.includes(each));
  const all = `${answers.length} identical requests at once`;
  if (!first) throw new Broken(`${all} were all refused as locked`);
  judge(run, operation, first, expect, as);
  for (const each of others) {
    const [difference] = replayDifference(first, each);
    if (difference) throw new Broken(`two answers to ${all} differ in ${difference}`);
  }
  for (const each of waiting) judge(run, operation, each, { status: 409 });
}

/** Holds one answer against the contract and what the case expects. */
function judge(run: Run, operation: Operation, answer: Answer, expect: Expect, as?: string): void {
  if (answer.status < 300) {
    run.hasChanged = true;
    if (answer.body?.updatedAt) run.latest = answer;
  }
  if (as) run.answers.set(as, answer);
  const problems = problemsOf(operation, answer, expect, run.answers, knownOf(run));
  if (problems.length > 0) throw new Broken(problems.join('\n'));
}

interface Prepared {
  operation: Operation;
  request: PlainRequest;
}

function prepare(
  run: Run,
  send: Send,
  { names = run.names, isHarmless = false }: { names?: Names; isHarmless?: boolean } = {},
): Prepared {
  const operation = targetOf(send, run.operation);
  const template = templateOf(run, send, operation, isHarmless);
  const path = { ...template.path, ...fill(send.path ?? {}, knownOf(run)) };
  return { operation, request: plainRequest(send, operation, { ...template, path }, names) };
}

/** Whether whatever is asked for must be refused before it has an effect, or asks for none (RFC 9110, 9.2.1). */
function isHarmlessBy({ method }: Send, { status }: Expect): boolean {
  return method === 'OPTIONS' || [status].flat().every((each) => Number(each) >= 400);
}

function templateOf(
  run: Run,
  { request }: Send,
  operation: Operation,
  isHarmless: boolean,
): Template {
  const { prefix } = run.names;
  if (request === 'nothing') return requestForNothing(operation, `${prefix}-no`, isHarmless);
  if (request === 'nothing else') {
    const [one, other] = ['no', 'none'].map((name) =>
      requestForNothing(operation, `${prefix}-${name}`, isHarmless),
    );
    if (isDeepStrictEqual(one, other))
      throw new NotChecked('the operation has nothing else that could be missing');
    return other as Template;
  }
  return fill(request === 'success' ? (run.needs.success ?? {}) : request, knownOf(run));
}

function knownOf({ timeZone, needs, latest, begun }: Run): Known {
  return { timeZone, subjects: needs.subjects, latest, begun };
}

function goesToDate(step: Step): boolean {
  return 'clock' in step && 'date' in step.clock;
}

async function setClock(run: Run, clock: ClockStep): Promise<void> {
  const instant =
    'date' in clock
      ? instantIn(run.timeZone, fill(clock.date, knownOf(run)), clock.time)
      : new Date((run.instants.get(clock.after) ?? 0) + clock.seconds * 1000).toISOString();
  run.trace.push({ note: `hook setClock('${instant}')` });
  await run.hooks.setClock?.(instant);
}

async function demandStill({ hooks, sleep }: Run): Promise<void> {
  const before = await hooks.now?.();
  // Clocks may be read in whole seconds.
  await sleep(1100);
  if ((await hooks.now?.()) !== before)
    throw new NotChecked("the server's clock does not stand still");
}
