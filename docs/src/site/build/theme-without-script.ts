// Starlight sets the theme by a script, and is dark without one. What styles say for the light theme
// then holds for whoever prefers light, too, and on paper.
import type { Plugin, Rule } from 'postcss';

/** A plugin for PostCSS. */
export const themeWithoutScript: Plugin = {
  postcssPlugin: 'theme-without-script',
  Once(root, { AtRule }) {
    const light = /\[data-theme=['"]?light['"]?\]/g;
    const rules: Rule[] = [];
    root.walkRules(light, (rule) => void rules.push(rule));
    for (const rule of rules) {
      const copy = rule.clone({ selector: rule.selector.replace(light, '[data-theme]') });
      const params = 'print, (scripting: none) and (prefers-color-scheme: light)';
      rule.after(new AtRule({ name: 'media', params, nodes: [copy] }));
    }
  },
};
