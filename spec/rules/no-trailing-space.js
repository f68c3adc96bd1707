/**
 * No line ends with a space: it is not seen, and Markdown reads two as the end of a line.
 *
 * @returns {import('./redocly.js').Visitor}
 */
export default function noTrailingSpace() {
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
          location: /** @type {any} */ ({
            source,
            start: at,
            end: { ...at, col: text.length + 1 },
          }),
        });
      }
    },
  };
}
