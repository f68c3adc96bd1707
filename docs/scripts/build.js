// Builds the site into dist/, or into OUT_DIR. SITE_URL and BASE_PATH say where it will be served.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
const { build } = await import('astro');

// Nothing is kept from build to build: rendered pages are cached by their own text, but their links
// depend on the contract and the base. A folder of its own lets builds run at the same time.
const cacheDir = mkdtempSync(path.join(tmpdir(), 'connect-docs-'));
process.on('exit', () => rmSync(cacheDir, { recursive: true, force: true }));

await build({
  root: fileURLToPath(new URL('..', import.meta.url)),
  logLevel: 'warn',
  cacheDir,
  vite: { cacheDir: path.join(cacheDir, 'vite') },
  ...(process.env['OUT_DIR'] && { outDir: process.env['OUT_DIR'] }),
});
