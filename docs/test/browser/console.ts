import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSandbox } from '@connect-api/sandbox/node';
import { codeOf, document as contract, exchangesOf } from '@connect-api/spec';
import { describe, expect, it, onTestFinished } from 'vitest';
import { operations } from '../../src/site/contract/document.ts';
import * as addresses from '../../src/site/navigation/addresses.ts';
import { addAxe, violations } from './axe.ts';
import { type BrowserPage, phone, settled, urlOf, visit } from './visit.ts';

const cancel = addresses.operation('cancelSubscription');
const bodyLabel = 'Body, application/json';

describe('the console', () => {
  it('loads nothing before it is opened', async () => {
    const loaded: string[] = [];
    const page = await visit(cancel, { onResponse: (response) => loaded.push(response.url()) });
    await settled(page);
    const before = loaded.length;
    await open(page);
    const later = loaded.slice(before).map((url) => new URL(url).pathname);
    expect(later).toContain(`${cancel}console.json`);
    expect(later.filter((path) => path.endsWith('.js')).length).toBeGreaterThan(0);
    expect(later.filter((path) => path.endsWith('.css')).length).toBe(1);
  });

  it('sends a first request to the sandbox in the page, by the keyboard alone', async () => {
    const page = await visit(cancel);
    await page.locator('details.console > summary').focus();
    await page.keyboard.press('Enter');
    await page.getByLabel(bodyLabel).focus();
    await page.keyboard.press('Control+Enter');
    await expectStatus(page, 200);
    expect((await answer(page)).pendingStatus).toEqual({
      status: 'CANCELLED',
      scheduledAt: '2024-01-16',
    });
    expect(await page.getByLabel(bodyLabel).evaluate(isFocused)).toBe(true);
  });

  it.each(operations)('is there for $operationId, with its examples', async (operation) => {
    const { operationId, parameters } = operation;
    const page = await visit(addresses.operation(operationId));
    await open(page);
    const own = exchangesOf(contract).filter((each) => each.operationId === operationId);
    expect(await page.getByLabel('Example').locator('option').count()).toBe(own.length);
    const cookies = parameters.filter((each) => each.in === 'cookie' && each.required);
    for (const { name } of cookies)
      await page.getByText(`It demands the cookie ${name}, which no page can set.`).waitFor();
    if (cookies.length > 0) return;
    for (const { name, status, response } of [own[0], own.at(-1)].filter((each) => !!each)) {
      await page.getByLabel('Example').selectOption(name);
      await send(page);
      await expectStatus(page, codeOf(operation.responses, status));
      if (response !== undefined) expect(await answer(page), name).toEqual(response);
    }
  });

  it('tells a replay, and executes a request under a new key', async () => {
    const page = await visit(cancel);
    await open(page);
    await send(page);
    await expectStatus(page, 200);
    expect(await page.getByText('Replay', { exact: true }).count()).toBe(0);
    await send(page);
    await page.getByText('Replay', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'New key' }).click();
    await send(page);
    await expectStatus(page, 409);
    expect((await answer(page)).code).toBe('SUBSCRIPTION_STATE_CONFLICT');
  });

  it('shows a mismatch when the request is another one under the same key', async () => {
    const page = await visit(cancel);
    await open(page);
    await send(page);
    await expectStatus(page, 200);
    const body = page.getByLabel(bodyLabel);
    await body.fill((await body.inputValue()).replace('NO_NEED', 'WRONG_ORDER'));
    await send(page);
    await expectStatus(page, 409);
    const page409 = page.locator('.console-status a');
    expect(await page409.textContent()).toBe('idempotency_key_mismatch');
    expect(await page409.getAttribute('href')).toBe(addresses.error('idempotency_key_mismatch'));
  });

  it('shows what is wrong beside the field that it is about', async () => {
    const page = await visit(cancel);
    await open(page);
    await page.getByLabel(bodyLabel).fill('{ "schedule": { "type": "CancelAtDate" }, "reason": ');
    expect(await problemOf(page, bodyLabel)).toContain('Not JSON');
    await page
      .getByLabel(bodyLabel)
      .fill('{ "schedule": { "type": "CancelAtDate" }, "reason": "NO_NEED" }');
    expect(await problemOf(page, bodyLabel)).toBe('');
    await page.getByLabel('X-Idempotency-Key').fill('not a key');
    await send(page);
    await expectStatus(page, 400);
    expect(await problemOf(page, 'X-Idempotency-Key')).toContain('1 to 256');
    expect(await problemOf(page, bodyLabel)).toBe('');
    await page.getByRole('button', { name: 'New key' }).click();
    await page.getByLabel('subscriptionId').fill('x'.repeat(600));
    await send(page);
    await expectStatus(page, 400);
    expect(await problemOf(page, 'subscriptionId')).not.toBe('');
    expect(await problemOf(page, bodyLabel)).toContain('schedule.date:');
    expect(await problemOf(page, 'X-Idempotency-Key')).toBe('');
  });

  it('moves the clock, and shows what falls due', async () => {
    const page = await visit(cancel);
    await open(page);
    await page.getByText('It is 2024-01-15 09:00:00 UTC').waitFor();
    await send(page);
    await expectStatus(page, 200);
    await page.getByRole('button', { name: 'Move', exact: true }).click();
    await page.getByText('It is 2024-01-16 12:00:00 UTC').waitFor();
    const fallen = page.locator('.console-time [role=status] li');
    expect(await fallen.allTextContents()).toEqual(['2024-01-16 sub-1001 cancellation']);
    await page.getByRole('button', { name: '24 hours on' }).click();
    await page.getByText('It is 2024-01-17 12:00:00 UTC').waitFor();
    await page.getByLabel('Move the clock to').fill('2024-01-01');
    await page.getByRole('button', { name: 'Move', exact: true }).click();
    await page.getByText('Must not lie before the clock').waitFor();
    await page.getByRole('button', { name: 'Reset the world' }).click();
    await page.getByText('It is 2024-01-15 09:00:00 UTC').waitFor();
  });

  it('keeps the world of the tab from one operation to the next', async () => {
    const [one, other] = operations.map(({ operationId }) =>
      exchangesOf(contract).find(
        (each) => each.operationId === operationId && each.status.startsWith('2'),
      ),
    );
    if (!one || !other) throw new Error('The contract has no two operations that succeed.');
    const page = await visit(addresses.operation(one.operationId));
    await open(page);
    await page.getByLabel('Example').selectOption(one.name);
    const key = await page.getByLabel('X-Idempotency-Key').inputValue();
    await send(page);
    await expectStatus(page, 200);
    await page.getByText('Journal (1)').click();
    expect(await changes(page, 'Journal')).toEqual([
      `2024-01-15 09:00:00 UTC ${one.pathParameters['subscriptionId']} ${one.operationId}`,
    ]);
    await page.goto(urlOf(addresses.operation(other.operationId)));
    await open(page);
    await page.getByText('Journal (1)').waitFor();
    await page.getByLabel('Example').selectOption(other.name);
    await page.getByLabel('X-Idempotency-Key').fill(key);
    await send(page);
    await expectStatus(page, 409);
    expect((await answer(page)).code).toBe('idempotency_key_mismatch');
    await page.getByRole('button', { name: 'New key' }).click();
    await send(page);
    await expectStatus(page, 200);
    await page.getByText('Journal (2)').waitFor();
    await page.getByText('Events sent (2)').click();
    await page.getByText('subscription.updated', { exact: false }).first().click();
    await page.getByText('"eventId"').first().waitFor();
    await page.getByRole('button', { name: 'Reset the world' }).click();
    await page.getByText('Journal (0)').waitFor();
    await page.reload();
    await open(page);
    await page.getByText('Journal (0)').waitFor();
  });

  it('forgets the answer when target or request change', async () => {
    const page = await visit(cancel);
    await open(page);
    const shown = page.locator('.console-answer pre');
    for (const change of [
      () => page.getByLabel('Example').selectOption({ index: 1 }),
      () => page.getByRole('button', { name: 'New key' }).click(),
      () => page.getByLabel(bodyLabel).fill('{}'),
      () => page.getByLabel('Send to').selectOption({ index: 1 }),
    ]) {
      await send(page);
      await shown.first().waitFor();
      await change();
      expect(await shown.count()).toBe(0);
      expect(await page.locator('.console-status').textContent()).toBe('');
    }
  });

  it('loses an answer and gets it by sending again, and meets a locked key', async () => {
    const page = await visit(cancel);
    await open(page);
    const fault = page.getByLabel('The next request');
    await fault.selectOption({ label: 'loses its answer, after the effect' });
    await send(page);
    await page.getByText('The connection broke before an answer came').waitFor();
    await page.getByText('Journal (1)').waitFor();
    expect(await fault.inputValue()).toBe('0');
    await send(page);
    await expectStatus(page, 200);
    await page.getByRole('button', { name: 'Reset the world' }).click();
    await page.getByText('Journal (0)').waitFor();
    await page.getByRole('button', { name: 'New key' }).click();
    await fault.selectOption({ index: 5 });
    await send(page);
    await send(page);
    await expectStatus(page, 409);
    expect((await answer(page)).code).toBe('idempotency_key_locked');
  });

  it('moves the clock of a sandbox on another port', async () => {
    const settings = { port: 0, clock: 'frozen' } as const;
    const allowOrigins = [new URL(urlOf('/')).origin];
    const [{ url, close }, closed] = await Promise.all([
      startSandbox({ ...settings, allowOrigins }),
      startSandbox(settings),
    ]);
    onTestFinished(() => void Promise.all([close(), closed.close()]));
    const page = await visit(cancel, { hosts: [url, closed.url] });
    await open(page);
    await choose(page, closed.url);
    await page.getByLabel('X-Api-Key').focus();
    await page.getByText(`--allow-origin ${allowOrigins}`).waitFor();
    await choose(page, url);
    await page.getByLabel('X-Api-Key').focus();
    await page.getByText('It is 2024-01-15 09:00:00 UTC').waitFor();
    await page.getByRole('button', { name: '24 hours on' }).click();
    await page.getByText('It is 2024-01-16 09:00:00 UTC').waitFor();
  });

  it('tells a wrong base path from a host that allows no requests', async () => {
    const { url, close } = await startSandbox({ port: 0 });
    const gateway = createServer(({ method, url }, response) => {
      if (url === '/' || url?.startsWith('/open/')) {
        response.setHeader('Access-Control-Allow-Origin', '*');
        response.setHeader('Access-Control-Allow-Headers', '*');
      }
      response.writeHead(url === '/' || method === 'OPTIONS' ? 200 : 404).end();
    }).listen(0, '127.0.0.1');
    await once(gateway, 'listening');
    onTestFinished(() => void close().then(() => gateway.close()));
    const other = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
    const page = await visit(cancel, { hosts: [url, other] });
    await open(page);
    for (const host of [url, other]) {
      await choose(page, `${host}/api/v9`);
      await send(page);
      await page.getByText('has no /api/v9/subscriptions/sub-1001/cancel').waitFor();
    }
    await choose(page, `${other}/open`);
    await send(page);
    await expectStatus(page, 404);
    await page.getByText('has no such path').waitFor();
  });

  it('sends to another host with the key of the reader, and keeps that key nowhere', async () => {
    const { url, close } = await startSandbox({ port: 0 });
    onTestFinished(() => close());
    const page = await visit(cancel, { hosts: [url] });
    await open(page);
    await choose(page, `${url}/`);
    await page.getByLabel('X-Api-Key').fill('sandbox-harbour-2');
    await send(page);
    await expectStatus(page, 200);
    expect(await page.getByLabel('X-Api-Key').getAttribute('type')).toBe('password');
    await page.getByText('Request as curl').click();
    expect(await page.locator('.console-answer details pre').textContent()).toContain(
      `curl -X POST '${url}/subscriptions/sub-1001/cancel'`,
    );
    const kept = await page.evaluate(() =>
      JSON.stringify([location.href, document.cookie, { ...localStorage }, { ...sessionStorage }]),
    );
    for (const text of [kept, await page.locator('.console-answer').innerHTML()]) {
      expect(text).not.toContain('sandbox-harbour-2');
    }
  });

  it('says what to do about a host that is not there', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.close();
    const page = await visit(cancel, { hosts: [url] });
    await open(page);
    await choose(page, url);
    await send(page);
    await page.getByText('cannot be reached. Is it running').waitFor();
    await choose(page, 'not an address');
    await send(page);
    expect(await problemOf(page, 'Address of the host')).toContain('https://');
  });

  it('says so when a host does not allow requests from the page', async () => {
    const { url, close } = await startSandbox({ port: 0, cors: false });
    onTestFinished(() => close());
    const page = await visit(cancel, { hosts: [url] });
    await open(page);
    await choose(page, url);
    await send(page);
    await page.getByText('lack the CORS headers').waitFor();
  });

  it('opens with the request of a sample', async () => {
    const page = await visit(cancel);
    await page.locator('[name=example]').selectOption({ index: 1 });
    await page.locator('[data-example]:visible').click();
    await page.locator('.console-send').waitFor();
    const chosen = await page.getByLabel('Example').inputValue();
    expect(chosen).toBe(await page.locator('[data-example]:visible').getAttribute('data-example'));
  });

  it('breaks no rule of axe and fits on a phone, with an answer and with problems', async () => {
    const page = await visit('/404.html', { viewport: phone });
    await addAxe(page);
    await page.goto(urlOf(cancel));
    await open(page);
    await page.getByLabel(bodyLabel).fill('{}');
    await send(page);
    await expectStatus(page, 400);
    await page.getByText('Request as curl').click();
    await page.getByText('Scheduled changes').click();
    await page.getByText('Journal (').click();
    expect(await violations(page, { part: '#console' })).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(phone.width);
  });
});

async function open(page: BrowserPage): Promise<void> {
  await page.locator('details.console > summary').click();
  await page.locator('.console-send').waitFor();
}

function send(page: BrowserPage): Promise<void> {
  return page.getByRole('button', { name: 'Send', exact: true }).click();
}

async function choose(page: BrowserPage, url: string): Promise<void> {
  await page.getByLabel('Send to').selectOption({ label: 'Another host' });
  await page.getByLabel('Address of the host').fill(url);
}

async function expectStatus(page: BrowserPage, status: number): Promise<void> {
  await page.locator('.console-status .status', { hasText: String(status) }).waitFor();
}

async function answer(page: BrowserPage): Promise<any> {
  return JSON.parse((await page.getByLabel('Body of the response').textContent()) ?? '');
}

async function changes(page: BrowserPage, name: string): Promise<string[]> {
  return page.locator('.console-time details', { hasText: name }).locator('li').allTextContents();
}

async function problemOf(page: BrowserPage, label: string): Promise<string> {
  const input = page.getByLabel(label);
  const problem = page.locator(`[id="${await input.getAttribute('id')}-problem"]`);
  return (await problem.textContent()) ?? '';
}

const isFocused = (element: Element) => element === document.activeElement;
