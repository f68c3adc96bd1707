/**
 * The text of a picture: each section is a title, and indented lines below it.
 *
 * @param {string} text
 * @returns {{ title: string, lines: string[] }[]}
 */
export function sectionsOf(text) {
  /** @type {{ title: string, lines: string[] }[]} */
  const sections = [];
  for (const line of text.split('\n').filter((line) => line.trim() !== '')) {
    if (/^\S/.test(line)) sections.push({ title: line.trim(), lines: [] });
    else sections.at(-1)?.lines.push(line.trim());
  }
  return sections;
}

/** @param {string} text */
export const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * A drawing with its title. Colours come from the page, so light and dark share it.
 *
 * @param {object} drawing
 * @param {string} drawing.title
 * @param {string} drawing.alternative the same in words
 * @param {number} drawing.width
 * @param {number} drawing.height
 * @param {string[]} drawing.parts
 */
export function figure({ title, alternative, width, height, parts }) {
  return (
    `<figure class="drawing"><figcaption>${escaped(title)}</figcaption>` +
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(alternative)}">` +
    `${parts.join('')}</svg></figure>`
  );
}
