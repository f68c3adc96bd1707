import type { Visitor } from './redocly.js';

/** No line ends with a space: it is not seen, and Markdown reads two as the end of a line. */
export default function noTrailingSpace(): Visitor {
  const seen = new Set();
  return {
    any(_node, { location: { source }, report }) {
      if (seen.has(source.absoluteRef)) return;
      seen.add(source.absoluteRef);
      for (const [index, text] of source.body.split(/\r?\n/).entries()) {
        if (!/[ \t]$/.test(text)) continue;
        const at = { line: index + 1, col: text.trimEnd().length + 1 };
        report({
          message: 'The line ends with a space. Remove it.',
          location: {
            source,
            start: at,
            end: { ...at, col: text.length + 1 },
          },
        });
      }
    },
  };
}
