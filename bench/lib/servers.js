// The servers that are measured, each as a process of its own, at its defaults, its log dropped.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** @typedef {{ url: string, milliseconds: number, stop(): Promise<void> }} Server */
/** @typedef {(port: number) => string[]} Command */

const sandbox = new URL(
  'bin/connect-sandbox.js',
  import.meta.resolve('@connect-api/sandbox/package.json'),
);
const prism = import.meta.resolve('@stoplight/prism-cli');
const contract = import.meta.resolve('@connect-api/spec/openapi.json');
const bare = new URL('bare-server.js', import.meta.url);

/** @type {(args?: string[]) => Command} */
export const sandboxCommand =
  (args = []) =>
  (port) => [fileURLToPath(sandbox), '--port', String(port), ...args];

/** @type {Command} */
export const prismCommand = (port) => [
  fileURLToPath(prism),
  'mock',
  fileURLToPath(contract),
  '--port',
  String(port),
];

/** @type {(response: string) => Command} */
export const bareCommand = (response) => (port) => [fileURLToPath(bare), String(port), response];

/**
 * Starts a server and waits for its first answer to a request.
 *
 * @param {Command} command
 * @param {import('./cancellation.js').Cancellation} first
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Server>}
 */
export async function startServer(command, first, env = process.env) {
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

/**
 * @param {string} url
 * @param {import('./cancellation.js').Cancellation} cancellation
 * @returns {Promise<number | undefined>} the status
 */
function send(url, { method, path, headers, body }) {
  return new Promise((resolve, reject) => {
    request(`${url}${path}`, { method, headers, agent: false }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    })
      .on('error', reject)
      .end(body);
  });
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || !address) throw new Error('There is no free port.');
  return address.port;
}
