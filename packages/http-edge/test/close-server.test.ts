import { EventEmitter } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import { PassThrough, Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { closeServer } from '../src/node/close-server.js';

/** As other runtimes than Node have it. */
class ForeignServer extends EventEmitter {
  listening = true;
  close() {
    this.listening = false;
    setImmediate(() => this.emit('close'));
  }
  closeAllConnections() {}
  closeIdleConnections() {}
}

it('a server that is none of net’s is closed, as Bun’s', async () => {
  const server = new ForeignServer();
  await closeServer(server as Server, { answers: () => [], unused: () => [] }, 1);
  expect(server.listening).toBe(false);
});

it('a server that is closed already has nothing to wait for', async () => {
  const server = new ForeignServer();
  server.listening = false;
  server.close = () => expect.unreachable();
  await closeServer(server as Server, { answers: () => [], unused: () => [] }, 1);
});

it('a server that has ended leaves nothing behind that would keep the process', async () => {
  const server = new ForeignServer();
  server.closeAllConnections = () => expect.unreachable();
  await closeServer(server as Server, { answers: () => [], unused: () => [] }, 0.5);
  await new Promise((resolve) => setTimeout(resolve, 600));
});

it('a connection that was never used is ended by us: older Nodes would wait for its headers', async () => {
  const ready = new PassThrough();
  const unused = () => [ready].filter(({ destroyed }) => !destroyed);
  await closeServer(new ForeignServer() as Server, { answers: () => [], unused }, 1);
  expect(ready.destroyed).toBe(true);
});

it('an answer that never counts as closed is waited for once, as Deno’s', async () => {
  const answer = new Writable({ write: (_chunk, _encoding, done) => done() }).end();
  Object.defineProperty(answer, 'closed', { value: false });
  let asked = 0;
  const answers = () => {
    if (++asked > 10) throw new Error('It is waited for again and again.');
    return [answer as unknown as ServerResponse];
  };
  const server = new ForeignServer();
  await closeServer(server as Server, { answers, unused: () => [] }, 1);
  expect(server.listening).toBe(false);
});
