import { describe, expect, it } from 'vitest';
import { errorCodes, schemaNames as names, operations } from '../../src/site/contract/document.ts';
import * as addresses from '../../src/site/navigation/addresses.ts';
import { type BrowserPage, phone, urlOf, visit } from './visit.ts';

const [operation] = operations;
if (!operation) throw new Error('The contract has no operation.');
const operationPage = addresses.operation(operation.operationId);
const { summary, tags: [tag = ''] = [] } = operation.operation;

/** Where there are many tags, the operations of one show when their group is opened. */
async function openItsGroup(page: BrowserPage) {
  const heading = page.locator('.sidebar-pane details:not([open]) > summary', {
    hasText: new RegExp(`^\\s*${tag}\\s*$`),
  });
  if ((await heading.count()) > 0) await heading.first().click();
}

const schemasIn = (page: BrowserPage) =>
  page.locator('.sidebar-pane details', { hasText: 'All schemas' }).last();
const labelsIn = async (group: ReturnType<typeof schemasIn>) =>
  (await group.locator('a').allTextContents()).map((text) => text.trim());

describe('a reader', () => {
  it('goes to an operation by the sidebar', async () => {
    const page = await visit('/getting-started/');
    await openItsGroup(page);
    await page.getByRole('navigation').getByRole('link', { name: summary }).click();
    await page.waitForURL(urlOf(operationPage));
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(summary);
  });

  it('sees in the sidebar where they are, at the end of a long list, too', async () => {
    const page = await visit(addresses.error(errorCodes.at(-1)?.code ?? ''));
    const entry = page.locator('.sidebar-pane [aria-current=page]');
    expect(await entry.evaluate(isOnScreen)).toBe(true);
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });

  it('still sees it when the rest of a long group above has come', async () => {
    const address = addresses.error(errorCodes.at(-1)?.code ?? '');
    const first = `href="${addresses.reference}"`;
    const page = await visit('/404.html');
    const rest = Array.from({ length: 99 }, (_, number) => ({ label: 'One', href: `/${number}/` }));
    await page.route('**/sidebar.json', (route) => route.fulfill({ json: [rest] }));
    await page.route(urlOf(address), async (route) => {
      const html = await (await route.fetch()).text();
      const [before = '', ...after] = html.split('sidebar-pane');
      const sidebar = after.join('sidebar-pane').replace(first, `${first} data-rest="0"`);
      await route.fulfill({ body: `${before}sidebar-pane${sidebar}`, contentType: 'text/html' });
    });
    await page.goto(urlOf(address));
    await expect.poll(() => page.locator('.sidebar-pane a[href="/98/"]').count()).toBe(1);
    const entry = page.locator('.sidebar-pane [aria-current=page]');
    expect(await entry.evaluate(isOnScreen)).toBe(true);
    await page.unroute('**/sidebar.json');
    await page.unroute(urlOf(address));
  });

  it('opens a group of the sidebar, and sees all that is in it', async () => {
    const page = await visit('/getting-started/');
    const group = schemasIn(page);
    await group.locator('summary').click();
    await expect.poll(() => labelsIn(group)).toEqual(['All schemas', ...names]);
    await group.getByRole('link', { name: names.at(-1) ?? '', exact: true }).click();
    await page.waitForURL(urlOf(addresses.schema(names.at(-1) ?? '')));
    const current = page.locator('.sidebar-pane [aria-current=page]');
    expect((await current.textContent())?.trim()).toBe(names.at(-1));
  });

  it('finds the list of all where the rest of a group cannot be loaded, and the rest later', async () => {
    const page = await visit('/getting-started/');
    let isDown = true;
    await page.route('**/sidebar.json', (route) =>
      isDown ? route.fulfill({ body: 'Down.' }) : route.continue(),
    );
    // A long group that is open has asked for it already.
    await page.reload();
    const group = schemasIn(page);
    const tried = page.waitForResponse('**/sidebar.json');
    await group.locator('summary').click();
    await tried;
    expect(await labelsIn(group)).toEqual(['All schemas']);
    isDown = false;
    await group.locator('summary').click();
    await group.locator('summary').click();
    await expect.poll(() => group.locator('a').count()).toBe(names.length + 1);
    await page.unroute('**/sidebar.json');
  });

  it('goes there by the menu on a phone', async () => {
    const page = await visit('/getting-started/', { viewport: phone });
    const link = page.getByRole('navigation').getByRole('link', { name: summary });
    expect(await link.count()).toBe(0);
    await page.getByRole('button', { name: 'Menu' }).click();
    await openItsGroup(page);
    await link.click();
    await page.waitForURL(urlOf(operationPage));
  });

  it('sees in the menu on a phone where they are', async () => {
    const page = await visit(addresses.error(errorCodes.at(-1)?.code ?? ''), { viewport: phone });
    await page.getByRole('button', { name: 'Menu' }).click();
    const entry = page.locator('.sidebar-pane [aria-current=page]');
    await expect.poll(() => entry.evaluate(isOnScreen)).toBe(true);
  });

  it('goes there by the menu on a phone without JavaScript', async () => {
    const page = await visit('/getting-started/', { viewport: phone, javaScriptEnabled: false });
    await page.getByRole('button', { name: 'Menu' }).click();
    await openItsGroup(page);
    const list = page.getByRole('navigation').getByRole('link', { name: 'All of them' });
    const isLong = await list.first().isVisible();
    if (isLong) await list.first().click();
    const link = page
      .getByRole(isLong ? 'main' : 'navigation')
      .getByRole('link', { name: summary, exact: isLong });
    // Behind the links to many operations.
    await link.scrollIntoViewIfNeeded();
    expect(await link.evaluate(isOnScreen)).toBe(true);
    await link.click();
    await page.waitForURL(urlOf(operationPage));
  });

  it('searches by the keyboard alone', async () => {
    const page = await visit('/');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('CANCELLED');
    const first = page.locator('.search li a').first();
    const address = await first.getAttribute('href');
    await page.keyboard.press('Enter');
    await page.waitForURL(urlOf(address ?? ''));
    expect(await page.locator('main').textContent()).toContain('CANCELLED');
  });

  it('tells the operations that were found apart by method and path', async () => {
    const page = await visit('/');
    await page.keyboard.press('Control+k');
    await page.keyboard.type(operation.operationId);
    const found = await page.locator('.search li code').first().textContent();
    expect(found).toBe(`${operation.method.toUpperCase()} ${operation.path}`);
  });

  it('goes through what was found by the arrow keys, and back into the field', async () => {
    const page = await visit('/');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('cancel');
    const found = page.locator('.search li > a:first-child');
    await found.nth(1).waitFor();
    const isFocused = (element: Element) => element === document.activeElement;
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await found.nth(1).evaluate(isFocused)).toBe(true);
    await page.keyboard.press('ArrowUp');
    expect(await found.nth(0).evaluate(isFocused)).toBe(true);
    await page.keyboard.press('ArrowUp');
    expect(await page.getByLabel('Search the docs').evaluate(isFocused)).toBe(true);
  });

  it('keeps the theme of their choice from page to page', async () => {
    const page = await visit('/', { colorScheme: 'light' });
    const theme = () => page.locator('html').getAttribute('data-theme');
    expect(await theme()).toBe('light');
    await page.getByLabel('Select theme').first().selectOption('dark');
    expect(await theme()).toBe('dark');
    await page.goto(urlOf(operationPage));
    expect(await theme()).toBe('dark');
  });

  it('comes to a property by its link, and gets that link from the property', async () => {
    const schema = addresses.schema('Subscription');
    const page = await visit(`${schema}#property-porting`);
    const property = page.locator('[id="property-porting"]');
    expect(await property.evaluate((element) => element.matches(':target'))).toBe(true);
    expect(await property.evaluate(isOnScreen)).toBe(true);
    await page.locator('main').getByRole('link', { name: 'status', exact: true }).click();
    expect(page.url()).toBe(urlOf(`${schema}#property-status`));
  });

  it('comes to a property deep inside a request by its link', async () => {
    const page = await visit(operationPage);
    const ids = await page
      .locator('.property[id^="request-"]')
      .evaluateAll((all) => all.map(({ id }) => id));
    const deepest = ids.reduce((one, other) =>
      other.split('-').length > one.split('-').length ? other : one,
    );
    await page.goto(urlOf(`${operationPage}#${deepest}`));
    expect(await page.locator(`[id="${deepest}"]`).evaluate(isOnScreen)).toBe(true);
  });

  it('copies a sample, byte for byte', async () => {
    const page = await visit(operationPage, { permissions: ['clipboard-read', 'clipboard-write'] });
    const sample = page.locator('#samples .code:visible').first();
    await sample.hover();
    await sample.getByRole('button', { name: 'Copy' }).click();
    await sample.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      await sample.locator('pre').textContent(),
    );
  });

  it('sees samples in their language, and still does after a reload', async () => {
    const page = await visit(operationPage);
    await page.locator('.languages').getByText('Client').click();
    expect(await page.locator('div[data-language=client]:visible').count()).toBe(1);
    await page.reload();
    expect(await page.locator('div[data-language=client]:visible').count()).toBe(1);
    expect(await page.locator('div[data-language=curl]:visible').count()).toBe(0);
  });

  it('sees samples in a language that the page came without, for a server of their choice', async () => {
    const page = await visit(operationPage);
    await page.locator('.languages').getByText('Python').click();
    await page.locator('div[data-language=python]:visible').waitFor();
    await page.locator('[name=server]').selectOption({ label: 'Your host' });
    await page.reload();
    const sample = page.locator('div[data-language=python]:visible');
    await sample.waitFor();
    expect(await sample.textContent()).toContain('https://YOUR_HOST/');
    expect(await sample.textContent()).toContain('YOUR_API_KEY');
    expect(await sample.textContent()).not.toContain('sandbox-harbour-1');
  });

  it('chooses a request in a menu, and comes to another by a link', async () => {
    const page = await visit(operationPage);
    const menu = page.locator('[name=example]');
    const [, second = '', third = ''] = await menu
      .locator('option')
      .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
    await menu.selectOption(second);
    await page.locator(`[id="sample-${second}"]`).waitFor();
    await page.locator(`main a[href="#sample-${third}"]`).click();
    await page.locator(`[id="sample-${third}"]`).waitFor();
    // The target shows before the page hears of it.
    await expect.poll(() => menu.inputValue()).toBe(third);
  });
});

function isOnScreen(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}
