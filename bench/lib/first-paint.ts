// Milliseconds until a browser shows the text of an operation's page: the docs beside a bare page
// with the same text and neither style nor script, in turns, each as on a first visit.

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

export async function benchFirstPaint({ quick }: { quick: boolean }) {
  const rounds = quick ? 3 : 15;
  const address = await operationPage();
  const server = createServer(await answers(address)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const browser = await launchBrowser();
  const subjects = { bare: 'bare.html', docs: `${address}index.html` };
  const times: Record<keyof typeof subjects, number[]> = { bare: [], docs: [] };
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of ['bare', 'docs'] as const) {
      const time = await firstPaint(browser, `http://127.0.0.1:${port}/${subjects[name]}`);
      // The first round warms the browser up.
      if (round > 0) times[name].push(time);
    }
  }
  await browser.close();
  server.close();
  return {
    settings: { rounds },
    table: Object.fromEntries(
      Object.entries(times).map(([name, all]) => [name, { milliseconds: rounded(median(all)) }]),
    ),
    limits: [held('docs / bare', ratio(times.docs, times.bare), { most: 1.5 })],
  };
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
  const bare = bareOf(await readFile(`${dist}${address}index.html`, 'utf8'));
  return async (request, response) => {
    const name = path.join('/', decodeURIComponent(request.url ?? ''));
    const content =
      name === '/bare.html' ? bare : await readFile(path.join(dist, name)).catch(() => undefined);
    if (content === undefined) {
      response.writeHead(404).end();
      return;
    }
    const type = types.get(path.extname(name)) ?? 'application/octet-stream';
    response.writeHead(200, { 'Content-Type': type, 'Content-Encoding': 'gzip' });
    response.end(gzipSync(content));
  };
}

/** @param html the text of a page without its frame, styles and scripts */
function bareOf(html: string) {
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0];
  if (!main) throw new Error('The page has no <main>.');
  const text = main.replace(/<(script|style)[\s\S]*?<\/\1>|\s(?:class|style)="[^"]*"/g, '');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare</title>${text}</html>`;
}

async function firstPaint(browser: Awaited<ReturnType<typeof launchBrowser>>, url: string) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  const time = await page.evaluate(
    () =>
      new Promise((resolve: (time: number) => void) => {
        new PerformanceObserver((list) => {
          const [paint] = list.getEntriesByName('first-contentful-paint');
          if (paint) resolve(paint.startTime);
        }).observe({ type: 'paint', buffered: true });
      }),
  );
  await context.close();
  return time;
}
