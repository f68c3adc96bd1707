// What the READMEs and the docs tell people to type must work.
import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { startMock } from '@connect-api/mock';
import { startSandbox } from '@connect-api/sandbox/node';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { codeBlocks } from './code-blocks.js';
import { startProxy } from './proxy.js';

const run = promisify(execFile);
const folder = fileURLToPath(new URL('../.blocks/', import.meta.url));
const files = new Map(
  codeBlocks
    .flatMap(({ blocks }) => blocks)
    .filter(({ language }) => language === 'ts' || language === 'js')
    .map((block, index) => [block, `${folder}block-${index}.${block.language}`]),
);

/** Commands that are run elsewhere, or cannot be run yet. */
const elsewhere: [RegExp, string][] = [
  [/^npm (start|test)$/, 'what it does is tested in scripts/test'],
  [/^npx @connect-api\//, 'npm run test:consumers does it, from a registry'],
  [/^pnpm --filter @connect-api\/\S+ (lint|build|diff|test|bench)/, 'turbo runs it'],
  [/^npm run diff$/, 'spec/test/diff.test.ts runs it'],
  [/^npm install /, 'npm run test:consumers does it, from a registry'],
];

/** What is neither a program nor an answer. */
const shown: Record<string, string> = {
  mermaid: 'a picture',
  sequence: 'a picture',
  timeline: 'a picture',
  yaml: 'a file of the contract',
};

const hasCurl = spawnSync('curl', ['--version']).status === 0;
let addresses: Record<string, string>;
let proxy: Awaited<ReturnType<typeof startProxy>>;
let close: () => Promise<unknown>;

beforeAll(async () => {
  const mock = await startMock({ port: 0 });
  const sandbox = await startSandbox({ port: 0 });
  proxy = await startProxy();
  addresses = { 4010: mock.url, 4011: sandbox.url, 3128: proxy.url };
  close = () => Promise.all([mock.close(), sandbox.close(), proxy.close()]);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [{ code }, file] of files) writeFileSync(file, atHome(code));
});

afterAll(() => close());

afterEach(() => vi.restoreAllMocks());

/** The same code, for the servers of this test. */
const atHome = (code: string) =>
  code.replace(
    /http:\/\/(?:localhost|127\.0\.0\.1):(401[01]|3128)/g,
    (_, port) => addresses[port] as string,
  );

test('TypeScript and JavaScript compile', async () => {
  const config = `${folder}tsconfig.json`;
  const compiled = [...files].filter(([{ notRun }]) => !notRun);
  // A rule of this repository alone; readers write `process.env.NAME`.
  const compilerOptions = { noPropertyAccessFromIndexSignature: false, resolveJsonModule: true };
  const extended = {
    extends: '../tsconfig.json',
    compilerOptions,
    files: ['../test/node-sqlite.d.ts', ...compiled.map(([, file]) => file)],
    include: [],
  };
  writeFileSync(config, JSON.stringify(extended));
  const tsc = fileURLToPath(new URL('bin/tsc', import.meta.resolve('typescript/package.json')));
  const { stdout } = await run(process.execPath, [tsc, '-p', config]).catch((error) => error);
  const placeOf = (name: string) =>
    compiled.find(([, file]) => file.endsWith(name))?.[0].place ?? name;
  expect(String(stdout).replace(/[\w./]*(block-\d+\.[tj]s)/g, (_, name) => placeOf(name))).toBe('');
}, 60_000);

describe.each(
  codeBlocks
    .filter(({ blocks }) => blocks.length > 0)
    .map(({ page, blocks }) => [page, blocks] as const),
)('%s', (page, blocks) => {
  /** What the block before answered or printed. */
  let answer: unknown;

  // The guides are read one after the other, as the sidebar has them, on one sandbox: each says itself
  // how it begins.
  beforeAll(async () => {
    if (page.startsWith('docs/')) return;
    await fetch(`${addresses['4011']}/__sandbox/reset`, { method: 'POST' });
  });

  test.for(blocks.map((block) => [block.place, block] as const))(
    '%s',
    async ([, block], { skip }) => {
      const { language, code, notRun, isAnswer } = block;
      const reason = notRun ?? shown[language];
      if (reason) skip(reason);
      if (language === 'json') {
        const expected = JSON.parse(code);
        if (isAnswer && answer !== undefined) expect(answer).toMatchObject(expected);
      } else if (language === 'sh') {
        answer = undefined;
        const elsewhereBecause = elsewhere.find(([pattern]) => pattern.test(code.trim()))?.[1];
        if (elsewhereBecause) skip(elsewhereBecause);
        if (!hasCurl) skip('curl is not on this machine');
        answer = await answerTo(code);
      } else {
        expect(files.has(block), `a block in the language "${language}"`).toBe(true);
        const before = proxy.used();
        answer = await printedBy(files.get(block) as string);
        if (code.includes('localhost:3128')) expect(proxy.used()).toBeGreaterThan(before);
      }
    },
  );
});

async function answerTo(command: string): Promise<unknown> {
  expect(command).toMatch(/^curl /);
  const { stdout } = await run('sh', ['-c', atHome(command).replace(/^curl /gm, 'curl -sS ')]);
  return JSON.parse(stdout.slice(stdout.indexOf('{')));
}

async function printedBy(file: string): Promise<unknown> {
  const log = vi.spyOn(console, 'log').mockReturnValue();
  const complaints = vi.spyOn(console, 'error').mockReturnValue();
  await import(pathToFileURL(file).href);
  expect(complaints.mock.calls).toEqual([]);
  return log.mock.calls.at(-1)?.[0];
}
