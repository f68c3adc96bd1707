// How turbo's tasks are started: as pnpm starts them, in a tenth of the time.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { repository } from '../lib/workspace.ts';

const folder = mkdtempSync(join(tmpdir(), 'connect-quick-'));
afterAll(() => rmSync(folder, { recursive: true }));

const scripts = {
  'tell:all': `node -p "[process.env.npm_lifecycle_event, process.env.PATH].join()" && exit 3`,
};
writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts }));
writeFileSync(join(folder, 'pnpm'), '#!/bin/sh\necho "pnpm was asked:" "$@"\n');
chmodSync(join(folder, 'pnpm'), 0o755);

const quick = join(repository, 'scripts/lib/quick');
const path = [folder, process.env['PATH']].join(delimiter);

function pnpm(...args: string[]) {
  const env = { ...process.env, PATH: [quick, path].join(delimiter) };
  return spawnSync('pnpm', args, { cwd: folder, env, encoding: 'utf8' });
}

// Turbo does not find it on Windows.
describe.skipIf(process.platform === 'win32')('what stands before pnpm', () => {
  test('runs a script beside the programs of its package, and ends as it does', () => {
    const { stdout, status } = pnpm('run', 'tell:all');
    expect(stdout).toBe(`tell:all,${join(folder, 'node_modules/.bin')}:${path}\n`);
    expect(status).toBe(3);
  });

  test.each([['--version'], ['install', 'run'], ['run', 'tell:all', '--more']])(
    'leaves everything else to pnpm: %s',
    (...args) => {
      expect(pnpm(...args).stdout).toBe(`pnpm was asked: ${args.join(' ')}\n`);
    },
  );
});
