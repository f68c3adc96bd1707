import fc from 'fast-check';
import { NotChecked } from '../behaviour/not-checked.js';
import { document, idempotencyHeaderOf, type Operation, obstacleOf } from '../bundled-contract.js';
import { checkAnswer, onlyCodeOf } from '../check-answer.js';
import { type Answer, excerptOf, NoAnswer, type PlainRequest, TimedOut } from '../http.js';
import type { Hooks } from '../subjects/hooks.js';
import type { Target } from '../target.js';
import type { Sent, Trace } from '../trace.js';
import { type KnownValues, requestVariants, type Verdict } from './request-variants.js';

export interface SchemaContext {
  target: Target;
  hooks: Hooks;
  apiKey: string;
  /** Values of requests that succeed. Used only where the server can be reset. */
  known: KnownValues;
  seed: number;
  /** How many requests are made of each variant. */
  runs: number;
  /** A value that no request had before. */
  unique: () => string;
}

/** What the id of each of these checks begins with. */
export const schemaPrefix = 'schema-';

/** One thing that the contract says about requests, and how to find out whether it holds. */
export interface SchemaCheck {
  id: string;
  title: string;
  cites: string;
  /** @throws {NotChecked | LimitReached} */
  run(): Promise<Counterexample | undefined>;
}

interface Counterexample {
  message: string;
  trace: Trace[];
  /** Looking for a smaller one would cost the time limit of a request each time. */
  isSlow?: boolean;
}

/** Bodies of the largest size take their time on the way, and no two of them differ in what matters. */
const largeRuns = 2;
const mostShrinks = 60;

/** What the contract says about the requests of an operation. */
export function schemaChecks(operation: Operation, context: SchemaContext): SchemaCheck[] {
  const { hooks, runs } = context;
  const known = hooks.reset ? context.known : {};
  const generated = generate(operation, context.apiKey, known);
  if (typeof generated === 'string') return [notGenerated(generated)];
  const { variants, twiceBroken } = generated;
  const single = variants.map(({ name, verdict, requests }): SchemaCheck => {
    const accepted = verdict === 'accepted';
    return {
      id: `${schemaPrefix}${slug(name)}`,
      title: `The server ${accepted ? 'accepts' : `answers ${verdict} to`} a request ${inWords(name)}.`,
      cites: paragraphFor(name, verdict, idempotencyHeaderOf(operation)),
      run: () =>
        search(
          operation,
          requests.map((request) => ({ request, verdict })),
          /large/.test(name) ? Math.min(runs, largeRuns) : runs,
          context,
        ),
    };
  });
  const obstacle = obstacleOf(operation);
  return [
    ...single,
    ...(obstacle ? [notGenerated(obstacle)] : []),
    {
      id: `${schemaPrefix}two-things`,
      title:
        'The server refuses a request with two things wrong for the one that is checked first.',
      cites: 'Idempotency › Order of checks',
      run: () => search(operation, twiceBroken, runs * 10, context),
    },
  ];
}

/** The requests of an operation, or why there are none. */
function generate(operation: Operation, apiKey: string, known: KnownValues) {
  try {
    return requestVariants(document, operation, apiKey, known);
  } catch (error) {
    return (error as Error).message;
  }
}

/** Says that an operation is not checked, or only in part, instead of keeping silent about it. */
function notGenerated(reason: string): SchemaCheck {
  return {
    id: `${schemaPrefix}requests`,
    title: 'The server answers generated requests as the contract says.',
    cites: 'Requests and responses › Media type',
    run: async () => {
      throw new NotChecked(reason);
    },
  };
}

interface Trial {
  request: PlainRequest;
  verdict: Verdict;
  /** What is wrong with it, where the title does not say it. */
  names?: readonly string[];
}

const paragraphs: Partial<Record<Verdict, string>> = {
  accepted: 'Requests and responses › Media type',
  401: 'Authentication › API key',
  404: 'Errors › Shape',
  405: 'Errors › Shape',
  406: 'Errors › Shape',
  413: 'Requests and responses › Size',
  415: 'Requests and responses › Media type',
};

/** The paragraph that says how a request is to be answered. */
function paragraphFor(name: string, verdict: Verdict, idempotencyHeader = ''): string {
  if (/additionalProperties|unknown query/.test(name))
    return 'Requests and responses › Closed requests';
  if (/large/.test(name)) return 'Requests and responses › Size';
  if (idempotencyHeader && name.includes(idempotencyHeader)) return 'Idempotency › Key';
  return paragraphs[verdict] ?? 'Idempotency › Order of checks';
}

function inWords(name: string): string {
  return name
    .replace(/^with (.+) against required$/, 'without $1, which is required')
    .replace(/^with (.+) against additionalProperties$/, 'with an unknown property in $1');
}

/** Sends requests until one is not answered as it should be, and makes that one as small as it gets. */
async function search(
  operation: Operation,
  trials: fc.Arbitrary<Trial>,
  numRuns: number,
  context: SchemaContext,
): Promise<Counterexample | undefined> {
  let smallest: Counterexample | undefined;
  let shrinks = 0;
  let stop: unknown;

  const property = fc.asyncProperty(trials, async ({ request, verdict, names }) => {
    if (stop || smallest?.isSlow || (smallest && ++shrinks > mostShrinks)) return;
    const fresh = withFreshKey(operation, request, context.unique);
    try {
      const found = await tryOut(operation, fresh, verdict, context);
      if (!found) return;
      const what = names ? `a request ${names.map(inWords).join(', and ')}: ` : '';
      smallest = { ...found, message: `${what}${found.message}` };
    } catch (error) {
      stop = error;
      return;
    }
    throw new Error('not as it should be');
  });
  const { errorInstance } = await fc.check(property, { seed: context.seed, numRuns });
  if (smallest) return smallest;
  if (stop) throw stop;
  if (errorInstance) throw errorInstance;
  return undefined;
}

async function tryOut(
  operation: Operation,
  request: PlainRequest,
  verdict: Verdict,
  { target, hooks }: SchemaContext,
): Promise<Counterexample | undefined> {
  if (verdict === 'accepted') await hooks.reset?.();
  const sent: Sent = { requests: [request], answers: [] };
  try {
    const answer = await target.send(request);
    sent.answers.push(answer);
    const problems = judge(answer, verdict);
    // A failure of the server is said once.
    if (answer.status < 500) problems.push(...checkAnswer(operation, answer));
    return problems.length > 0 ? { message: problems.join('\n'), trace: [sent] } : undefined;
  } catch (error) {
    if (error instanceof NoAnswer)
      return { message: error.message, trace: [sent], isSlow: error instanceof TimedOut };
    throw error;
  }
}

function judge(answer: Answer, verdict: Verdict): string[] {
  const { request, status, body } = answer;
  if (verdict === 'accepted') {
    // What exists, and what its state allows, is no matter of the document.
    const reached =
      status === 403 || status === 409 || (status === 404 && body?.code !== 'NOT_FOUND');
    if (status < 300 || reached) return [];
    return [`expected the request to be accepted, got ${status}: ${excerptOf(answer)}`];
  }
  if (status !== Number(verdict))
    return [`expected ${verdict}, got ${status}: ${excerptOf(answer)}`];
  if (request.method === 'HEAD') return [];
  const scope = ['404', '405', '406'].includes(verdict) ? 'server' : 'operation';
  const code = onlyCodeOf(status, scope);
  return code && body?.code !== code ? [`expected the code ${code}: ${excerptOf(answer)}`] : [];
}

/** Generated keys repeat themselves with the seed, and a key that was used makes another case. */
function withFreshKey(
  operation: Operation,
  request: PlainRequest,
  unique: () => string,
): PlainRequest {
  const name = idempotencyHeaderOf(operation);
  const key = name && request.headers[name];
  if (!name || !key || !/^[\x21-\x7e]{1,256}$/.test(key)) return request;
  return { ...request, headers: { ...request.headers, [name]: unique().padEnd(key.length, '~') } };
}

function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '');
}
