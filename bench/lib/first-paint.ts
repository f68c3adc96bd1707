// Milliseconds until a browser shows the text of an operation's page, not only what surrounds it: the docs
// beside a bare page with the same text and neither style nor script, in turns, each as on a first visit.

import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { launchBrowser } from '@connect-api/browser';
import { held, median, ratio, rounded } from './statistics.ts';

// By its place: the docs draw these figures, so they depend on this package and not it on them.
const dist = fileURLToPath(new URL('../../docs/dist/', import.meta.url));
const operations = 'reference/operations/';
const types = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.css', 'text/css'],
  ['.js', 'text/javascript'],
  ['.svg', 'image/svg+xml'],
]);

/** A line, as Chromium plays it: milliseconds, and bytes per second. */
interface Line {
  latency: number;
  downloadThroughput: number;
  uploadThroughput: number;
}

/** As Lighthouse's slow 4G. */
const slowLine = '150 ms and 1.6 Mbit/s';
const lines: Record<string, Line | undefined> = {
  fast: undefined,
  slow: { latency: 150, downloadThroughput: 200_000, uploadThroughput: 90_000 },
};

export async function benchFirstPaint({ quick }: { quick: boolean }) {
  const rounds = quick ? 3 : 15;
  const address = await operationPage();
  const server = createServer(await answers(address)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const browser = await launchBrowser();
  const subjects = { bare: 'bare.html', docs: `${address}index.html` };
  const table: Record<string, { milliseconds: number }> = {};
  const limits = [];
  for (const [name, line] of Object.entries(lines)) {
    const times: Record<keyof typeof subjects, number[]> = { bare: [], docs: [] };
    for (let round = 0; round <= rounds; round += 1) {
      for (const subject of ['bare', 'docs'] as const) {
        const url = `http://127.0.0.1:${port}/${subjects[subject]}`;
        const time = await firstPaint(browser, url, line);
        // The first round warms the browser up.
        if (round > 0) times[subject].push(time);
      }
    }
    for (const [subject, all] of Object.entries(times)) {
      table[`${subject}, ${name} line`] = { milliseconds: rounded(median(all)) };
    }
    limits.push(held(`docs / bare, ${name} line`, ratio(times.docs, times.bare), { most: 1.5 }));
  }
  await browser.close();
  server.close();
  return { settings: { rounds, 'slow line': slowLine }, table, limits };
}

/** The page of the first operation, from the site's root. */
async function operationPage() {
  if (!existsSync(`${dist}${operations}`)) {
    throw new Error('The docs are not built. Run: npx pnpm --filter @connect-api/docs build');
  }
  const [first] = (await readdir(`${dist}${operations}`)).sort();
  return `${operations}${first}/`;
}

/** Answers with the files of the docs and with the bare page, compressed as hosts do. */
async function answers(address: string): Promise<RequestListener> {
  const docs = markText(await readFile(`${dist}${address}index.html`, 'utf8'));
  const pages = new Map([
    [`/${address}index.html`, docs],
    ['/bare.html', bareOf(docs)],
  ]);
  return async (request, response) => {
    const name = path.join('/', decodeURIComponent(request.url ?? ''));
    const content =
      pages.get(name) ?? (await readFile(path.join(dist, name)).catch(() => undefined));
    if (content === undefined) {
      response.writeHead(404).end();
      return;
    }
    const type = types.get(path.extname(name)) ?? 'application/octet-stream';
    response.writeHead(200, { 'Content-Type': type, 'Content-Encoding': 'gzip' });
    response.end(gzipSync(content));
  };
}

/** The page, in which the browser says when its first paragraph is painted. */
function markText(html: string) {
  return html.replace(/<main[\s\S]*?<p(?=>)/, '$& elementtiming="text"');
}

/** @param html the text of a page without its frame, styles and scripts */
function bareOf(html: string) {
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0];
  if (!main) throw new Error('The page has no <main>.');
  const text = main.replace(/<(script|style)[\s\S]*?<\/\1>|\s(?:class|style)="[^"]*"/g, '');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare</title>${text}</html>`;
}

async function firstPaint(
  browser: Awaited<ReturnType<typeof launchBrowser>>,
  url: string,
  line: Line | undefined,
) {
  const context = await browser.newContext();
  const page = await context.newPage();
  if (line) {
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', { offline: false, ...line });
  }
  await page.goto(url);
  const time = await page.evaluate(
    () =>
      new Promise((resolve: (time: number) => void) => {
        new PerformanceObserver((list) => {
          const [paint] = list.getEntries();
          if (paint) resolve(paint.startTime);
        }).observe({ type: 'element', buffered: true });
      }),
  );
  await context.close();
  return time;
}
