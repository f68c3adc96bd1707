import type { IncomingMessage } from 'node:http';
import { createAnswer } from './answer.js';
import { corsHeaders, preflight } from './cors.js';
import type { Choice, Prism } from './prism.js';
import { type Answer, Problem } from './problem.js';
import { targetOf } from './route.js';
import type { Responder } from './server.js';

export interface ResponderOptions {
  cors: boolean;
  choice: Choice;
  /** Runs before each response of an operation. */
  delay: () => Promise<void>;
  /** Takes one line per response. */
  log: (line: string) => void;
}

/** Answers, and gives every response what all of them have: its id, the headers of CORS, its log line. */
export function createResponder(
  prism: Prism,
  { cors, choice, delay, log }: ResponderOptions,
): Responder {
  const answer = createAnswer(prism, choice);
  const common = cors ? corsHeaders(prism.operations) : {};
  let count = 0;

  function complete(what: string, { status, headers, body }: Answer): Answer {
    const requestId = `req-${++count}`;
    log(printable(`${what} ${status} ${requestId}${reasonOf(status, body)}`));
    return { status, body, headers: { ...headers, ...common, 'X-Request-Id': requestId } };
  }

  return {
    async respond(request: IncomingMessage) {
      const { path } = targetOf(request.url ?? '/');
      const what = `${request.method} ${path}`;
      const preflighted = cors ? preflight(request) : undefined;
      if (preflighted) return complete(what, preflighted);
      const answered = await answer(request);
      if (!path.startsWith('/__')) await delay();
      return complete(what, answered);
    },
    respondToOther(error) {
      const message = `The request is not well-formed HTTP: ${error?.message}.`;
      const hint = 'Use an HTTP client, or check what it sends.';
      const problem = error
        ? new Problem('VALIDATION_ERROR', { message, hint })
        : new Problem('NOT_FOUND');
      return complete('-', problem.answer);
    },
  };
}

/** Nothing out of a request may steer the terminal, or look like another line. */
function printable(line: string): string {
  return line.replace(/\p{C}/gu, '?').slice(0, 1000);
}

/** The error's code and the properties that it is about; never a value out of the request. */
function reasonOf(status: number, body: unknown): string {
  if (status < 400) return '';
  const { code, details = [] } = body as { code?: string; details?: { property?: string }[] };
  return [' ', code, ...details.flatMap(({ property = [] }) => property)]
    .join(' ')
    .replace('  ', ' ');
}
