// One browser, and one server of the built site, for the tests of a file that look at it as a reader does.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { launchBrowser } from '@connect-api/browser';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { root } from '../site.ts';

type Browser = Awaited<ReturnType<typeof launchBrowser>>;
type ContextOptions = NonNullable<Parameters<Browser['newContext']>[0]>;
export type BrowserPage = Awaited<ReturnType<Browser['newPage']>>;
export type BrowserResponse = NonNullable<Awaited<ReturnType<BrowserPage['reload']>>>;

export const wide = { width: 1280, height: 900 };
export const tablet = { width: 820, height: 1180 };
export const phone = { width: 390, height: 844 };

let browser: Browser;
let server: ChildProcess;
let site: string;
let visits: Visit[] = [];

interface Visit {
  page: BrowserPage;
  troubles: string[];
  /** Takes back what the visit did to a page that later visits use, too. */
  end(): Promise<void>;
}

/** The page of all visits without options of their own: a new one costs more than most tests. */
let shared: BrowserPage | undefined;

/** Gives the tests of this file a browser and the served site. */
export function useBrowser(): void {
  beforeAll(async () => {
    server = spawn(process.execPath, [path.join(root, 'scripts/serve.ts'), '--port', '0']);
    const [[output]] = await Promise.all([
      once(server.stdout as NodeJS.ReadableStream, 'data'),
      launchBrowser().then((launched) => {
        browser = launched;
      }),
    ]);
    site = /http:\S+/.exec(String(output))?.[0] ?? '';
  }, 60_000);

  afterAll(async () => {
    shared = undefined;
    await browser?.close();
    server?.kill();
  });

  /** On every page of every test: no request to another host, no error, nothing that the policy stops. */
  afterEach(async () => {
    const ended = visits;
    visits = [];
    for (const { end } of ended) await end();
    expect(ended.flatMap(({ troubles }) => troubles)).toEqual([]);
  });
}

export type VisitOptions = ContextOptions & {
  /** Other hosts that the page may send requests to, because its reader names them. */
  hosts?: string[];
  onResponse?: (response: BrowserResponse) => void;
};

/** Opens a page of the site as a reader who was never there before. */
export async function visit(address: string, options: VisitOptions = {}): Promise<BrowserPage> {
  const { hosts = [], onResponse, ...contextOptions } = options;
  const own = onResponse !== undefined || Object.keys(contextOptions).length > 0;
  if (!own) shared ??= await newPage();
  const page = own ? await newPage(contextOptions) : (shared as BrowserPage);
  const troubles: string[] = [];
  watch(page, hosts, troubles);
  if (onResponse) page.on('response', onResponse);
  visits.push({ page, troubles, end: () => (own ? page.context().close() : leave(page)) });
  await page.goto(site + address);
  return page;
}

async function newPage(options: ContextOptions = {}): Promise<BrowserPage> {
  return (await browser.newContext({ viewport: wide, ...options })).newPage();
}

async function leave(page: BrowserPage): Promise<void> {
  page.removeAllListeners();
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  // What the page still asks of a host that has ended is no trouble of the next visit.
  await page.goto('about:blank');
}

function watch(page: BrowserPage, hosts: string[], troubles: string[]): void {
  page.on('request', (request) => {
    const url = request.url();
    if (![site, 'data:', ...hosts].some((known) => url.startsWith(known))) troubles.push(url);
  });
  page.on('pageerror', (error) => troubles.push(`${page.url()}: ${error.stack}`));
  // A violation of the policy is one of these, too.
  page.on('console', (message) => {
    const text = `${message.location().url}: ${message.text()}`;
    if (message.type() === 'error' && !hosts.some((host) => text.includes(host))) {
      troubles.push(text);
    }
  });
}

/**
 * Waits until the page has done what it does of its own once it is loaded. A headless Chromium now and then
 * takes itself for busy for ever: what waits for its idleness alone (`networkidle`, too) would not end.
 */
export async function settled(page: BrowserPage): Promise<void> {
  await page.evaluate(async () => {
    const idle = () => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 500 }));
    await idle();
    await idle();
  });
}

/** The address of a page of the site, complete. */
export const urlOf = (address: string) => site + address;
