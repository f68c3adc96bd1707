// The search index. Starlight makes the same by starting `npx pagefind`, which costs a second and
// passes on what npm has to say; it is told to leave it to this.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { close, createIndex } from 'pagefind';

export const searchIndex: AstroIntegration = {
  name: 'search-index',
  hooks: {
    'astro:build:done': async ({ dir }) => {
      const dist = fileURLToPath(dir);
      const { index, errors } = await createIndex();
      if (!index) throw new Error(`The search index could not be made: ${errors.join(' ')}`);
      await index.addDirectory({ path: dist });
      await index.writeFiles({ outputPath: path.join(dist, 'pagefind') });
      await close();
    },
  },
};
