import { type Browser, chromium } from 'playwright-core';
import { machineBrowser } from './machine-browser.ts';
import { npmBrowser } from './npm-browser.ts';

/**
 * Starts a headless Chromium: the machine's own (CHROME_PATH, PATH, or where macOS and Windows keep
 * it), else the one that npm brought. Nothing is downloaded. The caller closes it.
 *
 * @throws Where there is neither, an error that says what to install.
 */
export async function launchBrowser(env: NodeJS.ProcessEnv = process.env): Promise<Browser> {
  const executablePath = machineBrowser(env);
  const options = executablePath ? { executablePath } : await npmBrowser();
  if (!options) {
    throw new Error(
      `No browser to test with: npm brings one for x64 Linux only, and this is ${process.platform} ` +
        `on ${process.arch}. Install Chrome or Chromium, or set CHROME_PATH to its program.`,
    );
  }
  return chromium.launch({
    ...options,
    // Root, as in most containers, may not use Chromium's own sandbox. The pages are ours.
    chromiumSandbox: false,
    args: ['--disable-gpu', '--disable-quic', '--disable-component-update'],
  });
}
