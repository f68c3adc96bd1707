import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { createProcesses, endOf } from '../lib/processes.mjs';
import { serve } from '../lib/services.ts';
import { ask, freePort, listen } from './support.ts';

const program = fileURLToPath(new URL('fixtures/serve.ts', import.meta.url));
const started: any[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

describe('serving', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s ends every service, and that is a success',
    async (signal) => {
      const serving = await serveTwo();
      const gone = serving.gone();
      serving.child.kill(signal);
      expect(await serving.end).toEqual({ code: 0, signal: null });
      await gone;
    },
  );

  test('no service outlives a parent that is killed', async () => {
    const serving = await serveTwo();
    const gone = serving.gone();
    serving.child.kill('SIGKILL');
    await serving.end;
    await gone;
  });

  test('a service that dies is named, and the other one is stopped', async () => {
    const serving = await serveTwo();
    const gone = serving.gone();
    ask(serving.ports[1] ?? 0, '/die').catch(() => 'it died before it answered');
    expect(await serving.end).toEqual({ code: 1, signal: null });
    await gone;
    expect(serving.text()).toContain('The service "mock" ended by itself (exit code 7)');
  });

  test('a service that dies is no failure where all of them are asked to stop meanwhile', async () => {
    const processes = createProcesses();
    const asked = new AbortController();
    const { endAll } = processes;
    // By then one of them has died, and the others are being ended.
    processes.endAll = () => {
      asked.abort();
      return endAll();
    };
    const ended = serve({
      services: [{ name: 'broken', port: 1, program: 'broken.ts' }],
      root: fileURLToPath(new URL('fixtures', import.meta.url)),
      processes,
      signal: asked.signal,
      onReady: () => expect.unreachable(),
      say: () => {},
    });
    await expect(ended).resolves.toBeUndefined();
  });

  test('what a service says while it starts is shown where that fails', async () => {
    const serving = run([`docs=${await freePort()}`, 'broken=1']);
    expect(await serving.end).toEqual({ code: 1, signal: null });
    expect(serving.text()).toContain('[broken] it cannot start');
    expect(serving.text()).not.toContain('[docs]');
  });

  test('what a service says is not shown when all is well', async () => {
    const serving = await serveTwo();
    serving.child.kill('SIGTERM');
    await serving.end;
    expect(serving.text()).not.toContain('[docs]');
  });

  test('a port that is taken is named before anything is started', async () => {
    const holder = await listen();
    const { port } = holder.address() as AddressInfo;
    const serving = run([`docs=${await freePort()}`, `mock=${port}`]);
    expect(await serving.end).toEqual({ code: 1, signal: null });
    expect(serving.text()).toContain(`Port ${port} (mock) is taken`);
    expect(serving.text()).not.toContain('ready');
    holder.close();
  });
});

async function serveTwo() {
  const ports = [await freePort(), await freePort()];
  const serving = run([`docs=${ports[0]}`, `mock=${ports[1]}`]);
  await serving.line('ready');
  // Each service gives its process id; a connection to it closes when the process is gone.
  const pids = await Promise.all(ports.map((port) => ask(port, '/')));
  expect(new Set(pids).size).toBe(2);
  const watchers = ports.map((port) => connect({ port, host: 'localhost' }));
  await Promise.all(watchers.map((watcher) => once(watcher, 'connect')));
  const gone = () => Promise.all(watchers.map((watcher) => closing(watcher)));
  return { ...serving, ports, gone };
}

function closing(socket: any) {
  socket.on('error', () => {}); // a reset is an end as well
  socket.resume();
  return once(socket, 'close');
}

function run(args: any) {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  let text = '';
  let onText = () => {};
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
      onText();
    });
  }
  const end = endOf(child);
  const line = (wanted: string) =>
    new Promise<void>((resolve, reject) => {
      onText = () => {
        if (text.split('\n').includes(wanted)) resolve();
      };
      onText();
      end.then(() => reject(new Error(`ended without "${wanted}":\n${text}`)));
    });
  return { child, end, line, text: () => text };
}
