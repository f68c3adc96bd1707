// Builds the site into dist/, or into OUT_DIR. SITE_URL and BASE_PATH say where it will be served.
import { fileURLToPath } from 'node:url';

process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
const { build } = await import('astro');

await build({
  root: fileURLToPath(new URL('..', import.meta.url)),
  logLevel: 'warn',
  // Rendered pages are cached by their own text, but their links depend on the contract and the base.
  force: true,
  ...(process.env['OUT_DIR'] && { outDir: process.env['OUT_DIR'] }),
});
