// Cancellations per second, in turns: the sandbox beside Prism's CLI, each with its log, and without one beside a
// bare server, which has none.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cancellation, cancellation } from './cancellation.ts';
import type { Outcome } from './driver.ts';
import { startDriver } from './load.ts';
import {
  bareCommand,
  type Command,
  prismCommand,
  type Server,
  sandboxCommand,
  startServer,
} from './servers.ts';
import { held, median, ratio, rounded } from './statistics.ts';
import { generateWorld } from './world.ts';

const connections = 16;

export async function benchCancel({ quick }: { quick: boolean }) {
  const rounds = quick ? 2 : 7;
  const count = quick ? 3_200 : 16_000;
  const { world, apiKey, subscriptionIds } = await generateWorld(count);
  const folder = await mkdtemp(join(tmpdir(), 'connect-bench-'));
  const driver = startDriver();
  const servers: Server[] = [];
  try {
    const worldFile = join(folder, 'world.json');
    await writeFile(worldFile, JSON.stringify(world));
    const [subscriptionId = ''] = subscriptionIds;
    const first = cancellation({ subscriptionId, apiKey, idempotencyKey: 'first' });
    const start = async (command: Command) => {
      const server = await startServer(command, first);
      servers.push(server);
      return server.url;
    };
    const sandbox = await start(sandboxCommand(['--world', worldFile]));
    const quiet = await start(sandboxCommand(['--world', worldFile, '--log', 'none']));
    const prism = await start(prismCommand);
    const bare = await start(bareCommand(await answerOf(sandbox, first)));

    const load: (url: string, round: string, ids?: string[]) => Promise<Outcome> = (
      url,
      round,
      ids = subscriptionIds,
    ): Promise<Outcome> => driver.run({ url, apiKey, round, connections, subscriptionIds: ids });
    const firstCalls = async (url: string, round: string) => {
      await fetch(`${url}/__sandbox/reset`, { method: 'POST' });
      return load(url, round);
    };
    // Prism is slow; a tenth of the requests tells as much.
    const some = subscriptionIds.slice(0, count / 10);
    const subjects: Record<string, (round: string) => Promise<Outcome>> = {
      bare: (round) => load(bare, round),
      'sandbox without log, first calls': (round) => firstCalls(quiet, round),
      // The same requests under the same keys.
      'sandbox without log, replays': (round) => load(quiet, round),
      'sandbox, first calls': (round) => firstCalls(sandbox, round),
      'sandbox, replays': (round) => load(sandbox, round),
      Prism: (round) => load(prism, round, some),
    };
    return report(await inTurns(subjects, rounds), { rounds, requests: count, connections });
  } finally {
    driver.stop();
    await Promise.all(servers.map(({ stop }) => stop()));
    await rm(folder, { recursive: true });
  }
}

async function inTurns(
  subjects: Record<string, (round: string) => Promise<Outcome>>,
  rounds: number,
) {
  const outcomes: Record<string, Outcome[]> = Object.fromEntries(
    Object.keys(subjects).map((name) => [name, []]),
  );
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, run] of Object.entries(subjects)) {
      const outcome = await run(`round-${round}`);
      // The first round is for warming up.
      if (round > 0) outcomes[name]?.push(outcome);
    }
  }
  return outcomes;
}

function report(outcomes: Record<string, Outcome[]>, settings: Record<string, number>) {
  const rates = (name: string) => (outcomes[name] ?? []).map(({ perSecond }) => perSecond);
  const toBare = (name: string) => ratio(rates(`sandbox without log, ${name}`), rates('bare'));
  return {
    settings,
    table: Object.fromEntries(
      Object.keys(outcomes).map((name) => [
        name,
        {
          'requests/s': rounded(median(rates(name))),
          lowest: rounded(Math.min(...rates(name))),
          highest: rounded(Math.max(...rates(name))),
          'driver busy': rounded(median((outcomes[name] ?? []).map(({ busy }) => busy))),
        },
      ]),
    ),
    limits: [
      held('sandbox / Prism', ratio(rates('sandbox, first calls'), rates('Prism')), { least: 10 }),
      held('first calls without log / bare', toBare('first calls'), { least: 0.5 }),
      held('replays without log / bare', toBare('replays'), { least: 0.8 }),
    ],
  };
}

/** What the sandbox answers, for the bare server to send. */
export async function answerOf(url: string, { method, path, headers, body }: Cancellation) {
  const response = await fetch(`${url}${path}`, { method, headers, body });
  // Node writes these by itself.
  const own = ['connection', 'date', 'keep-alive'];
  const kept = [...response.headers].filter(([name]) => !own.includes(name));
  return JSON.stringify({
    status: response.status,
    headers: Object.fromEntries(kept),
    body: await response.text(),
  });
}
