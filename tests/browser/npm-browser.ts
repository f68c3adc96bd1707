import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { LaunchOptions } from 'playwright-core';
import manifest from './package.json' with { type: 'json' };

const cache = fileURLToPath(new URL('node_modules/.cache/', import.meta.url));
// Another version is unpacked beside it.
const home = join(cache, `chromium-${manifest.dependencies['@sparticuz/chromium']}`);

// The one that comes with the fonts looks for them elsewhere, and a page without any font crashes.
const fontConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(home, 'fonts')}</dir>
  <cachedir>${join(cache, 'fonts')}</cachedir>
</fontconfig>
`;

/**
 * The Chromium that npm brought, unpacked on first use, with the libraries and fonts that a bare
 * Linux lacks. `@sparticuz/chromium` is built for x64 Linux alone.
 *
 * @returns how to launch it, or
 *   nothing on another platform
 */
export async function npmBrowser(): Promise<LaunchOptions | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  if (!existsSync(home)) await unpack();
  // Here and not once when unpacked: the checkout may have moved.
  const configuration = join(home, 'fonts', 'fonts.conf');
  if ((await readFile(configuration, 'utf8')) !== fontConfiguration)
    await writeFile(configuration, fontConfiguration);
  return {
    executablePath: join(home, 'chromium'),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(home, 'al2023', 'lib'),
      FONTCONFIG_PATH: join(home, 'fonts'),
    },
  };
}

/** Into a folder of its own first: another process may be unpacking too, and one may be killed. */
async function unpack() {
  await mkdir(cache, { recursive: true });
  const staging = await mkdtemp(join(cache, 'unpacking-'));
  const program = fileURLToPath(new URL('unpack.ts', import.meta.url));
  await promisify(execFile)(process.execPath, [program], {
    env: { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  });
  await rename(staging, home).catch(async (error: NodeJS.ErrnoException) => {
    await rm(staging, { recursive: true });
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
}
