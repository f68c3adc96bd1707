// Highlighting by classes instead of one inline style a token: light and dark share the markup, and
// the pages stay small. The colours are in styles/site.css.
import type { ShikiConfig } from '@astrojs/markdown-remark';

const tokenClasses: NonNullable<ShikiConfig['transformers']>[number] = {
  pre(node) {
    node.properties = { tabindex: '0', 'data-language': this.options.lang };
  },
  span(node) {
    const token = /--astro-code-token-([\w-]+)/.exec(String(node.properties['style']))?.[1];
    node.properties = token ? { class: `t-${token}` } : {};
  },
  line(node) {
    node.children = node.children.flatMap((child) =>
      child.type === 'element' && !child.properties['class'] ? child.children : [child],
    );
  },
  code(node) {
    node.children = node.children.flatMap((child) =>
      child.type === 'element' ? child.children : [child],
    );
  },
};

/** How every code block of the site is highlighted. */
export const shikiConfig = {
  theme: 'css-variables' as const,
  transformers: [tokenClasses],
};
