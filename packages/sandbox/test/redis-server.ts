import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const program = process.env['REDIS_SERVER'] || 'redis-server';

export const redisIsInstalled = spawnSync(program, ['--version']).status === 0;

/** To be added to the names of tests that are skipped without the program. */
export const unlessInstalled = redisIsInstalled
  ? ''
  : ' (not checked: there is no redis-server, see "Shared" in packages/sandbox/README.md)';

export interface RunningRedis {
  url: string;
  port: number;
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
  /** Starts it again, on the same port and with what is on its disk. */
  start(): Promise<void>;
  /** Lets it stand still, and go on. */
  pause(): void;
  resume(): void;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

/**
 * Starts a Redis on a free port. It keeps nothing on disk unless `durable`.
 *
 * @param flags what else it takes
 */
export async function startRedis({
  durable = false,
  password = '',
  flags = [] as string[],
  port = 0,
} = {}): Promise<RunningRedis> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sandbox-redis-'));
  port ||= await freePort();
  const disk = durable
    ? ['--appendonly', 'yes', '--appendfsync', 'always']
    : ['--appendonly', 'no'];
  const args = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--databases',
    '64',
    '--dir',
    folder,
    '--save',
    '',
    ...disk,
    ...flags,
  ];
  if (password) args.push('--requirepass', password);
  let child = await launch(args);

  async function kill() {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  }
  return {
    port,
    url: `redis://${password ? `:${password}@` : ''}127.0.0.1:${port}`,
    kill,
    async start() {
      child = await launch(args);
    },
    pause: () => child.kill('SIGSTOP'),
    resume: () => child.kill('SIGCONT'),
    async stop() {
      await kill();
      await rm(folder, { recursive: true });
    },
  };
}

/** Starts a Sentinel that watches a master as `mymaster`, and promotes its replica half a second later. */
export async function startSentinel(
  masterPort: number,
  settings: string[] = [],
): Promise<RunningRedis> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sandbox-sentinel-'));
  const port = await freePort();
  const file = path.join(folder, 'sentinel.conf');
  const lines = [
    settings.includes('tls-replication yes') ? `port 0\ntls-port ${port}` : `port ${port}`,
    'bind 127.0.0.1',
    `dir ${folder}`,
    ...settings,
    `sentinel monitor mymaster 127.0.0.1 ${masterPort} 1`,
    'sentinel down-after-milliseconds mymaster 500',
    'sentinel failover-timeout mymaster 2000',
  ];
  await writeFile(file, lines.join('\n'));
  const child = await launch([file, '--sentinel'], '+monitor master');
  const kill = async () => {
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  };
  return {
    port,
    url: `redis+sentinel://127.0.0.1:${port}/mymaster`,
    kill,
    start: () => Promise.reject(new Error('It is started once.')),
    pause: () => child.kill('SIGSTOP'),
    resume: () => child.kill('SIGCONT'),
    async stop() {
      await kill();
      await rm(folder, { recursive: true });
    },
  };
}

async function launch(args: string[], sign = 'Ready to accept connections') {
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  endWithThisProcess(child);
  const output: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    output.push(line);
    if (line.includes(sign)) {
      child.stdout.resume();
      return child;
    }
  }
  throw new Error(`redis-server did not start:\n${output.join('\n')}`);
}

/** However this process ends, the end of its pipe tells a shell, which ends the other one. */
function endWithThisProcess(child: ChildProcess) {
  const guard = spawn('sh', ['-c', 'read -r _; kill -KILL "$0"', String(child.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // What is sent to the whole group of processes must not reach it first.
    detached: true,
  });
  child.once('exit', () => guard.kill());
}

/**
 * A port that nobody listens on. It lies below those that systems hand out, and so does the one 10,000
 * above it, which a cluster takes as well: between this look and the start nothing else is given it.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const server = createServer();
    server.listen(randomInt(10_000, 22_000), '127.0.0.1');
    const found = await once(server, 'listening').then(
      () => (server.address() as { port: number }).port,
      () => undefined,
    );
    if (found === undefined) continue;
    server.close();
    await once(server, 'close');
    return found;
  }
}
