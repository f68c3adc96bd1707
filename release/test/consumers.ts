// The consumers, each a test that runs it in the installed folder and reads what it prints.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { launchBrowser } from '@connect-api/browser';
import { expect, inject, test } from 'vitest';
import { bundlePage, bundleWorker } from '../lib/bundle.ts';
import { run } from '../lib/run.ts';

const folder = inject('installed');

/** What the page prints. */
export const answers = {
  contract: 'Connect API',
  inProcess: { status: 'CANCELLED', scheduledAt: '2024-01-16' },
  refused: 'SUBSCRIPTION_NOT_FOUND',
  valid: true,
  invalid: false,
};

const compiled = {
  inProcess: answers.inProcess,
  refused: answers.refused,
  missing: 'reason',
  classes: 'ResponseError',
};

/** A program of that version. */
export interface Tool {
  version: string;
  program: string;
}

/** Every package, the servers among them, in a runtime that is Node or does as Node does. */
export function runsOn(runtime: string, { version, program }: Tool, first: string[] = []): void {
  test.each(['module.mjs', 'commonjs.cjs'])(`${runtime} ${version} runs %s`, async (file) => {
    const served = [answers.inProcess, answers.inProcess];
    expect(JSON.parse(await run(program, [...first, file], { cwd: folder }))).toEqual({
      ...answers,
      served,
      verdict: 'kept',
    });
  });
}

/** `program` is the path of its `tsc`, in JavaScript. */
export function compilesWith({ version, program }: Tool, resolutions: string[]): void {
  test.each(resolutions)(`TypeScript ${version} compiles for %s`, async (resolution) => {
    const out = `out-${version}-${resolution}`;
    const project = `tsconfig.${resolution}.json`;
    await node([program, '--project', project, '--outDir', out]);
    const files = resolution === 'bundler' ? ['module.mjs'] : ['module.mjs', 'commonjs.cjs'];
    for (const file of files) expect(JSON.parse(await node([`${out}/${file}`]))).toEqual(compiled);
  });
}

export function runsInWorker(): void {
  test('a worker with the globals of the web, and nothing of Node, runs the bundled page', async () => {
    expect(await printedInWorker(await bundlePage(folder))).toEqual(answers);
  });
}

/** What a script prints first, read as JSON, where there are the globals of the web and nothing of Node. */
export async function printedInWorker(script: string): Promise<unknown> {
  const printed = new Promise<string>((resolve) => {
    runInContext(script, createContext({ ...webGlobals, console: { log: resolve } }));
  });
  return JSON.parse(await printed);
}

export function runsInWorkerd({ version, program }: Tool): void {
  test(`workerd ${version}, the runtime of Cloudflare's workers, runs the bundled worker`, async () => {
    await writeFile(join(folder, 'worker.bundle.js'), await bundleWorker(folder));
    const printed = await run(program, ['test', 'workerd.capnp'], { cwd: folder });
    expect(JSON.parse(printed)).toEqual(answers);
  });
}

export function runsInBrowser(): void {
  test('a browser runs the bundled page under a strict content security policy', async () => {
    const code = await bundlePage(folder);
    const browser = await launchBrowser();
    const page = await browser.newPage();
    await page.route('**/*', (route) => {
      const isScript = route.request().url().endsWith('/page.js');
      return route.fulfill({
        contentType: isScript ? 'text/javascript' : 'text/html',
        headers: { 'Content-Security-Policy': "default-src 'none'; script-src 'self'" },
        body: isScript ? code : '<!doctype html><script src="/page.js"></script>',
      });
    });
    const printed = page.waitForEvent('console');
    await page.goto('https://consumer.test/');
    expect(JSON.parse((await printed).text())).toEqual(answers);
    await browser.close();
  });
}

// Of the WinterTC minimum common API what has to do with requests.
const webGlobalNames = [
  ...['AbortController', 'AbortSignal', 'Blob', 'DOMException', 'FormData', 'Headers'],
  ...['ReadableStream', 'Request', 'Response', 'TextDecoder', 'TextEncoder', 'URL'],
  ...['URLSearchParams', 'atob', 'btoa', 'clearTimeout', 'crypto', 'fetch', 'queueMicrotask'],
  ...['setTimeout', 'structuredClone'],
] as const;

const webGlobals = Object.fromEntries(webGlobalNames.map((name) => [name, globalThis[name]]));

const node = (args: string[]) => run(process.execPath, args, { cwd: folder });
