import type { AstroIntegration } from 'astro';

/**
 * What makes the pages is run once and thrown away: finding out which parts of it are unused, as for a
 * browser, costs more than it saves.
 */
export const wholeModules: AstroIntegration = {
  name: 'whole-modules',
  hooks: {
    'astro:build:setup': ({ vite, target }) => {
      if (target !== 'server') return;
      vite.build = {
        ...vite.build,
        rollupOptions: { ...vite.build?.rollupOptions, treeshake: false },
      };
    },
  },
};
