import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, launch } from 'puppeteer-core';

const names = ['firefox-esr', 'firefox'];

const macPrograms = ['/Applications/Firefox.app/Contents/MacOS/firefox'];

const windowsFolders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'];

/**
 * The Firefox of this machine: the one that FIREFOX_PATH names, else one on the PATH, else one where
 * macOS and Windows keep it. npm brings none.
 *
 * @returns the program's path
 */
export function machineFirefox(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (env['FIREFOX_PATH']) return env['FIREFOX_PATH'];
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const onWindows = windowsFolders.flatMap((name) =>
    env[name] ? [join(env[name], 'Mozilla Firefox', 'firefox.exe')] : [],
  );
  return [
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    ...macPrograms,
    ...onWindows,
  ].find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const program = machineFirefox();

export const firefoxIsInstalled = program !== undefined;

/** To be added to the names of tests that are skipped without the program. */
export const unlessFirefox = firefoxIsInstalled
  ? ''
  : ' (not checked: there is no Firefox, install Debian’s firefox-esr or set FIREFOX_PATH)';

/**
 * Starts this machine's Firefox, headless and driven by WebDriver BiDi, since playwright-core drives
 * none but its own. Every host name leads to this machine, so no page reaches another, and a name
 * that is not `localhost` is a page without a secure context. The caller closes it.
 */
export function launchFirefox(): Promise<Browser> {
  return launch({
    browser: 'firefox',
    ...(program !== undefined && { executablePath: program }),
    headless: true,
    // By the window: what sets the size of a page is newer than the Firefox that Debian keeps.
    args: ['--width', '1280', '--height', '900'],
    defaultViewport: null,
    extraPrefsFirefox: {
      'network.dns.forceResolve': '127.0.0.1',
      // What a page has copied can be read, which otherwise a person has to allow.
      'dom.events.testing.asyncClipboard': true,
    },
  });
}
