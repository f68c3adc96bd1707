// The images, as far as they can be read: no engine runs here.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { satisfies } from '../lib/node-version.mjs';
import { services } from '../lib/services.ts';
import { readJson, repository } from '../lib/workspace.ts';

const read = (file: string) => readFileSync(join(repository, 'docker', file), 'utf8');
const dockerfile = read('Dockerfile');

/** The instructions of a stage, and of those that it is made from. */
function stage(name: string): string {
  const [, from = '', own = ''] =
    new RegExp(`^FROM (\\S+) AS ${name}\\n(.*?)(?=^FROM |(?![^]))`, 'ms').exec(dockerfile) ?? [];
  return (/^\w+$/.test(from) ? stage(from) : '') + own;
}

describe.each(['mock', 'sandbox'])('the image of the %s', (name) => {
  const { port } = services.find((each) => each.name === name)!;

  test('is run by a user without rights', () => {
    const users = stage(name).match(/^USER .+$/gm);
    expect(users).toEqual(['USER 1000:1000']);
  });

  test('listens where others reach it, on the port that it names', () => {
    const [, entry = '[]'] = /^ENTRYPOINT (.+)$/m.exec(stage(name)) ?? [];
    expect(JSON.parse(entry)).toEqual([
      `connect-${name}`,
      ...['--host', '0.0.0.0'],
      ...['--port', `${port}`],
    ]);
    expect(stage(name)).toContain(`EXPOSE ${port}\n`);
    const { bin } = readJson(repository, 'packages', name, 'package.json');
    expect(bin).toHaveProperty(`connect-${name}`);
  });

  test('tells whether it is alive', () => {
    expect(stage(name)).toMatch(/^HEALTHCHECK .* CMD \["node", "-e", "fetch\(.*ok \? 0 : 1.*$/m);
    expect(stage(name)).toContain(`http://127.0.0.1:${port}/__health`);
  });
});

test('the images have a Node that the tools and the packages run on', () => {
  const [, major = ''] = /^ARG NODE_VERSION=(\d+)$/m.exec(dockerfile) ?? [];
  for (const folder of ['.', 'packages/mock', 'packages/sandbox']) {
    const { engines } = readJson(repository, folder, 'package.json');
    expect(satisfies(`${major}.99.0`, engines.node)).toBe(true);
  }
});

test('what mock and sandbox need of this repository is packed with them', () => {
  const [, list = ''] = /const packages = \[([^\]]+)\]/.exec(read('pack.ts')) ?? [];
  const packed = [...list.matchAll(/'([^']+)'/g)].map(([, name = '']) => name);
  const needed = new Set(['mock', 'sandbox']);
  for (const name of needed) {
    const { dependencies = {} } = readJson(repository, 'packages', name, 'package.json');
    for (const each of Object.keys(dependencies))
      if (each.startsWith('@connect-api/')) needed.add(each.replace('@connect-api/', ''));
  }
  expect(packed.sort()).toEqual([...needed].sort());
});

describe('two sandboxes with one Redis', () => {
  const { services: composed } = parse(read('compose.yaml'), { merge: true });

  test('have a Redis that loses nothing that was answered, and drops nothing', () => {
    const { command, volumes } = composed.redis;
    const flags = command.join(' ');
    expect(flags).toContain('--appendonly yes');
    expect(flags).toContain('--appendfsync always');
    expect(flags).toContain('--maxmemory-policy noeviction');
    expect(volumes).toEqual(['redis-data:/data']);
  });

  test.each(['sandbox-1', 'sandbox-2'])('%s waits for it, and may write nothing', (name) => {
    const { command, read_only, cap_drop, security_opt, depends_on, ports, build } = composed[name];
    expect(command).toEqual(['--store', 'redis://redis:6379/0']);
    expect([read_only, cap_drop, security_opt]).toEqual([
      true,
      ['ALL'],
      ['no-new-privileges:true'],
    ]);
    expect(depends_on.redis.condition).toBe('service_healthy');
    expect(existsSync(join(repository, build.dockerfile))).toBe(true);
    // Only for this machine: whoever reaches it can change everything.
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:4011$/);
  });
});
