// What READMEs and docs say to install and to run by npx, done with packages from the registry.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { codeBlocks } from '../../tests/test/code-blocks.ts';
import { run } from '../lib/run.ts';

const registry = inject('registry');
let sandbox: { url: string; close(): Promise<void> };
beforeAll(async () => {
  const require = createRequire(join(inject('installed'), 'package.json'));
  sandbox = await require('@connect-api/sandbox/node').startSandbox({ port: 0 });
});
afterAll(() => sandbox.close());

const pages = codeBlocks
  .map(({ page, blocks }) => ({ page, commands: blocks.flatMap(commandsOf) }))
  .filter(({ commands }) => commands.length > 0);

describe.each(pages)('$page', ({ commands }) => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'connect-reader-'));
    await writeFile(join(folder, 'package.json'), '{"name":"reader","private":true}');
    await writeFile(join(folder, '.npmrc'), registry.npmrc);
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.each(commands)('%s', async (command) => {
    if (/^npx @connect-api\/(mock|sandbox)/.test(command)) await startsServing(command);
    else
      await run('sh', ['-c', command.replace('http://localhost:4011', sandbox.url)], {
        cwd: folder,
        // Where nobody can be asked, npx installs nothing without it.
        env: { ...process.env, npm_config_yes: 'true' },
      });
  });

  /** A server is told a free port, and ended once it says where it listens. */
  async function startsServing(command: string): Promise<void> {
    const [program = '', ...args] = command.replace(/ --port \d+/, '').split(' ');
    const server = spawn(program, ['--yes', ...args, '--port', '0'], {
      cwd: folder,
      detached: true,
    });
    const ended = once(server, 'exit');
    let printed = '';
    const listens = new Promise<void>((resolve) => {
      const hear = (chunk: Buffer) => {
        printed += chunk;
        if (/http:\/\/127\.0\.0\.1:\d+/.test(printed)) resolve();
      };
      server.stdout.on('data', hear);
      server.stderr.on('data', hear);
    });
    await Promise.race([listens, ended]);
    expect(printed).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
    process.kill(-Number(server.pid), 'SIGTERM');
    await ended;
  }
});

/** The commands of a block that install or run our packages and need nothing that is not there. */
function commandsOf({ language, code, notRun }: (typeof codeBlocks)[number]['blocks'][number]) {
  if (language !== 'sh' || notRun) return [];
  const lines = code.replaceAll(/ *\\\n */g, ' ').split('\n');
  return lines
    .map((line) => line.replace(/ &$/, '').trim())
    .filter((line) => /^(npm install|npx @connect-api\/)/.test(line))
    .filter((line) => !/--store|https:/.test(line));
}
