import { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { listen } from '../src/node/listen.js';

/** A server that the system answers so. */
function played(answer: { address: Partial<AddressInfo> } | { code: string }) {
  const server = new EventEmitter() as Server;
  server.listen = () => {
    setImmediate(() =>
      'code' in answer
        ? server.emit('error', Object.assign(new Error(`listen ${answer.code}`), answer))
        : server.emit('listening'),
    );
    return server;
  };
  server.address = () => ('address' in answer ? (answer.address as AddressInfo) : null);
  return server;
}

describe('a server that listens', () => {
  it.each([
    ['127.0.0.1', 'IPv4', 'http://127.0.0.1:4011'],
    ['192.168.0.7', 'IPv4', 'http://192.168.0.7:4011'],
    ['::1', 'IPv6', 'http://[::1]:4011'],
    // Nobody can call these.
    ['0.0.0.0', 'IPv4', 'http://localhost:4011'],
    ['::', 'IPv6', 'http://localhost:4011'],
  ])('on %s has an address to call', async (address, family, url) => {
    const server = played({ address: { address, family, port: 4011 } });
    expect(await listen(server, 0, address)).toBe(url);
  });
});

describe('a server that cannot', () => {
  it.each([
    [
      'EADDRINUSE',
      'Port 80 on x.test is taken. Stop what uses it, or choose another port: --port 0 picks a free one.',
    ],
    ['EACCES', 'Port 80 is not open to this user. Choose one from 1024 on with --port.'],
    [
      'EADDRNOTAVAIL',
      'x.test is no address of this machine. Choose one with --host, such as 127.0.0.1 or 0.0.0.0.',
    ],
    [
      'ENOTFOUND',
      'x.test is no address of this machine. Choose one with --host, such as 127.0.0.1 or 0.0.0.0.',
    ],
    ['EMFILE', 'Port 80 of x.test cannot be listened on: listen EMFILE'],
  ])('for %s says what to do, and keeps the code', async (code, message) => {
    await expect(listen(played({ code }), 80, 'x.test')).rejects.toMatchObject({
      message,
      code,
      cause: { message: `listen ${code}` },
    });
  });
});
