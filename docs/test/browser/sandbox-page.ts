// The page at the sandbox's own address.
import { startSandbox } from '@connect-api/sandbox/node';
import { describe, expect, it, onTestFinished } from 'vitest';
import { addAxe, violations } from './axe.ts';
import { phone, type VisitOptions, visit, wide } from './visit.ts';

/** A sandbox that sends events, and its page in the browser. */
async function opened(options: VisitOptions = {}) {
  const running = await startSandbox({
    port: 0,
    clock: 'frozen',
    webhooks: [({ type }) => type === 'subscription.updated' || Promise.reject(new Error('Down.'))],
  });
  onTestFinished(() => running.close());
  const { control, fetch } = running.sandbox;
  const cancel = () =>
    fetch('http://sandbox.test/subscriptions/sub-1001/cancel', {
      method: 'POST',
      headers: { 'X-Api-Key': 'sandbox-harbour-1', 'Content-Type': 'application/json' },
      body: JSON.stringify({ schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' }),
    });
  const page = await visit('/404.html', { ...options, hosts: [running.url] });
  await page.goto(running.url);
  await page.getByText('2024-01-15T09:00:00Z').first().waitFor();
  const row = (part: string, text: string) =>
    page.getByRole('region', { name: part }).getByRole('row').filter({ hasText: text });
  return { running, control, cancel, page, row };
}

describe('the page of a sandbox', () => {
  it('is where a browser comes to by its address, under a strict policy', async () => {
    const { running, page } = await opened();
    expect(page.url()).toBe(`${running.url}/__sandbox/`);
    const answer = await fetch(page.url());
    expect(answer.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self';/,
    );
    expect((await fetch(running.url)).status).toBe(404);
    const foreign = await fetch(page.url(), { headers: { Origin: 'https://elsewhere.test' } });
    expect(foreign.status).toBe(403);
  });

  it('shows the world, and what happens meanwhile', async () => {
    const { page, row, cancel } = await opened();
    expect(await row('Tenants', 'harbour').innerText()).toContain('sandbox-harbour-1');
    expect(await row('Offerings', 'addon-data-5gb').first().innerText()).toContain('add-ons');
    await page.getByText('Nothing has happened yet.').waitFor();
    await cancel();
    await row('Subscriptions', 'CANCELLED on 2024-01-16').waitFor();
    await row('Journal', 'cancelSubscription').waitFor();
    await row('Events sent', 'delivered').waitFor();
  });

  it('moves the clock to the next date, sends an event again, and resets', async () => {
    const { page, row, cancel, control } = await opened();
    await cancel();
    await row('Subscriptions', 'CANCELLED on 2024-01-16').waitFor();
    await page.getByRole('button', { name: 'To the next date' }).click();
    await row('Journal', 'cancellation fell due').waitFor();
    expect((await control.clock.get()).today).toBe('2024-01-16');
    await row('Events sent', 'Down.').waitFor();
    await page.getByRole('button', { name: 'Send again: delivery 2' }).click();
    await row('Events sent', 'Down., Down.').waitFor();
    await page.getByRole('button', { name: 'Reset everything' }).click();
    await page.getByText('Everything is as at the start.').waitFor();
    await page.getByText('Nothing was sent yet.').waitFor();
    expect(await control.effects()).toEqual([]);
  });

  it('plays a fault, and says what it does not understand', async () => {
    const { page, row, control } = await opened();
    await page.getByLabel('The next requests').selectOption('rateLimit');
    await page.getByLabel('Retry-After, seconds').fill('7');
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await row('Faults', 'rateLimit, retryAfter 7').waitFor();
    expect(await control.faults.get()).toEqual([{ type: 'rateLimit', times: 1, retryAfter: 7 }]);
    await page.getByLabel('Set the clock to').fill('2024-01-01');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await page.getByText('Must not lie before the clock').waitFor();
  });

  it('tells a sandbox that cannot reach its store from one that is gone', async () => {
    const { page, running } = await opened();
    await page.route('**/__sandbox/clock', (route) =>
      route.fulfill({ status: 503, json: { message: 'The service is unavailable.' } }),
    );
    await page.getByText('The service is unavailable.').waitFor();
    await page.unroute('**/__sandbox/clock');
    await page.getByText('The sandbox answers again.').waitFor();
    await running.close();
    await page.getByText('The sandbox does not answer.').waitFor();
  });

  it.each([
    ['wide', wide],
    ['a phone', phone],
  ])('can be read by everybody, in light and dark, %s', async (_, viewport) => {
    const { page, row, cancel } = await opened({ viewport, bypassCSP: true });
    await addAxe(page);
    await page.reload();
    await cancel();
    await row('Events sent', 'delivered').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      viewport.width,
    );
  });
});
