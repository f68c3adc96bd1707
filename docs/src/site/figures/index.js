import { sectionsOf } from './sections.js';
import { sequence } from './sequence.js';
import { timeline } from './timeline.js';

/** @type {Record<string, (section: { title: string, lines: string[] }) => string>} */
const kinds = { sequence, timeline };

/** A remark plugin: draws the code blocks of the languages `sequence` and `timeline`. */
export function figures() {
  return (/** @type {any} a Markdown tree (mdast) */ tree) => {
    for (const [index, node] of tree.children.entries()) {
      const draw = node.type === 'code' && kinds[node.lang];
      if (!draw) continue;
      const drawings = sectionsOf(node.value).map(draw);
      tree.children[index] = {
        type: 'html',
        value: `<div class="drawings not-content">${drawings.join('')}</div>`,
      };
    }
  };
}
