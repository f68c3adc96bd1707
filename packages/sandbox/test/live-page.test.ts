import { describe, expect, it } from 'vitest';
import { page } from '../src/generated/page.js';
import { withLivePage } from '../src/node/live-page.js';

/** What the page answers, or `api` where it leaves the request to the API. */
async function ask(url: string, { method = 'GET', accept }: Record<string, string> = {}) {
  const api = { status: 200, headers: {}, body: 'api' };
  const answer = await withLivePage(async () => api)({
    method,
    url,
    header: (name) => (name === 'accept' ? accept : undefined),
    body: undefined,
  });
  return answer as typeof api;
}

const browser = 'text/html,application/xhtml+xml,*/*;q=0.8';

describe('the live page', () => {
  it.each([
    ['', 'text/html; charset=utf-8', page.html],
    ['page.css', 'text/css; charset=utf-8', page.css],
    ['page.js', 'text/javascript; charset=utf-8', page.js],
  ])('has its file /__sandbox/%s, which runs nothing from elsewhere', async (file, type, text) => {
    for (const method of ['GET', 'HEAD']) {
      const { status, headers, body } = await ask(`/__sandbox/${file}?now`, { method });
      expect([status, body]).toEqual([200, text]);
      expect(headers).toMatchObject({
        'Content-Type': type,
        'Cache-Control': 'no-cache',
        'Content-Security-Policy': expect.stringMatching(
          /^default-src 'none'; script-src 'self'; .*frame-ancestors 'none'$/,
        ),
        'Referrer-Policy': 'no-referrer',
        'X-Content-Type-Options': 'nosniff',
      });
    }
  });

  it('is where a browser is led that opens the sandbox', async () => {
    expect(await ask('/', { accept: browser })).toEqual({
      status: 302,
      headers: { Location: '/__sandbox/' },
      body: '',
    });
  });

  it('is where its address without the last slash leads', async () => {
    for (const url of ['/__sandbox', '/__sandbox?now']) {
      expect(await ask(url)).toMatchObject({ status: 302, headers: { Location: '/__sandbox/' } });
    }
  });

  it.each([
    ['/', {}],
    ['/', { accept: 'application/json' }],
    ['/', { accept: browser, method: 'POST' }],
    ['/subscriptions', { accept: browser }],
    ['/__sandboxes', { accept: browser }],
    ['/__sandbox/', { method: 'PUT' }],
    ['/__sandbox/clock', { accept: browser }],
  ])('leaves %s with %j to the API and its control', async (url, given) => {
    expect((await ask(url, given)).body).toBe('api');
  });
});
