import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRedis } from '../src/node/redis/open.js';
import { startSandbox } from '../src/node/server.js';
import { checkedLookup, isAllowed, type Lookup } from '../src/node/webhooks/addresses.js';
import { urlReceiver } from '../src/node/webhooks/receiver.js';
import { assembleSandbox } from '../src/sandbox.js';
import { closedAfterEach } from './closers.js';
import { run, start } from './program.js';
import {
  type RunningRedis,
  redisIsInstalled,
  startRedis,
  unlessInstalled,
} from './redis-server.js';
import { callsOf } from './support.js';

const closers = closedAfterEach();

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A receiver that keeps what it gets, and answers 204 unless told otherwise. */
async function receiver(answer: Answer = (_, response) => response.writeHead(204).end()) {
  const got: any[] = [];
  let waiting: { count: number; resolve: () => void } | undefined;
  const server: Server = createServer(async (request, response) => {
    got.push({
      ...((await json(request)) as object),
      headers: request.headers,
      url: request.url,
      method: request.method,
    });
    answer(request, response);
    if (waiting && got.length >= waiting.count) waiting.resolve();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/events?token=1`,
    got,
    /** Resolves once so many have come. */
    atLeast: (count: number) =>
      new Promise<void>((resolve) => {
        if (got.length >= count) resolve();
        else waiting = { count, resolve };
      }),
  };
}

const signal = new AbortController().signal;

describe('a URL', () => {
  it('gets a POST of JSON, and nothing else of the sandbox', async () => {
    const { url, got } = await receiver();
    const running = await startSandbox({ port: 0, clock: 'frozen', webhooks: [url] });
    closers.push(() => running.close());
    await callsOf(running.sandbox.fetch).cancel('sub-1001');
    await running.sandbox.control.webhooks.settled();
    expect(got).toMatchObject([
      {
        type: 'subscription.updated',
        url: '/events?token=1',
        headers: { 'content-type': 'application/json', 'user-agent': 'connect-sandbox' },
        method: 'POST',
      },
    ]);
    // Nothing is kept open: the next event may be long in coming.
    expect(got[0].headers.connection).toBe('close');
    expect(Object.keys(got[0].headers).sort()).toEqual([
      ...['connection', 'content-length', 'content-type', 'host', 'user-agent'],
    ]);
  });

  it('is told what falls due by the clock alone, without any request', async () => {
    const { url, got, atLeast } = await receiver();
    let wall = 0;
    const running = await startSandbox({ port: 0, wallClock: () => wall, webhooks: [url] });
    closers.push(() => running.close());
    await callsOf(running.sandbox.fetch).cancel('sub-1001');
    await running.sandbox.control.webhooks.settled();
    wall += 24 * 60 * 60 * 1000;
    await atLeast(2);
    expect(got.map(({ type }) => type)).toEqual(['subscription.updated', 'subscription.cancelled']);
  });

  it('gets all of an event, whatever is in it', async () => {
    const { url, got } = await receiver();
    const event = JSON.stringify({ name: 'Zoë 😀' });
    expect((await urlReceiver(url).send(event, signal)).status).toBe(204);
    expect(got).toMatchObject([{ name: 'Zoë 😀' }]);
  });

  it('that redirects is not followed', async () => {
    const { url: elsewhere, got } = await receiver();
    const { url } = await receiver((_, response) =>
      response.writeHead(307, { Location: elsewhere }).end(),
    );
    expect(await urlReceiver(url).send('{}', signal)).toEqual({ status: 307, body: '' });
    expect(got).toEqual([]);
  });

  it('whose answer never ends has answered with its status', async () => {
    const { url } = await receiver((_, response) => {
      response.writeHead(200);
      const flood = () => {
        while (!response.destroyed && response.write('x'.repeat(1000)));
        response.once('drain', flood);
      };
      flood();
    });
    const { status, body } = await urlReceiver(url).send('{}', signal);
    expect(status).toBe(200);
    expect(body.length).toBe(4096);
  });

  it('that is silent is left when the time is up', async () => {
    const { url, atLeast } = await receiver(() => {});
    const controller = new AbortController();
    const sent = urlReceiver(url).send('{}', controller.signal);
    await atLeast(1);
    controller.abort(new Error('Time is up.'));
    await expect(sent).rejects.toThrow('Time is up.');
  });

  it('where nobody listens is told as such', async () => {
    await expect(urlReceiver('http://127.0.0.1:1/').send('{}', signal)).rejects.toThrow(
      'ECONNREFUSED',
    );
  });

  const noUrl = 'A webhook takes a URL such as http://localhost:3000/events.';
  const withUser = 'A webhook takes a URL without a user and a password.';
  const toPrivate = (of: string) =>
    `Nothing is sent to ${of}, an address of a private or special network. Allow it by --webhook-private, if that is meant.`;

  it.each([
    ['ftp://localhost/', noUrl],
    ['localhost:3000', noUrl],
    ['https-x://localhost', noUrl],
    ['x-https://localhost', noUrl],
    ['', noUrl],
    ['http://user:secret@localhost/', withUser],
    ['http://user@localhost/', withUser],
    ['http://:secret@localhost/', withUser],
    ['http://10.0.0.1/', toPrivate('10.0.0.1')],
    ['http://192.168.1.1/', toPrivate('192.168.1.1')],
    ['http://169.254.169.254/latest/meta-data/', toPrivate('169.254.169.254')],
    ['http://[fd00::1]/', toPrivate('[fd00::1], which is fd00::1')],
    ['http://[::ffff:10.0.0.1]/', toPrivate('[::ffff:a00:1], which is ::ffff:a00:1')],
    ['http://0x0a000001/', toPrivate('10.0.0.1')],
    ['http://0.0.0.0/', toPrivate('0.0.0.0')],
  ])('such as %s is refused: %s', (url, message) => {
    expect(() => urlReceiver(url)).toThrow(new Error(message));
  });

  it('has its event by TLS where it says so', async () => {
    const begins: (number | undefined)[] = [];
    const server = createTcpServer((socket) =>
      socket.once('data', ([first]) => {
        begins.push(first);
        socket.destroy();
      }),
    );
    await once(server.listen(0, '127.0.0.1'), 'listening');
    closers.push(() => void server.close());
    const { port } = server.address() as AddressInfo;
    for (const scheme of ['https', 'http'])
      await expect(
        urlReceiver(`${scheme}://127.0.0.1:${port}`).send('{}', signal),
      ).rejects.toThrow();
    // A record of TLS with a handshake in it; a P.
    expect(begins).toEqual([22, 80]);
  });

  it('whose name leads nowhere is told so', async () => {
    const lookup = ((_name: string, _options: object, callback: (error: Error) => void) =>
      callback(new Error('no such name'))) as unknown as Lookup;
    await expect(urlReceiver('http://events.test/', { lookup }).send('{}', signal)).rejects.toThrow(
      'no such name',
    );
  });

  it('that breaks off in the middle of its answer has answered with its status', async () => {
    const { url } = await receiver((_, response) => {
      response.writeHead(202, { 'Content-Length': '100' });
      response.write('half', () => response.destroy());
    });
    expect(await urlReceiver(url).send('{}', signal)).toEqual({ status: 202, body: 'half' });
  });

  it.each([4095, 4096, 4097])(
    'is read no further than 4,096 of its %i bytes, and then left',
    async (length) => {
      let leaves = () => {};
      const left = new Promise<void>((resolve) => {
        leaves = resolve;
      });
      const { url } = await receiver((request, response) => {
        request.socket.once('close', leaves);
        response.writeHead(200, length < 4096 ? { 'Content-Length': length } : {});
        response.write('x'.repeat(length));
      });
      const { body } = await urlReceiver(url).send('{}', signal);
      expect(body).toHaveLength(Math.min(length, 4096));
      await left;
    },
  );

  it('may be private where that is meant', () => {
    expect(urlReceiver('http://10.0.0.1/', { privateAddresses: true }).name).toBe(
      'http://10.0.0.1/',
    );
  });

  it('whose name leads to a private address is refused when it is connected', async () => {
    const lookup = ((_name: string, _options: object, callback: (...given: unknown[]) => void) =>
      callback(null, [
        { address: '127.0.0.1', family: 4 },
        { address: '10.0.0.1', family: 4 },
      ])) as unknown as Lookup;
    const { send } = urlReceiver('http://events.test:9/', { lookup });
    await expect(send('{}', signal)).rejects.toThrow('events.test, which is 10.0.0.1,');
  });

  it('whose name leads to this machine is sent to', async () => {
    const { url, got } = await receiver();
    const lookup = ((
      _name: string,
      options: { all?: boolean },
      callback: (...given: unknown[]) => void,
    ) =>
      options.all
        ? callback(null, [{ address: '127.0.0.1', family: 4 }])
        : callback(null, '127.0.0.1', 4)) as unknown as Lookup;
    await urlReceiver(url.replace('127.0.0.1', 'events.test'), { lookup }).send('{}', signal);
    expect(got).toHaveLength(1);
  });
});

it('a look-up of one address gives the first, where there is one', () => {
  let all: false | undefined;
  const found = (...addresses: object[]) => {
    const lookup = ((_: string, options: object, callback: (...given: unknown[]) => void) => {
      expect(options).toEqual({ family: 0, all: true });
      callback(null, addresses);
    }) as unknown as Lookup;
    let result: unknown[] = [];
    checkedLookup(lookup)(
      'events.test',
      { family: 0, ...(all === false && { all }) },
      (...given) => {
        result = given;
      },
    );
    return result;
  };
  const [one, other] = [
    { address: '127.0.0.1', family: 4 },
    { address: '::1', family: 6 },
  ];
  expect(found(one, other)).toEqual([null, '127.0.0.1', 4]);
  expect(found()).toEqual([null, undefined, undefined]);
  all = false;
  expect(found(one, other)).toEqual([null, '127.0.0.1', 4]);
});

it.each([
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['::1', true],
  ['93.184.216.34', true],
  ['2606:2800:220:1::1', true],
  ['172.16.0.1', false],
  ['172.32.0.1', true],
  ['100.64.0.1', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::ffff:192.168.0.1', false],
  ['::ffff:127.0.0.1', true],
  ['fe80::1', false],
  ['64:ff9b::a00:1', false],
  ['2002:a00:1::', false],
  // The ends of what is not global, and their neighbours.
  ['0.0.0.0', false],
  ['0.255.255.255', false],
  ['9.255.255.255', true],
  ['10.255.255.255', false],
  ['11.0.0.0', true],
  ['100.63.255.255', true],
  ['100.127.255.255', false],
  ['100.128.0.0', true],
  ['126.255.255.255', true],
  ['127.255.255.255', true],
  ['169.253.255.255', true],
  ['169.254.169.254', false],
  ['169.255.0.0', true],
  ['172.15.255.255', true],
  ['172.31.255.255', false],
  ['192.0.0.255', false],
  ['192.0.1.0', true],
  ['192.0.2.255', false],
  ['192.167.255.255', true],
  ['192.168.255.255', false],
  ['192.169.0.0', true],
  ['198.17.255.255', true],
  ['198.18.0.0', false],
  ['198.19.255.255', false],
  ['198.20.0.0', true],
  ['198.51.100.255', false],
  ['203.0.113.255', false],
  ['223.255.255.255', true],
  ['239.255.255.255', false],
  ['::', false],
  ['::2', false],
  ['64:ff9b:1:ffff::', false],
  ['100::ffff', false],
  ['2001:1ff:ffff::', false],
  ['2001:db8:ffff::', false],
  ['2001:4860:4860::8888', true],
  ['2003::', true],
  ['fbff::', true],
  ['fc00::', false],
  ['fdff:ffff::', false],
  ['febf::', false],
  ['fec0::1', false],
  ['ff02::1', false],
])('the address %s is allowed: %s', (address, allowed) => {
  expect(isAllowed(address)).toBe(allowed);
});

describe('connect-sandbox --webhook', () => {
  it('refuses what is no URL, or a private one, with a sentence', async () => {
    const wrong = await run('--webhook', 'localhost');
    expect([wrong.code, wrong.stderr]).toEqual([
      2,
      expect.stringContaining('A webhook takes a URL'),
    ]);
    const hidden = await run('--webhook', 'http://10.0.0.1/?secret');
    expect(hidden.code).toBe(2);
    expect(hidden.stderr).toContain('--webhook-private');
    expect(hidden.stderr).not.toContain('secret');
  });

  it('sends to each, and with --data goes on after kill -9, once everything is acknowledged', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'sandbox-'));
    closers.push(() => rm(folder, { recursive: true, maxRetries: 5 }));
    let down = true;
    const up = await receiver();
    const later = await receiver((_, response) => response.writeHead(down ? 500 : 204).end());
    const flags = ['--clock', 'frozen', '--data', path.join(folder, 'data')];
    const webhooks = ['--webhook', up.url, '--webhook', later.url];
    const first = await start(...flags, ...webhooks);
    await first.cancel('sub-1001');
    await Promise.all([up.atLeast(1), later.atLeast(1)]);
    const exit = once(first.child, 'exit');
    first.child.kill('SIGKILL');
    await exit;

    down = false;
    const again = await start('--data', path.join(folder, 'data'), ...webhooks);
    await again.setClock('2024-01-15T09:00:05Z');
    await later.atLeast(2);
    const { body } = await again.send('POST', '/__sandbox/webhooks/settled');
    expect(body.deliveries.map(({ state }: any) => state)).toEqual(['delivered', 'delivered']);
    expect(new Set([...up.got, ...later.got].map(({ eventId }) => eventId)).size).toBe(1);
    await again.send('POST', '/__sandbox/reset');
    expect((await again.send('GET', '/__sandbox/webhooks')).body.deliveries).toEqual([]);
  });
});

describe(`on Redis${unlessInstalled}`, () => {
  const test = it.skipIf(!redisIsInstalled);
  let redis: RunningRedis;
  beforeAll(async () => {
    if (redisIsInstalled) redis = await startRedis();
  });
  afterAll(() => redis?.stop());

  /** Two sandboxes that share a store and a receiver. */
  async function two(url: string) {
    const instances = [];
    for (let index = 0; index < 2; index++) {
      const backing = await openRedis(redis.url, { clock: 'frozen' });
      closers.push(backing.close);
      const sandbox = assembleSandbox(backing.options, { receivers: [urlReceiver(url)] });
      await backing.begin();
      closers.push(sandbox.close);
      instances.push({ ...sandbox, ...callsOf(sandbox.fetch) });
    }
    const [one, other] = instances;
    if (!one || !other) throw new Error('unreachable');
    await one.control.reset();
    const settled = () =>
      Promise.all([one.control.webhooks.settled(), other.control.webhooks.settled()]);
    return { one, other, settled };
  }

  test('each is sent once, in order for its subscription, whoever sends it', async () => {
    const { url, got } = await receiver();
    const { one, other, settled } = await two(url);
    const { subscriptions } = await one.control.world();
    await Promise.all(
      subscriptions.map(({ subscriptionId }, index) =>
        (index % 2 ? one : other).cancel(subscriptionId),
      ),
    );
    await settled();
    await one.control.clock.set('2024-02-01T00:00:00Z');
    await settled();
    const kept = await other.control.webhooks.deliveries();
    expect(kept.length).toBeGreaterThan(8);
    expect(kept.filter(({ state }) => state !== 'delivered')).toEqual([]);
    expect(got.map(({ eventId }) => eventId).sort()).toEqual(
      kept.map(({ eventId }) => eventId).sort(),
    );
    for (const { subscriptionId } of subscriptions) {
      const own = (events: { eventId: string }[]) => events.map(({ eventId }) => eventId);
      expect(own(got.filter(({ data }) => data.subscriptionId === subscriptionId))).toEqual(
        own(kept.filter((each) => each.subscriptionId === subscriptionId)),
      );
    }
  });

  test('what fails waits, holds up its subscription alone, and can be sent again', async () => {
    let down = true;
    const { url, got } = await receiver((_, response) =>
      response.writeHead(down ? 500 : 204).end('no'),
    );
    const { one, other, settled } = await two(url);
    await one.change('sub-1002', {
      productOfferingId: 'addon-data-5gb',
      subscriptionAddonId: 'addon-instance-201',
    });
    await other.cancel('sub-1002');
    await settled();
    expect(got).toHaveLength(1);
    down = false;
    await one.cancel('sub-1001');
    await settled();
    expect(got.slice(1).map(({ data }) => data.subscriptionId)).toEqual(['sub-1001']);
    await other.control.webhooks.sendAgain(1);
    await settled();
    expect(got.slice(2).map(({ data }) => data.subscriptionId)).toEqual(['sub-1002', 'sub-1002']);
    expect(
      (await one.control.webhooks.deliveries()).map(({ state, attempts }) => [
        state,
        attempts.length,
      ]),
    ).toEqual([
      ['delivered', 2],
      ['delivered', 1],
      ['delivered', 1],
    ]);
    await one.control.webhooks.sendAgain(2);
    await settled();
    expect(got.at(-1).eventId).toBe(got[3].eventId);
    await expect(one.control.webhooks.sendAgain(99)).rejects.toThrow('no delivery 99');
  });

  test('a reset while one is on its way leaves nothing', async () => {
    let goOn = () => {};
    const { url, atLeast } = await receiver((_, response) => {
      goOn = () => response.writeHead(204).end();
    });
    const { one, other, settled } = await two(url);
    await one.cancel('sub-1001');
    const sent = settled();
    await atLeast(1);
    await other.control.reset();
    goOn();
    await sent;
    expect(await one.control.webhooks.deliveries()).toEqual([]);
  });
});
