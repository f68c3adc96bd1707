// What the READMEs and the docs tell people to type must work.
import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { startMock } from '@connect-api/mock';
import { startSandbox } from '@connect-api/sandbox/node';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { codeBlocks } from './code-blocks.js';

const run = promisify(execFile);
const folder = fileURLToPath(new URL('../.blocks/', import.meta.url));
const scripts = codeBlocks
  .filter(({ language }) => language === 'ts' || language === 'js')
  .map((block, index) => ({ ...block, file: `${folder}block-${index}.${block.language}` }));
const commands = codeBlocks.filter(({ language }) => language === 'sh');

/** Commands that are run elsewhere, or cannot be run yet. */
const elsewhere: [RegExp, string][] = [
  [/^npm (start|test)$/, 'what it does is tested in scripts/test'],
  [/^npx connect-/, 'each package starts its own program in its tests'],
  [/^pnpm --filter @connect-api\/\S+ (lint|build|diff|test|bench)/, 'turbo runs it'],
  [/^npm install /, 'the packages are not published yet'],
];

const hasCurl = spawnSync('curl', ['--version']).status === 0;
let addresses: Record<string, string>;
let close: () => Promise<unknown>;

beforeAll(async () => {
  const mock = await startMock({ port: 0 });
  const sandbox = await startSandbox({ port: 0 });
  addresses = { 4010: mock.url, 4011: sandbox.url };
  close = () => Promise.all([mock.close(), sandbox.close()]);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const { file, code } of scripts) writeFileSync(file, atHome(code));
});

afterAll(() => close());

afterEach(() => vi.restoreAllMocks());

/** The same code, for the servers of this test. */
const atHome = (code: string) =>
  code.replace(
    /http:\/\/(?:localhost|127\.0\.0\.1):(401[01])/g,
    (_, port) => addresses[port] as string,
  );

describe('TypeScript and JavaScript', () => {
  test('compile', async () => {
    const config = `${folder}tsconfig.json`;
    const files = scripts.map(({ file }) => file);
    // A rule of this repository alone; readers write `process.env.NAME`.
    const compilerOptions = { noPropertyAccessFromIndexSignature: false };
    const extended = { extends: '../tsconfig.json', compilerOptions, files, include: [] };
    writeFileSync(config, JSON.stringify(extended));
    const tsc = fileURLToPath(new URL('bin/tsc', import.meta.resolve('typescript/package.json')));
    const { stdout } = await run(process.execPath, [tsc, '-p', config]).catch((error) => error);
    const placeOf = (name: string) =>
      scripts.find(({ file }) => file.endsWith(name))?.place ?? name;
    expect(String(stdout).replace(/[\w./]*(block-\d+\.[tj]s)/g, (_, name) => placeOf(name))).toBe(
      '',
    );
  }, 60_000);

  test.for(scripts)('$place runs without an error', async ({ file, notRun }, { skip }) => {
    if (notRun) skip(notRun);
    vi.spyOn(console, 'log').mockReturnValue();
    const complaints = vi.spyOn(console, 'error').mockReturnValue();
    await import(pathToFileURL(file).href);
    expect(complaints.mock.calls).toEqual([]);
  });
});

describe('commands', () => {
  test.for(commands)('$place works', async ({ code, notRun }, { skip }) => {
    if (notRun) skip(notRun);
    const reason = elsewhere.find(([pattern]) => pattern.test(code.trim()))?.[1];
    if (reason) skip(reason);
    if (!hasCurl) skip('curl is not on this machine');
    expect(code).toMatch(/^curl /);
    const { stdout } = await run('sh', ['-c', atHome(code).replace(/^curl /gm, 'curl -sS ')]);
    expect(JSON.parse(stdout.slice(stdout.indexOf('{')))).toBeTypeOf('object');
  });
});
