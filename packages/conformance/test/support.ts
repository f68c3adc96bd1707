import { createSandbox, type SandboxOptions } from '@connect-api/sandbox';
import { operationCases } from '../src/behaviour/index.js';
import { type ConformanceOptions, type Report, type Result, runConformance } from '../src/index.js';

export const apiKey = 'sandbox-harbour-1';
export const baseUrl = 'http://server.test';

/** Waits by turns of the event loop instead of time: who waits shorter goes on first. */
async function sleepByTurns(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 10) await new Promise((resolve) => setImmediate(resolve));
}

/** A sandbox whose clock stands still, as a `fetch`. */
export function sandboxFetch(options: SandboxOptions = {}, create = createSandbox): typeof fetch {
  const sandbox = create({ clock: 'frozen', sleep: sleepByTurns, onError: () => {}, ...options });
  return sandbox.fetch as typeof fetch;
}

/**
 * The operations with cases of their own. What is about the suite as a whole is judged by these: by all that a
 * contract may have it would take minutes.
 */
export const ownCases = Object.keys(operationCases).map((operationId) => `${operationId}/`);

/** Runs the suite against a `fetch`, with few generated requests. */
export function judge(
  fetch: ConformanceOptions['fetch'],
  options: Partial<ConformanceOptions> = {},
): Promise<Report> {
  return runConformance({
    baseUrl,
    apiKey,
    fetch,
    sleep: sleepByTurns,
    seed: 1,
    runs: 2,
    ...options,
  });
}

export function idsOf({ results }: Report, outcome: Result['outcome']): string[] {
  return results.filter((each) => each.outcome === outcome).map(({ id }) => id);
}

/** Answers every request in the same way. */
export function always(status: number, body: unknown, headers: Record<string, string> = {}) {
  const all = { 'Content-Type': 'application/json', 'X-Request-Id': 'req-1', ...headers };
  return (async () => new Response(JSON.stringify(body), { status, headers: all })) as typeof fetch;
}
