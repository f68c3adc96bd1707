import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as addresses from '../../src/site/navigation/addresses.ts';
import { pages } from '../all-pages.ts';
import { dist } from '../site.ts';
import { operationsOfNewShapes } from './shapes.ts';
import { phone, visit, wide } from './visit.ts';

/** One page of each kind: those of a kind are made by the same components. */
const kinds = [
  '/',
  '/getting-started/',
  '/guides/idempotency/',
  '/benchmarks/',
  addresses.changelog,
  addresses.errors,
  pages.find(({ path }) => path.startsWith(addresses.schemas) && path !== addresses.schemas)?.path,
  ...operationsOfNewShapes.map(({ operationId }) => addresses.operation(operationId)),
].filter((address) => address !== undefined);

const types: Record<string, string> = { '.css': 'text/css', '.js': 'text/javascript' };

// Each page comes in pieces, and each piece is painted before the next comes: no line is slower.
describe('on a slow line', { timeout: 120_000 }, () => {
  let slow: { response: ServerResponse; rest: string };
  let site: string;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site.test');
    const file = path.join(dist, pathname.replace(/\/$/, '/index.html'));
    const type = types[path.extname(file)] ?? 'text/html; charset=utf-8';
    response.setHeader('Content-Type', file.endsWith('.svg') ? 'image/svg+xml' : type);
    const bytes = readFileSync(file);
    if (!file.endsWith('.html')) return void response.end(bytes);
    const html = bytes.toString();
    const body = html.indexOf('<body');
    response.write(html.slice(0, body));
    slow = { response, rest: html.slice(body) };
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  it.each([wide, phone])(
    'nothing moves while a page comes in, $width pixels wide',
    async (viewport) => {
      const page = await visit('/404.html', { hosts: [site], viewport });
      await page.addInitScript(() => {
        const shifts = { sum: 0, last: '' };
        Object.assign(globalThis, { shifts });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as any[]) {
            shifts.sum += entry.value;
            shifts.last =
              entry.sources?.map(({ node }: any) => node?.className ?? '').join(' ') ?? '';
          }
        }).observe({ type: 'layout-shift', buffered: true });
      });
      const painted = () =>
        page.evaluate(
          () =>
            new Promise<void>((resolve) => {
              requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
              // Nothing is painted before there is text.
              if (!document.querySelector('main p')) setTimeout(resolve, 100);
            }),
        );
      const moved: string[] = [];
      for (const address of kinds) {
        await page.goto(site + address, { waitUntil: 'commit' });
        const { response, rest } = slow;
        const size = Math.ceil(rest.length / 4);
        for (let at = 0; at < rest.length; at += size) {
          response.write(rest.slice(at, at + size));
          await painted();
        }
        response.end();
        await page.waitForLoadState();
        await painted();
        const { sum, last } = await page.evaluate(
          () => (globalThis as unknown as { shifts: { sum: number; last: string } }).shifts,
        );
        if (sum >= 0.05) moved.push(`${address}: ${sum.toFixed(3)}, ${last}`);
      }
      expect(moved).toEqual([]);
    },
  );
});
