// One Firefox for every test that needs one.
import { firefoxIsInstalled, launchFirefox, unlessFirefox } from '@connect-api/browser/firefox';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';

export type Page = Awaited<ReturnType<Awaited<ReturnType<typeof launchFirefox>>['newPage']>>;

let browser: Awaited<ReturnType<typeof launchFirefox>>;
let troubles: string[] = [];

/** A suite that is skipped, and says so, where the machine has no Firefox. */
export function describeInFirefox(name: string, suite: () => void): void {
  describe.skipIf(!firefoxIsInstalled)(`${name}${unlessFirefox}`, suite);
}

beforeAll(async () => {
  if (firefoxIsInstalled) browser = await launchFirefox();
}, 60_000);

afterAll(() => browser?.close());

/** No test's page may fail, or do what its policy forbids. */
afterEach(() => {
  const found = troubles;
  troubles = [];
  expect(found).toEqual([]);
});

/** A page whose errors fail the test that is running. */
export async function newPage(): Promise<Page> {
  const page = await browser.newPage();
  page.on('pageerror', (error) => troubles.push(`${page.url()}: ${String(error)}`));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`${page.url()}: ${message.text()}`);
  });
  return page;
}
