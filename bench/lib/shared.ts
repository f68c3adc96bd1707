// Cancellations per second on one Redis: one, two and four sandboxes beside a server that sets one key
// for each request, in turns.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerOf } from './cancel.ts';
import { cancellation } from './cancellation.ts';
import { startDriver } from './load.ts';
import { bareRedisCommand, freePort, type Server, sandboxCommand, startServer } from './servers.ts';
import { held, median, ratio, rounded } from './statistics.ts';
import { generateWorld } from './world.ts';

const connections = 16;
const program = process.env['REDIS_SERVER'] || 'redis-server';

export async function benchShared({ quick }: { quick: boolean }) {
  if (spawnSync(program, ['--version']).status !== 0) {
    return { settings: { 'not measured: there is no redis-server': 0 }, table: {}, limits: [] };
  }
  const rounds = quick ? 2 : 7;
  const count = quick ? 1_600 : 8_000;
  const { world, apiKey, subscriptionIds } = await generateWorld(count);
  const folder = await mkdtemp(join(tmpdir(), 'connect-bench-'));
  const drivers = Array.from({ length: 4 }, startDriver);
  const servers: Server[] = [];
  const redis = await startRedis(folder);
  try {
    const worldFile = join(folder, 'world.json');
    await writeFile(worldFile, JSON.stringify(world));
    const [subscriptionId = ''] = subscriptionIds;
    const first = cancellation({ subscriptionId, apiKey, idempotencyKey: 'first' });
    const store = ['--store', `${redis.url}/0`];
    for (let instance = 0; instance < 4; instance++) {
      const given = instance === 0 ? ['--world', worldFile] : [];
      servers.push(await startServer(sandboxCommand([...store, ...given]), first));
    }
    const sandboxes = servers.map(({ url }) => url);
    const response = await answerOf(sandboxes[0] ?? '', first);
    const bare = await startServer(bareRedisCommand(response, `${redis.url}/1`), first);
    servers.push(bare);

    const load = async (urls: string[], round: string) => {
      const shares = urls.map((_, place) =>
        subscriptionIds.filter((_, index) => index % urls.length === place),
      );
      const started = performance.now();
      await Promise.all(
        urls.map((url, place) =>
          drivers[place]?.run({
            url,
            apiKey,
            round,
            connections: connections / urls.length,
            subscriptionIds: shares[place] ?? [],
          }),
        ),
      );
      return (count * 1000) / (performance.now() - started);
    };
    const fresh = async (urls: string[], round: string) => {
      await fetch(`${sandboxes[0]}/__sandbox/reset`, { method: 'POST' });
      return load(urls, round);
    };
    const subjects: Record<string, (round: string) => Promise<number>> = {
      'bare, one SET': (round) => load([bare.url], round),
      'one sandbox': (round) => fresh(sandboxes.slice(0, 1), round),
      'one sandbox, replays': (round) => load(sandboxes.slice(0, 1), round),
      'two sandboxes': (round) => fresh(sandboxes.slice(0, 2), round),
      'four sandboxes': (round) => fresh(sandboxes, round),
    };
    const rates: Record<string, number[]> = Object.fromEntries(
      Object.keys(subjects).map((name) => [name, []]),
    );
    for (let round = 0; round <= rounds; round += 1) {
      for (const [name, run] of Object.entries(subjects)) {
        const rate = await run(`round-${round}`);
        // The first round is for warming up.
        if (round > 0) rates[name]?.push(rate);
      }
    }
    const one = rates['one sandbox'] ?? [];
    return {
      settings: { rounds, requests: count, connections },
      table: Object.fromEntries(
        Object.entries(rates).map(([name, each]) => [
          name,
          {
            'requests/s': rounded(median(each)),
            'beside one sandbox': rounded(ratio(each, one)),
          },
        ]),
      ),
      limits: [
        held('one sandbox / bare', ratio(one, rates['bare, one SET'] ?? []), { least: 0.4 }),
      ],
    };
  } finally {
    for (const { stop } of drivers) stop();
    await Promise.all(servers.map(({ stop }) => stop()));
    await redis.stop();
    await rm(folder, { recursive: true });
  }
}

async function startRedis(folder: string) {
  const port = await freePort();
  const flags = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
  const child = spawn(program, [...flags, '--save', '', '--appendonly', 'no'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  for await (const chunk of child.stdout) {
    if (String(chunk).includes('Ready to accept connections')) break;
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      child.kill();
      await exit;
    },
  };
}
