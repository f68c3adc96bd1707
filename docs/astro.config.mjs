import starlight from '@astrojs/starlight';
import { defineConfig, passthroughImageService } from 'astro/config';
import { base, site } from './src/site/base.js';
import { shikiConfig } from './src/site/code.js';
import { figures } from './src/site/figures/index.js';
import { breakNames, linkNames, withBase } from './src/site/rehype.js';
import { searchIndex } from './src/site/search-index.js';
import { sidebar } from './src/site/sidebar.js';
import { themeWithoutScript } from './src/site/theme-without-script.js';
import { markdownTwins } from './src/site/twins.js';
import { wholeModules } from './src/site/whole-modules.js';

export default defineConfig({
  base,
  ...(site && { site }),
  trailingSlash: 'always',
  image: { service: passthroughImageService() },
  markdown: {
    smartypants: false,
    shikiConfig,
    remarkPlugins: [figures],
    rehypePlugins: [linkNames, breakNames, withBase],
  },
  vite: {
    // Used from where it is: bundling every language that the highlighter knows would take half of the
    // build's time.
    ssr: { external: ['@astrojs/markdown-remark'] },
    // Scripts as files: one copy for all pages, and nothing inline for a content security policy to list.
    build: { assetsInlineLimit: 0 },
    css: { postcss: { plugins: [themeWithoutScript] } },
  },
  integrations: [
    starlight({
      title: 'Connect API',
      sidebar,
      routeMiddleware: './src/site/sidebar-nearby.js',
      customCss: [
        './src/styles/site.css',
        './src/styles/reference.css',
        './src/styles/benchmarks.css',
      ],
      components: {
        Footer: './src/components/Footer.astro',
        Head: './src/components/Head.astro',
        PageTitle: './src/components/PageTitle.astro',
        Search: './src/components/Search.astro',
      },
      expressiveCode: false,
      pagination: false,
      disable404Route: true,
      pagefind: false,
    }),
    wholeModules,
    searchIndex,
    markdownTwins,
  ],
});
