import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import * as addresses from '@connect-api/docs/addresses';
import { document as contract, exchangesOf, operationsOf } from '@connect-api/spec';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInFirefox, newPage, type Page } from './visit.ts';

const operations = operationsOf(contract);
const [operation] = operations;
const exchanges = exchangesOf(contract);

describeInFirefox('the docs in Firefox', () => {
  let page: Page;
  let server: ChildProcess;
  let site: string;

  beforeAll(async () => {
    const program = fileURLToPath(import.meta.resolve('@connect-api/docs/serve'));
    server = spawn(process.execPath, [program, '--port', '0']);
    const [output] = await once(server.stdout as NodeJS.ReadableStream, 'data');
    site = /http:\S+/.exec(String(output))?.[0] ?? '';
    page = await newPage();
  });
  afterAll(() => void server?.kill());

  // No page can set a cookie of another host; the console says so.
  const isSent = ({ parameters }: (typeof operations)[number]) =>
    !parameters.some(({ in: place, required }) => place === 'cookie' && required);

  test.each(operations.filter(isSent))(
    'answer each example of $operationId in the console',
    async ({ operationId }) => {
      await page.goto(site + addresses.operation(operationId));
      await page.click('details.console > summary');
      await page.waitForSelector('.console-send');
      const own = exchanges.filter((each) => each.operationId === operationId);
      const names = own.map(({ name }) => name);
      const answers = await page.evaluate(answersOfConsole, names);
      expect(answers).toEqual(
        own.map(({ name, status, response }) => ({
          name,
          status,
          ...(response !== undefined && { body: response }),
        })),
      );
    },
  );

  test('tell a replay in the console, send by the keyboard, and move the clock', async () => {
    await page.goto(site + addresses.operation('cancelSubscription'));
    await page.click('details.console > summary');
    await page.waitForSelector('.console-send');
    await page.click('.console-time > button');
    await page.focus('.console textarea');
    for (let sent = 0; sent < 2; sent++) {
      await page.keyboard.down('Control');
      await page.keyboard.press('Enter');
      await page.keyboard.up('Control');
      await page.waitForSelector('.console-status .status');
    }
    await shown(page, '.console-status', 'Replay');
    await page.click('.console-time button + button');
    await shown(page, '.console-time', 'It is 2024-01-16 09:00:00 UTC');
  });

  test('are searched by the keyboard alone', async () => {
    await page.goto(`${site}/`);
    await page.keyboard.down('Control');
    await page.keyboard.press('k');
    await page.keyboard.up('Control');
    await page.keyboard.type(operation?.operationId ?? '');
    await page.waitForSelector('.search li a');
    await page.keyboard.press('ArrowDown');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    expect(new URL(page.url()).pathname).toBe(addresses.operation(operation?.operationId ?? ''));
  });

  test('keep the theme of the reader from page to page', async () => {
    const theme = () => page.evaluate(() => document.documentElement.dataset['theme']);
    await page.goto(`${site}/`);
    const other = (await theme()) === 'dark' ? 'light' : 'dark';
    await page.select('starlight-theme-select select', other);
    expect(await theme()).toBe(other);
    await page.goto(site + addresses.reference);
    expect(await theme()).toBe(other);
  });

  test('copy a sample byte for byte', async () => {
    await page.goto(site + addresses.operation(operation?.operationId ?? ''));
    const sample = await page.waitForSelector('#samples .code:has(.copy-button)', {
      visible: true,
    });
    await (await sample?.$('.copy-button'))?.click();
    await shown(page, '#samples', 'Copied');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      await sample?.$eval('pre', ({ textContent }) => textContent),
    );
  });
});

/** Waits until a part of the page has this text. */
async function shown(page: Page, selector: string, text: string): Promise<void> {
  await page.waitForFunction(
    (selector, text) => document.querySelector(selector)?.textContent?.includes(text),
    {},
    selector,
    text,
  );
}

/** Runs in the page: sends each example to a world as it was at the start. */
async function answersOfConsole(names: string[]) {
  const all = <Kind extends Element>(selector: string) => [
    ...document.querySelectorAll<Kind>(`.console ${selector}`),
  ];
  const press = (label: string) =>
    all<HTMLButtonElement>('button')
      .find(({ textContent }) => textContent === label)
      ?.click();
  const body = () => all('[aria-label="Body of the response"]')[0];
  const until = async <Value>(value: () => Value | undefined | null | false): Promise<Value> => {
    for (;;) {
      const found = value();
      if (found) return found;
      await new Promise(requestAnimationFrame);
    }
  };
  const status = () => all('.console-status .status')[0];
  const choice = all<HTMLSelectElement>('select').find(({ options }) =>
    [...options].some(({ value }) => value === names[0]),
  );
  const answers = [];
  for (const value of names) {
    if (choice) choice.value = value;
    for (const type of ['input', 'change'])
      choice?.dispatchEvent(new Event(type, { bubbles: true }));
    press('Reset the world');
    await until(() => all('.console-time [role=status]')[0]?.textContent);
    const before = status();
    press('Send');
    const shown = await until(() => status() !== before && status());
    const text = body()?.textContent;
    answers.push({
      name: value,
      status: shown.textContent,
      ...(text && { body: JSON.parse(text) }),
    });
  }
  return answers;
}
