import { request } from 'node:http';
import { connect } from 'node:net';
import { json, text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { nameOf } from '../src/node/control-access.js';
import { type RunningSandbox, type ServerOptions, startSandbox } from '../src/node/server.js';

let running: RunningSandbox | undefined;
afterEach(() => running?.close());

const world = '/__sandbox/world';

/** Sends what a browser sends, `Host` and `Origin` included. */
async function start(options: ServerOptions = {}) {
  running = await startSandbox({ port: 0, clock: 'frozen', ...options });
  const { port } = new URL(running.url);
  const send = async (headers: Record<string, string>, { path = world, method = 'GET' } = {}) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers });
    const [answer] = await new Promise<any[]>((resolve, reject) => {
      sent.on('response', (...given) => resolve(given)).on('error', reject);
      sent.end();
    });
    const isEmpty = answer.statusCode === 204;
    return {
      status: answer.statusCode as number,
      headers: answer.headers as Record<string, string | undefined>,
      body: isEmpty ? undefined : ((await json(answer)) as any),
    };
  };
  return { port, send };
}

const preflight = { 'Access-Control-Request-Method': 'PUT' };

describe('the control over HTTP', () => {
  it.each([
    'localhost:4011',
    'LOCALHOST',
    'localhost.:4011',
    'sandbox.localhost:4011',
    '127.0.0.1:4011',
    '127.9.9.9',
    '127.10.200.3',
    '[::1]:4011',
  ])('is there for the host %s', async (Host) => {
    const { send } = await start();
    expect((await send({ Host })).status).toBe(200);
  });

  it.each([
    'evil.example:4011',
    'localhost.evil.example',
    'evil-localhost',
    '127.0.0.1.evil.example',
    '127.0.0.evil',
    'evil127.0.0.1',
    '192.168.0.7:4011',
    '[::2]',
    '[::1].evil.example',
  ])('is not there for the host %j, whose name may have been made to lead here', async (Host) => {
    // DNS rebinding: the page's own origin, which is the host that the browser believes to speak to.
    for (const cors of [true, false]) {
      const { send } = await start({ cors });
      const { status, body, headers } = await send({ Host, Origin: `http://${Host}` });
      expect([status, body.code]).toEqual([403, 'FORBIDDEN']);
      expect(body.message).toContain('--allow-host');
      expect(headers).not.toHaveProperty('access-control-allow-origin');
      await running?.close();
    }
  });

  it('is not there for a request without Host', async () => {
    const { port } = await start();
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(`GET ${world} HTTP/1.1\r\nConnection: close\r\n\r\n`);
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(answer).toContain(String.raw`not there for the host \"\".`);
  });

  it('goes by the host of an absolute URL, as HTTP does', async () => {
    const { send } = await start();
    const headers = { Host: 'localhost' };
    expect((await send(headers, { path: `http://evil.example${world}` })).status).toBe(403);
    const evil = { Host: 'evil.example' };
    expect((await send(evil, { path: `HTTP://localhost${world}` })).status).toBe(200);
    // That is none: it stands in the query.
    expect((await send(evil, { path: `${world}?from=http://localhost/` })).status).toBe(403);
  });

  it('says what it was called by and what to start the sandbox with, and cuts what is long', async () => {
    const { send } = await start();
    const messageFor = async (headers: Record<string, string>) =>
      (await send(headers)).body.message as string;
    const host = (name: string) =>
      `The control is not there for the host "${name}". Start the sandbox with --allow-host for it.`;
    const origin = (name: string) =>
      `Pages of the origin "${name}" may not use the control. Start the sandbox with --allow-origin for it.`;
    const [most, more] = ['x'.repeat(100), 'x'.repeat(101)];
    expect(await messageFor({ Host: most })).toBe(host(most));
    expect(await messageFor({ Host: more })).toBe(host(`${most}…`));
    expect(await messageFor({ Host: 'localhost', Origin: most })).toBe(origin(most));
    expect(await messageFor({ Host: 'localhost', Origin: more })).toBe(origin(`${most}…`));
    expect((await send({ Host: most })).body.hint).toBe(
      'Call it from the machine that it runs on, by a loopback address.',
    );
  });

  it.each(['https://evil.example', 'http://localhost:4000', 'http://localhost', 'null', 'file://'])(
    'does nothing for pages of %s, whatever CORS says of the API',
    async (Origin) => {
      for (const cors of [true, false]) {
        const { send, port } = await start({ cors });
        const headers = { Host: `localhost:${port}`, Origin };
        for (const path of [world, '/__sandbox/faults', '/__sandbox/reset', '/__sandbox/none']) {
          for (const method of ['GET', 'POST', 'PUT']) {
            const answer = await send(headers, { path, method });
            expect([answer.status, answer.body.code]).toEqual([403, 'FORBIDDEN']);
            expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
          }
        }
        const asked = await send({ ...headers, ...preflight }, { method: 'OPTIONS' });
        expect(asked.status).toBe(403);
        expect(asked.headers).not.toHaveProperty('access-control-allow-origin');
        await running?.close();
      }
    },
  );

  it('is there for its own pages, and for those of origins that are allowed', async () => {
    for (const cors of [true, false]) {
      const allowed = 'http://localhost:4000';
      const { send, port } = await start({ cors, allowOrigins: [allowed] });
      const Host = `localhost:${port}`;
      // Its own pages may be behind a proxy that speaks TLS.
      for (const Origin of [`http://${Host}`, `https://${Host}`, allowed]) {
        const { status, headers } = await send({ Host, Origin });
        expect([status, headers['access-control-allow-origin']]).toEqual([200, Origin]);
        expect(headers['vary']).toBe('Origin');
        expect(headers['access-control-expose-headers']).toBe('*');
        const asked = await send({ Host, Origin, ...preflight }, { method: 'OPTIONS' });
        expect([asked.status, asked.headers['access-control-allow-origin']]).toEqual([204, Origin]);
        expect(asked.headers['access-control-allow-methods']).toBe('GET');
      }
      for (const Origin of [
        'http://localhost:4001',
        'http://localhost:400',
        `${allowed}.evil.example`,
      ])
        expect((await send({ Host, Origin })).status).toBe(403);
      await running?.close();
    }
  });

  it('is there for names that are allowed, and for the address that it listens on', async () => {
    const { send } = await start({
      host: '0.0.0.0',
      control: true,
      allowHosts: ['Sandbox.internal', 'dotted.internal.', 'fd00::1'],
    });
    expect((await send({ Host: 'sandbox.internal:4011' })).status).toBe(200);
    // A name that ends with a dot is the same one, written in full (RFC 1034, 3.1).
    for (const Host of ['dotted.internal', 'dotted.internal.:4011'])
      expect((await send({ Host })).status).toBe(200);
    for (const Host of ['0.0.0.0:4011', '[fd00::1]:4011'])
      expect((await send({ Host })).status).toBe(200);
    expect((await send({ Host: 'other.internal:4011' })).status).toBe(403);
  });

  it('leaves the API and its health to pages of any origin and to any host', async () => {
    const { send } = await start();
    for (const path of ['/__health', '/__ready']) {
      const { status, headers } = await send(
        { Host: 'any.example', Origin: 'https://any.example' },
        { path },
      );
      expect([status, headers['access-control-allow-origin']]).toEqual([200, '*']);
    }
  });

  it.each(['localhost:4000', 'http://localhost:4000/', '*', 'null', 'http://LOCALHOST:4000'])(
    'takes %s for no origin, and says so',
    async (origin) => {
      await expect(start({ allowOrigins: [origin] })).rejects.toThrow(
        `'${origin}' is not an origin. Write it as in http://localhost:4000.`,
      );
    },
  );

  it('says how an origin is written, where one can be told', async () => {
    await expect(start({ allowOrigins: ['https://Docs.Example.com/api'] })).rejects.toThrow(
      "'https://Docs.Example.com/api' is not an origin. Write it as in https://docs.example.com.",
    );
  });
});

it('an address of IPv6 stands in brackets in a URL, and no other name does', () => {
  expect(['::1', '127.0.0.1', 'localhost'].map(nameOf)).toEqual([
    '[::1]',
    '127.0.0.1',
    'localhost',
  ]);
});
