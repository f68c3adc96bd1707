import type { Change } from './changes.ts';
import { sentence } from './words.ts';

const headings = {
  major: 'Breaking changes (major)',
  minor: 'New (minor)',
  patch: 'Words and small repairs (patch)',
} as const;

/**
 * The changes in Markdown, the breaking ones first, with a heading for each impact that there is.
 */
export function inMarkdown(changes: Change[]) {
  return Object.entries(headings)
    .map(([impact, heading]) => ({ heading, some: changes.filter((one) => one.impact === impact) }))
    .filter(({ some }) => some.length > 0)
    .map(({ heading, some }) => {
      const items = some.map((change) => `- ${sentence(change)}`);
      return `### ${heading}\n\n${items.join('\n')}\n`;
    })
    .join('\n');
}
