// The servers that are measured, each as a process of its own, at its defaults, its log dropped.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Cancellation } from './cancellation.ts';

export type Server = { url: string; milliseconds: number; stop(): Promise<void> };
export type Command = (port: number) => string[];

const sandbox = new URL(
  'bin/connect-sandbox.js',
  import.meta.resolve('@connect-api/sandbox/package.json'),
);
const prism = import.meta.resolve('@stoplight/prism-cli');
const contract = import.meta.resolve('@connect-api/spec/openapi.json');
const bare = new URL('bare-server.ts', import.meta.url);
const bareRedis = new URL('bare-redis-server.ts', import.meta.url);

export const sandboxCommand: (args?: string[]) => Command =
  (args = []): Command =>
  (port) => [fileURLToPath(sandbox), '--port', String(port), ...args];

export const prismCommand: Command = (port) => [
  fileURLToPath(prism),
  'mock',
  fileURLToPath(contract),
  '--port',
  String(port),
];

export const bareCommand: (response: string) => Command =
  (response): Command =>
  (port) => [fileURLToPath(bare), String(port), response];

export const bareRedisCommand: (response: string, redis: string) => Command =
  (response, redis): Command =>
  (port) => [fileURLToPath(bareRedis), String(port), response, redis];

/** Starts a server and waits for its first answer to a request. */
export async function startServer(
  command: Command,
  first: Cancellation,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Server> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const started = performance.now();
  const child = spawn(process.execPath, command(port), {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exit = once(child, 'exit');
  const kill = () => child.kill();
  process.once('exit', kill);
  for (;;) {
    const status = await send(url, first).catch(() => undefined);
    if (status === 200) break;
    if (status !== undefined) throw new Error(`${command(port)[0]} answered with ${status}`);
    if (child.exitCode !== null || child.signalCode)
      throw new Error(`${command(port)[0]} ended by itself`);
    await wait(2);
  }
  return {
    url,
    milliseconds: performance.now() - started,
    async stop() {
      process.off('exit', kill);
      kill();
      await exit;
    },
  };
}

/** @returns the status */
function send(
  url: string,
  { method, path, headers, body }: Cancellation,
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${url}${path}`, { method, headers, agent: false }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    })
      .on('error', reject)
      .end(body);
  });
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || !address) throw new Error('There is no free port.');
  return address.port;
}
