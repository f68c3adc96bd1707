import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { digest, document } from '@connect-api/spec';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { told } from '../src/cli/told.js';
import { StoreUnavailable } from '../src/store/unavailable.js';
import defaultWorld from '../src/world/default-world.json' with { type: 'json' };
import { run, runWith, start, startWith } from './played-program.js';
import { redisForAll, test, title } from './redis-instance.js';

describe('connect-sandbox', () => {
  it('prints its version', async () => {
    expect(await run('--version')).toMatchObject({
      stdout: `connect-sandbox ${manifest.version}, contract ${document.info.version} sha256 ${digest}\n`,
      stderr: '',
      code: 0,
    });
  });

  it('prints its flags', async () => {
    const { stdout, code } = await run('--help');
    expect(code).toBe(0);
    expect(stdout).toContain('--time-zone');
  });

  it.each([
    [['--prot', '4011'], /^connect-sandbox: Unknown option '--prot'/],
    [['--clock', 'fast'], /^connect-sandbox: --clock takes running, frozen, system, not 'fast'\n/],
    [['--data', 'x', '--store', 'redis://x'], /^connect-sandbox: --data and --store exclude/],
    [['--data', ''], /^connect-sandbox: --data takes the path of a directory\n/],
    [['--time-zone', 'Mars/Olympus'], /^connect-sandbox: Mars\/Olympus is no time zone\. /],
    [['--allow-host', 'http://x'], /^connect-sandbox: --allow-host: 'http:\/\/x' is no/],
    [['--allow-origin', 'localhost'], /^connect-sandbox: --allow-origin: 'localhost' is not an o/],
    [['--store-ca', 'x'], /^connect-sandbox: --store-ca goes with --store/],
    [
      ['--store', 'redis://x', '--store-password-file', 'nowhere'],
      /^connect-sandbox: --store-password-file nowhere cannot be read/,
    ],
    [['--world', 'nowhere.json'], /^connect-sandbox: --world nowhere\.json cannot be read as JSON/],
  ])('refuses %j', async (args, message) => {
    const { stderr, code } = await run(...args);
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
    expect(stderr).toMatch(/\nSee: connect-sandbox --help\n$/);
  });

  it('says that a port is taken', async () => {
    const { url } = await start();
    const { stderr, code } = await run('--port', new URL(url).port);
    expect([code, stderr]).toEqual([1, expect.stringContaining('is taken')]);
  });

  it('prints an API key and a line to paste with it', async () => {
    const { url, output, errors } = await start();
    expect(output()).toMatch(/^The sandbox listens on http:\S+\n\nAPI key: \S+\n\ncurl /);
    const [, key = ''] = /^API key: (\S+)$/m.exec(output()) ?? [];
    expect(defaultWorld.tenants[0]?.apiKeys[0]).toBe(key);
    const [, , curl = ''] = output().split('\n\n');
    expect(curl).toContain(url);
    expect(curl).toContain(key);
    expect(errors()).toBe('');
  });

  it('prints no key of a world of one’s own, but a call that needs none', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'sandbox-'));
    try {
      const file = path.join(folder, 'world.json');
      const [tenant] = defaultWorld.tenants;
      const tenants = [{ ...tenant, apiKeys: ['mine-alone'] }, defaultWorld.tenants[1]];
      await writeFile(file, JSON.stringify({ ...defaultWorld, tenants }));
      const { output, url } = await start('--world', file);
      expect(output()).toBe(`The sandbox listens on ${url}\n\ncurl ${url}/__health\n\n`);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('tells everything as JSON with --log json, its start and its failures too', async () => {
    const { firstLine, send, nextLine } = await start('--log', 'json');
    expect(JSON.parse(firstLine)).toMatchObject({
      level: 'info',
      message: expect.stringMatching(/^The sandbox listens on http:/),
    });
    await send('GET', '/__health');
    expect(JSON.parse(await nextLine())).toMatchObject({ level: 'info', path: '/__health' });
  });

  it('logs one line for a request, without keys and query', async () => {
    const { cancel, call, nextLine } = await start('--clock', 'frozen');
    await cancel('sub-1001', {}, { 'X-Idempotency-Key': 'my-key' });
    const line = await nextLine();
    expect(line).toMatch(/Z info POST \/subscriptions\/sub-1001\/cancel 200 \d+\.\d ms req-\S+$/);
    await call('POST', '/subscriptions/sub-1002/cancel?api_key=sandbox-harbour-1', '{');
    expect(await nextLine()).toMatch(
      /Z warn POST \/subscriptions\/sub-1002\/cancel 400 \d+\.\d ms req-\S+$/,
    );
  });

  it('says with --verbose why a request was refused, without keys all the same', async () => {
    const { cancel, nextLine } = await start('--verbose');
    await cancel('sub-4040');
    expect(await nextLine()).toContain(' SUBSCRIPTION_NOT_FOUND');
    await cancel('sandbox-harbour-2');
    const line = await nextLine();
    expect(line).toContain('/subscriptions/***/cancel 404');
    expect(line).toContain('There is no subscription ***.');
    await cancel('sub-1001', { 'a\u009b2J\u202e': 1 });
    expect(await nextLine()).toContain('a?2J?');
  });

  it('starts with the world of a file, and says what is wrong with one', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'sandbox-'));
    const file = path.join(folder, 'world.json');
    try {
      const { world } = await start();
      const changed = { ...(await world()), clock: '2025-05-05T05:05:05Z' };
      await writeFile(file, JSON.stringify(changed));
      const { send } = await start('--world', file, '--clock', 'frozen');
      expect((await send('GET', '/__sandbox/clock')).body.now).toBe('2025-05-05T05:05:05Z');
      await writeFile(file, JSON.stringify({ ...changed, clock: 'soon' }));
      const { stderr, code } = await run('--world', file);
      expect([code, stderr]).toEqual([2, expect.stringContaining('clock: Must be a date-time')]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it.each(['SIGINT', 'SIGTERM', 'disconnect'] as const)('ends with 0 on %s', async (event) => {
    const { signal, ended, url } = await start();
    signal(event);
    expect(await ended).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });
});

describe('a shared store', () => {
  const warned =
    /^\S+Z warn The URL of --store has a password, which others may have seen in the list of processes\. Give the URL by CONNECT_SANDBOX_STORE, or the password by --store-password-file or CONNECT_SANDBOX_STORE_PASSWORD\.\n/;
  // Nothing listens there, so that the program ends.
  const [bare, withPassword] = ['redis://127.0.0.1:1', 'redis://:secret@127.0.0.1:1'];

  it('by a URL with a password on the command line is a warning, and goes out of the list', async () => {
    for (const url of [
      withPassword,
      'rediss://me:secret@127.0.0.1:1/2',
      'redis+sentinel://:secret@127.0.0.1:1/mymaster',
    ]) {
      const { stderr, title } = await runWith({}, '--store', url);
      expect(stderr).toMatch(warned);
      expect(title).toBe('connect-sandbox');
    }
  });

  it('by a URL from elsewhere, or without a password, is none', async () => {
    for (const played of [
      await runWith({ CONNECT_SANDBOX_STORE: withPassword }),
      await runWith({}, '--store', bare),
      await runWith({}, '--store', 'redis://me@127.0.0.1:1'),
    ]) {
      expect(played.stderr).not.toContain('has a password');
      expect(played.title).toBe('node');
    }
  });

  it('that cannot be had ends the program with 1', async () => {
    const { code, stderr } = await run('--store', bare);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^connect-sandbox: /);
    expect(stderr).not.toContain('--help');
  });

  it.each([
    'store-password-file',
    'store-sentinel-user',
    'store-sentinel-password-file',
    'store-ca',
    'store-replicas',
  ])('is what --%s goes with', async (flag) => {
    const { code, stderr } = await run(`--${flag}`, '1');
    expect([code, stderr]).toEqual([
      2,
      `connect-sandbox: --${flag} goes with --store, which is missing\nSee: connect-sandbox --help\n`,
    ]);
  });

  it('has at most a hundred replicas to wait for', async () => {
    const { code, stderr } = await run('--store', bare, '--store-replicas', '101');
    expect([code, stderr]).toEqual([2, expect.stringContaining('from 0 to 100')]);
  });
});

describe('a flag', () => {
  it('is checked before anything starts', async () => {
    for (const [args, message] of [
      [['--webhook', 'boat'], '--webhook: '],
      [['--webhook', 'http://10.0.0.1/events'], '--webhook: '],
      [
        ['--store-ca', 'nowhere', '--store', 'redis://x'],
        '--store-ca nowhere cannot be read: ENOENT',
      ],
      [['--store', 'http://x'], '--store: The store takes a URL such as redis://'],
      [['--store', ''], '--store: The store takes a URL such as redis://'],
      [['--clock', 'fast'], "--clock takes running, frozen, system, not 'fast'"],
    ] as const) {
      const { code, stderr, stdout } = await run(...args);
      expect([code, stderr, stdout]).toEqual([2, expect.stringContaining(message), '']);
    }
    const { errors } = await start('--webhook', 'http://10.0.0.1/events', '--webhook-private');
    expect(errors()).toBe('');
  });

  it('--clock system starts with the machine’s clock', async () => {
    const { send } = await start('--clock', 'system');
    const { now } = (await send('GET', '/__sandbox/clock')).body;
    expect(now > '2026').toBe(true);
    expect((await (await start()).send('GET', '/__sandbox/clock')).body.now).toMatch(
      /^2024-01-15T/,
    );
  });

  it('sets the clock and its time zone', async () => {
    const { send } = await start('--clock', 'frozen', '--time-zone', 'Asia/Tokyo');
    const { body } = await send('GET', '/__sandbox/clock');
    expect(body).toEqual({
      now: '2024-01-15T09:00:00Z',
      timeZone: 'Asia/Tokyo',
      today: '2024-01-15',
    });
  });

  it('keeps the state in a directory', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'sandbox-'));
    try {
      const first = await start('--data', folder);
      await first.cancel('sub-1001');
      first.signal('SIGTERM');
      await first.ended;
      const second = await start('--data', folder);
      expect((await second.cancel('sub-1001')).status).toBe(409);
      second.signal('SIGTERM');
      await second.ended;
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('says who may control it', async () => {
    const status = async (started: Awaited<ReturnType<typeof start>>, headers = {}) =>
      (await started.send('GET', '/__sandbox/clock', { headers })).status;
    expect(await status(await start())).toBe(200);
    expect(await status(await start('--no-control'))).toBe(404);
    const foreign = { Origin: 'http://pages.test' };
    expect(await status(await start(), foreign)).toBe(403);
    expect(await status(await start('--allow-origin', 'http://pages.test'), foreign)).toBe(200);
  });

  it('says by which names it may be controlled', async () => {
    const statusFor = async (Host: string, ...args: string[]) => {
      const { url } = await start(...args);
      // `fetch` sends no `Host` but the URL's own.
      const sent = get(`${url}/__sandbox/clock`, { headers: { Host } });
      const [answer] = (await once(sent, 'response')) as [IncomingMessage];
      answer.resume();
      return answer.statusCode;
    };
    expect(await statusFor('sandbox.internal')).toBe(403);
    expect(await statusFor('sandbox.internal', '--allow-host', 'sandbox.internal')).toBe(200);
    const two = ['--allow-host', 'other', '--allow-host', 'sandbox.internal'];
    expect(await statusFor('sandbox.internal', ...two)).toBe(200);
  });
});

describe(title('the Redis of --store'), () => {
  const redis = redisForAll({ password: ' se\ncret ' });
  const place = () => `redis://127.0.0.1:${redis().port}`;
  let folder: string;
  let file: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sandbox-'));
    file = path.join(folder, 'password');
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.each(['', '\n', '\r\n'])('takes its password from a file that ends with %j', async (end) => {
    // Spaces are part of it.
    await writeFile(file, ` se\ncret ${end}`);
    const { cancel } = await start('--store', place(), '--store-password-file', file);
    expect((await cancel('sub-4040')).status).toBe(404);
  });

  test('takes its password from a variable, unless a file has one', async () => {
    const env = { CONNECT_SANDBOX_STORE: place(), CONNECT_SANDBOX_STORE_PASSWORD: ' se\ncret ' };
    expect((await startWith(env)).output()).toContain('The sandbox listens on');
    await writeFile(file, 'wrong');
    const { stderr, code } = await runWith(env, '--store-password-file', file);
    expect([code, stderr]).toEqual([1, expect.stringContaining('WRONGPASS')]);
  });

  test('has the password of its URL where the variable is empty', async () => {
    const store = `redis://:%20se%0Acret%20@127.0.0.1:${redis().port}`;
    const env = { CONNECT_SANDBOX_STORE: store, CONNECT_SANDBOX_STORE_PASSWORD: '' };
    expect((await startWith(env)).output()).toContain('The sandbox listens on');
  });

  test('is waited for until as many replicas have an effect', async () => {
    await writeFile(file, ' se\ncret ');
    const common = ['--store', `${place()}/1`, '--store-password-file', file];
    const { cancel, errors } = await start(...common, '--store-replicas', '1');
    expect((await cancel('sub-1001')).status).toBe(503);
    expect(errors()).toMatch(/^\S+Z error Replicas of the store .* lag behind, or are away\.\n$/);
  });

  test('is asked for Sentinels only where its URL names some', async () => {
    await writeFile(file, 'secret');
    for (const [flag, value] of [
      ['store-sentinel-user', 'me'],
      ['store-sentinel-password-file', file],
    ]) {
      const { code, stderr } = await run('--store', place(), `--${flag}`, `${value}`);
      expect([code, stderr]).toEqual([
        1,
        expect.stringContaining('it has a user or a password for Sentinels and names none'),
      ]);
    }
  });
});

describe('a failure in the log', () => {
  it('has its stack, unless the store fails, which is expected', () => {
    const error = new TypeError('No such thing.');
    expect(told(error)).toEqual(['TypeError: No such thing.', error.stack]);
    expect(told('thrown as it is')).toEqual(['thrown as it is']);
    expect(told(new StoreUnavailable('The disk is full.'))).toEqual(['The disk is full.']);
  });
});
