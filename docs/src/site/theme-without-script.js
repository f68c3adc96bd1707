// Starlight sets the theme by a script, and is dark without one. What styles say for the light theme
// then holds for whoever prefers light, too, and on paper.

/** A plugin for PostCSS. */
export const themeWithoutScript = {
  postcssPlugin: 'theme-without-script',
  Once(/** @type {any} */ root, /** @type {any} */ { AtRule }) {
    const light = /\[data-theme=['"]?light['"]?\]/g;
    /** @type {any[]} */
    const rules = [];
    root.walkRules(light, (/** @type {any} */ rule) => void rules.push(rule));
    for (const rule of rules) {
      const copy = rule.clone({ selector: rule.selector.replace(light, '[data-theme]') });
      const params = 'print, (scripting: none) and (prefers-color-scheme: light)';
      rule.after(new AtRule({ name: 'media', params, nodes: [copy] }));
    }
  },
};
