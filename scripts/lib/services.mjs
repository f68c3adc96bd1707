// Runs the services side by side until they are asked to stop or one of them dies.
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { describeEnd, endOf } from './processes.mjs';
import { Told } from './told.mjs';

/**
 * What `npm start` serves. `name` gives the flag (`--docs-port`) and the variable (`DOCS_PORT`).
 * A program takes `--port`, listens on localhost, ends on SIGTERM, and ends on 'disconnect' of its
 * IPC channel: that is how it learns that this process was killed. `argsOf` gives what else it takes,
 * from the ports of all.
 */
export const services = [
  { name: 'docs', port: 4000, program: 'docs/scripts/serve.ts' },
  { name: 'mock', port: 4010, program: 'packages/mock/bin/connect-mock.js' },
  {
    name: 'sandbox',
    port: 4011,
    program: 'packages/sandbox/bin/connect-sandbox.js',
    // The console of the docs moves its clock and resets it.
    argsOf: ({ docs }) => [
      '--allow-origin',
      `http://localhost:${docs}`,
      '--allow-origin',
      `http://127.0.0.1:${docs}`,
    ],
  },
];

/**
 * @param {object} context
 * @param {{ name: string, port: number, program: string }[]} context.services
 * @param {ReturnType<import('./processes.mjs').createProcesses>} context.processes
 * @param {AbortSignal} context.signal ends the services
 * @param {() => void | Promise<void>} context.onReady when all of them take connections
 * @param {(line: string) => void} context.say
 * @throws {Told} when one of them ends by itself; the others are ended first
 */
export async function serve({ services, root, processes, signal, onReady, say }) {
  const died = new AbortController();
  const over = AbortSignal.any([signal, died.signal]);
  const started = services.map((service) => startService(service, { root, processes, say }));
  for (const { service, end, showAll } of started) {
    end.then((how) => {
      if (over.aborted) return;
      showAll();
      died.abort(
        new Told(
          `The service "${service.name}" ended by itself (${how}). The others were stopped.`,
        ),
      );
    });
  }

  const allReachable = started.map(({ service }) => reachable(service.port, over));
  if ((await Promise.all(allReachable)).every(Boolean)) {
    await onReady();
    for (const { follow } of started) follow();
  }
  if (!over.aborted)
    await new Promise((resolve) => over.addEventListener('abort', resolve, { once: true }));
  await processes.endAll();
  if (died.signal.aborted && !signal.aborted) throw died.signal.reason;
}

/**
 * Starts one service. What it prints while it starts is kept back: shown if it fails, dropped when
 * it is up, since the addresses are then printed for all of them together.
 */
export function startService(service, { root, processes, say }) {
  const child = processes.start(
    process.execPath,
    [service.program, '--port', String(service.port), ...(service.args ?? [])],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  const kept = [];
  let show = (line) => kept.push(line);
  const print = (line) => say(`[${service.name}] ${line}`);
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => show(line));
  }
  return {
    service,
    child,
    end: endOf(child).then(describeEnd, (error) => error.message),
    follow() {
      show = print;
    },
    showAll() {
      for (const line of kept) print(line);
      show = print;
    },
  };
}

/** Resolves to true once the port takes connections, to false when `signal` aborts first. */
export function reachable(port, signal) {
  return new Promise((resolve) => {
    const attempt = () => {
      if (signal.aborted) return resolve(false);
      const socket = connect({ port, host: 'localhost' });
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => setTimeout(attempt, 50));
    };
    attempt();
  });
}
