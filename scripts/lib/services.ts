// Runs the services side by side until they are asked to stop or one of them dies.
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Context } from './context.ts';
import { describeEnd, endOf } from './processes.mjs';
import { UserError } from './user-error.mjs';

export interface Service {
  name: string;
  port: number;
  /** From the root. */
  program: string;
  argsOf?: (ports: Record<string, number>) => string[];
}

/** A service with the port and the arguments of this run. */
export interface Chosen extends Omit<Service, 'argsOf'> {
  args?: string[];
}

/**
 * What `npm start` serves. `name` gives the flag (`--docs-port`) and the variable (`DOCS_PORT`).
 * A program takes `--port`, listens on localhost, ends on SIGTERM, and ends on 'disconnect' of its
 * IPC channel: that is how it learns that this process was killed. `argsOf` gives what else it takes,
 * from the ports of all.
 */
export const services: Service[] = [
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
 * @param context.signal ends the services
 * @param context.onReady when all of them take connections
 * @throws {UserError} when one of them ends by itself; the others are ended first
 */
export async function serve({
  services,
  root,
  processes,
  signal,
  onReady,
  say,
}: Pick<Context, 'root' | 'processes' | 'signal' | 'say'> & {
  services: Chosen[];
  onReady: () => void | Promise<void>;
}) {
  const died = new AbortController();
  const over = AbortSignal.any([signal, died.signal]);
  const started = services.map((service) => startService(service, { root, processes, say }));
  for (const { service, end, showAll } of started) {
    end.then((how) => {
      if (over.aborted) return;
      showAll();
      died.abort(
        new UserError(
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
export function startService(
  service: Chosen,
  { root, processes, say }: Pick<Context, 'root' | 'processes' | 'say'>,
) {
  const child = processes.start(
    process.execPath,
    [service.program, '--port', String(service.port), ...(service.args ?? [])],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  const kept: string[] = [];
  let show = (line: string): unknown => kept.push(line);
  const print = (line: string) => say(`[${service.name}] ${line}`);
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream as Readable }).on('line', (line) => show(line));
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
export function reachable(port: number, signal: AbortSignal) {
  return new Promise<boolean>((resolve) => {
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
