// Builds the site into dist/, or into OUT_DIR. SITE_URL and BASE_PATH say where it will be served.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { placeFrom, placeholder, placeSite, unplaced } from './place-site.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const place = placeFrom(process.env);

// Built once for no place in particular: each page takes long to make, but no time to be moved.
Object.assign(process.env, placeholder, { ASTRO_TELEMETRY_DISABLED: '1' });
const { build } = await import('astro');

// Nothing is kept from build to build: rendered pages are cached by their own text, but their links
// depend on the contract.
const cacheDir = mkdtempSync(path.join(tmpdir(), 'connect-docs-'));
process.on('exit', () => rmSync(cacheDir, { recursive: true, force: true }));

await build({
  root,
  logLevel: 'warn',
  cacheDir,
  outDir: unplaced,
  vite: {
    cacheDir: path.join(cacheDir, 'vite'),
    build: {
      rolldownOptions: {
        // Used from where they are: they find the contract beside their own files.
        external: ['@connect-api/spec', '@connect-api/spec/diff'],
        // Astro's own marks in modules, of which the bundler warns.
        onwarn: (warning, warn) => warning.code === 'MODULE_LEVEL_DIRECTIVE' || warn(warning),
      },
    },
  },
});
await placeSite(process.env['OUT_DIR'] ?? path.join(root, 'dist'), place);
