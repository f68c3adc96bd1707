// The search index: of the built pages and their Markdown twins, which are written before.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { twin } from '../navigation/addresses.ts';
import { pageOf } from '../search/page.ts';
import { indexOf } from '../search/search.ts';

export const searchIndex: AstroIntegration = {
  name: 'search-index',
  hooks: {
    'astro:build:done': async ({ dir }) => {
      const dist = fileURLToPath(dir);
      const files = await readdir(dist, { recursive: true });
      const pages = await Promise.all(
        files
          .filter((file) => file.endsWith('index.html'))
          .sort()
          .map(async (file) => {
            const page = `/${file.split(path.sep).join('/')}`.replace(/index\.html$/, '');
            const html = await readFile(path.join(dist, file), 'utf8');
            return pageOf(page, html, await readFile(path.join(dist, twin(page)), 'utf8'));
          }),
      );
      await writeFile(path.join(dist, 'search.json'), JSON.stringify(indexOf(pages)));
    },
  },
};
