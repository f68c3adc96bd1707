import type { Html, Root } from 'mdast';
import { type Section, sectionsOf } from './sections.ts';
import { sequence } from './sequence.ts';
import { timeline } from './timeline.ts';

const kinds: Record<string, (section: Section) => string> = { sequence, timeline };

/** A remark plugin: draws the code blocks of the languages `sequence` and `timeline`. */
export function figures() {
  return (tree: Root): void => {
    for (const [index, node] of tree.children.entries()) {
      const draw = node.type === 'code' && kinds[node.lang ?? ''];
      if (!draw) continue;
      const drawings = sectionsOf(node.value).map(draw).join('');
      const drawn: Html = {
        type: 'html',
        value: `<div class="drawings not-content">${drawings}</div>`,
      };
      tree.children[index] = drawn;
    }
  };
}
