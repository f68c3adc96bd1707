import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { machineFirefox } from '../firefox.ts';
import { launchBrowser } from '../index.ts';
import { machineBrowser } from '../machine-browser.ts';

const npmBringsOne = process.platform === 'linux' && process.arch === 'x64';

describe('the machine’s browser', () => {
  let folder: string;
  let program: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'connect-browser-'));
    program = join(folder, 'chromium');
    await writeFile(program, '');
    await chmod(program, 0o755);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is found on the PATH', () => {
    expect(machineBrowser({ PATH: ['/nowhere', folder].join(delimiter) })).toBe(program);
  });

  it('is the one that CHROME_PATH names, where it is set', () => {
    expect(machineBrowser({ PATH: folder, CHROME_PATH: '/opt/chrome' })).toBe('/opt/chrome');
  });
});

describe('the machine’s Firefox', () => {
  it('is found on the PATH, Debian’s by its own name', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'connect-firefox-'));
    for (const name of ['firefox', 'firefox-esr']) {
      const program = join(folder, name);
      await writeFile(program, '');
      expect(machineFirefox({ PATH: folder })).not.toBe(program);
      await chmod(program, 0o755);
      expect(machineFirefox({ PATH: ['/nowhere', folder].join(delimiter) })).toBe(program);
    }
    await rm(folder, { recursive: true });
  });

  it('is the one that FIREFOX_PATH names, where it is set', () => {
    expect(machineFirefox({ PATH: '/nowhere', FIREFOX_PATH: '/opt/firefox' })).toBe('/opt/firefox');
  });
});

describe('launchBrowser', () => {
  it.skipIf(!npmBringsOne)(
    'runs a page in the browser that npm brought, where the machine has none (x64 Linux only)',
    async () => {
      const browser = await launchBrowser({});
      const page = await browser.newPage();
      // Text, since a browser without fonts crashes on it.
      await page.setContent('<h1>Hello</h1>');
      expect((await page.locator('h1').boundingBox())?.height).toBeGreaterThan(0);
      await browser.close();
    },
    60_000,
  );
});
