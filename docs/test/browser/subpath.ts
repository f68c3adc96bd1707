import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeFrom, placeSite } from '../../scripts/place-site.ts';
import * as addresses from '../../src/site/navigation/addresses.ts';
import { root } from '../site.ts';
import { visit } from './visit.ts';

const base = '/partners/connect/';
const host = 'https://docs.example.com';
const outDir = path.join(root, '.astro/subpath-in-browser');

describe('a site for a subpath, on a host that sends the policy', () => {
  it('searches, sends from the console, and says what the browser has to allow', async () => {
    await placeSite(outDir, placeFrom({ BASE_PATH: base, SITE_URL: host }));
    const [, policy = ''] =
      /Content-Security-Policy: (.+)/.exec(readFileSync(path.join(outDir, '_headers'), 'utf8')) ??
      [];
    const page = await visit('/404.html', {
      hosts: [host + base, 'http://127.0.0.1:'],
      viewport: null,
    });
    await page.route(`${host}/**`, (route) => {
      const { pathname } = new URL(route.request().url());
      const file = pathname.slice(base.length).replace(/(^|\/)$/, '$1index.html');
      return route.fulfill({
        path: path.join(outDir, file),
        headers: { 'Content-Security-Policy': policy },
      });
    });
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.goto(host + base);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('cancelNextDay');
    await page.locator('.search li a').first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(`${host}${base}reference/**`);
    await page.goto(host + base + addresses.operation('cancelSubscription').slice(1));
    await page.locator('details.console > summary').click();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.locator('.console-status .status', { hasText: '200' }).waitFor();
    // What the policy stops is one of these.
    expect(errors).toEqual([]);

    // A public page, whose browser asks before it lets the page reach the reader's own machine.
    const nowhere = createServer().listen(0, '127.0.0.1');
    await once(nowhere, 'listening');
    const { port } = nowhere.address() as AddressInfo;
    nowhere.close();
    await page.evaluate(() => {
      navigator.permissions.query = async () => ({ state: 'denied' }) as PermissionStatus;
    });
    await page.getByLabel('Send to').selectOption({ label: 'Another host' });
    await page.getByLabel('Address of the host').fill(`http://127.0.0.1:${port}`);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText(`Allow the local network for ${host}`).waitFor();
  });
});
