import { unified } from '@astrojs/markdown-remark';
import starlight from '@astrojs/starlight';
import { defineConfig, passthroughImageService } from 'astro/config';
import { searchIndex } from './src/site/build/search-index.ts';
import { themeWithoutScript } from './src/site/build/theme-without-script.ts';
import { markdownTwins } from './src/site/build/twins.ts';
import { usedStyles } from './src/site/build/used-styles.ts';
import { wholeModules } from './src/site/build/whole-modules.ts';
import { figures } from './src/site/figures/index.ts';
import { shikiConfig } from './src/site/markdown/code.ts';
import { breakNames, linkNames, withBase } from './src/site/markdown/rehype.ts';
import { base, site } from './src/site/navigation/base.ts';
import { sidebar } from './src/site/navigation/sidebar.ts';

export default defineConfig({
  base,
  ...(site && { site }),
  trailingSlash: 'always',
  compressHTML: true,
  // A browser shows no text before it has the styles, and on a slow line asking for them takes as long as
  // the page itself.
  build: { inlineStylesheets: 'always' },
  // Its script would run before the text of the page that is there.
  prefetch: false,
  image: { service: passthroughImageService() },
  markdown: {
    shikiConfig,
    processor: unified({
      smartypants: false,
      remarkPlugins: [figures],
      rehypePlugins: [linkNames, breakNames, withBase],
    }),
  },
  vite: {
    // Used from where it is: bundling every language that the highlighter knows would take half of the
    // build's time.
    ssr: { external: ['@astrojs/markdown-remark'] },
    // The short scripts stand in the page: each file that a browser fetches delays the first text.
    build: { assetsInlineLimit: 4096 },
    css: { postcss: { plugins: [themeWithoutScript] } },
  },
  integrations: [
    starlight({
      title: 'Connect API',
      sidebar,
      customCss: [
        './src/styles/site.css',
        './src/styles/reference.css',
        './src/styles/benchmarks.css',
      ],
      components: {
        Footer: './src/components/Footer.astro',
        Head: './src/components/Head.astro',
        LanguageSelect: './src/components/LanguageSelect.astro',
        MarkdownContent: './src/components/MarkdownContent.astro',
        PageTitle: './src/components/PageTitle.astro',
        Search: './src/components/Search.astro',
        Sidebar: './src/components/Sidebar.astro',
      },
      expressiveCode: false,
      // There is no picture for a large one.
      head: [{ tag: 'meta', attrs: { name: 'twitter:card', content: 'summary' } }],
      disable404Route: true,
      pagefind: false,
    }),
    wholeModules,
    markdownTwins,
    searchIndex,
    usedStyles,
  ],
});
