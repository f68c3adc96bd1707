import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { digest, document } from '@connect-api/spec';
import { describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import defaultWorld from '../src/world/default-world.json' with { type: 'json' };
import { run, start } from './program.js';

describe('connect-sandbox', () => {
  it('prints its version', async () => {
    expect(await run('--version')).toEqual({
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

  it('prints an API key and a line to paste that works, as often as it is pasted', async () => {
    const { url, greeting } = await start();
    const [, key = ''] = /^API key: (\S+)$/m.exec(greeting.join('\n')) ?? [];
    const curl = greeting.find((line) => line.startsWith('curl ')) ?? '';
    expect(curl).toContain(url);
    expect(curl).toContain(key);
    const paste = () => execFileSync('sh', ['-c', `${curl} -s`], { encoding: 'utf8' });
    const first = paste();
    expect(first).toMatch(/^HTTP\/1\.1 200 /);
    const id = /x-request-id: .*/i.exec(first)?.[0];
    expect(paste()).toContain(id);
  });

  it('prints no key of a world of one’s own', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'sandbox-'));
    try {
      const file = path.join(folder, 'world.json');
      const [tenant] = defaultWorld.tenants;
      const tenants = [{ ...tenant, apiKeys: ['mine-alone'] }, defaultWorld.tenants[1]];
      await writeFile(file, JSON.stringify({ ...defaultWorld, tenants }));
      const { greeting } = await start('--world', file);
      expect(greeting.join('\n')).not.toContain('mine-alone');
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

  it('goes on when whoever reads the log goes away', async () => {
    const { child, send } = await start();
    child.stdout?.destroy();
    for (let request = 0; request < 5; request++) {
      expect((await send('GET', '/__health')).status).toBe(200);
    }
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

  it.each(['SIGINT', 'SIGTERM'] as const)('ends cleanly on %s', async (signal) => {
    const { child } = await start();
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('ends when the process that started it is gone', async () => {
    const { child } = await start();
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
