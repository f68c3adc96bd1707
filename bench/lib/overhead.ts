// Microseconds of one call, the client beside its peers, in turns: on a `fetch` that answers at once,
// and over loopback.
import type { Edges } from '../peers/request.ts';
import { peers } from './peers.ts';
import { bareCommand, startServer } from './servers.ts';
import { held, median, ratio, rounded } from './statistics.ts';

const answer = { subscriptionId: 'sub-1001' };

export async function benchOverhead({ quick }: { quick: boolean }) {
  const edges = { baseUrl: 'http://api.bench', fetch: async () => Response.json(answer) };
  const times = await inTurns(edges, { rounds: quick ? 5 : 31, calls: quick ? 500 : 2_000 });
  return report(times, 'openapi-fetch', 1.4);
}

export async function benchLoopback({ quick }: { quick: boolean }) {
  const headers = { 'Content-Type': 'application/json', 'X-Request-Id': 'req-1' };
  const response = JSON.stringify({ status: 200, headers, body: JSON.stringify(answer) });
  const server = await startServer(bareCommand(response), {
    method: 'POST',
    path: '/',
    headers: {},
    body: '',
  });
  try {
    const edges = { baseUrl: server.url };
    const times = await inTurns(edges, { rounds: quick ? 5 : 31, calls: quick ? 100 : 500 });
    return report(times, 'fetch', 1.2);
  } finally {
    await server.stop();
  }
}

async function inTurns(edges: Edges, settings: { rounds: number; calls: number }) {
  const subjects = await Promise.all(
    Object.entries(await peers()).map(async ([name, module]) => {
      const { start } = await import(module.href);
      return { name, call: start(edges), times: [] as number[] };
    }),
  );
  for (let round = 0; round <= settings.rounds; round += 1) {
    for (const { call, times } of subjects) {
      const start = performance.now();
      for (let count = 0; count < settings.calls; count += 1) await call();
      // The first round is for warming up.
      if (round > 0) times.push(((performance.now() - start) * 1000) / settings.calls);
    }
  }
  return { settings, subjects };
}

/**
 * @param measure the peer that ratios are to
 * @param most what the ratio of the client may be
 */
function report(
  { settings, subjects }: Awaited<ReturnType<typeof inTurns>>,
  measure: string,
  most: number,
) {
  const timesOf = (wanted: string) => subjects.find(({ name }) => name === wanted)?.times ?? [];
  return {
    settings,
    table: Object.fromEntries(
      subjects.map(({ name, times }) => [
        name,
        {
          microseconds: rounded(median(times)),
          [`/ ${measure}`]: rounded(ratio(times, timesOf(measure))),
        },
      ]),
    ),
    limits: [held(`client / ${measure}`, ratio(timesOf('client'), timesOf(measure)), { most })],
  };
}
