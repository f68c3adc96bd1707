import { fromHtml } from 'hast-util-from-html';
import { toMdast } from 'hast-util-to-mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';

/** @typedef {any} Node a node of a HTML syntax tree (hast) */

/** What is there to be clicked, or stands on every page. */
const controls = new Set(['button', 'dialog', 'fieldset', 'footer', 'form', 'script', 'template']);

/** @param {Node} node whether it is content: a control is none, nor is what the search leaves out */
const isContent = (node) =>
  !controls.has(node.tagName) &&
  !hasClass(node, 'jump') &&
  node.properties?.dataPagefindIgnore === undefined;

/** What stands in one line but is told apart by its look alone. */
const lines = /^(dt|summary|h3)$|\b(fact|title)\b/;

/**
 * The content of a built page as Markdown.
 *
 * @param {string} html of a page with a `<main>`
 * @param {(href: string) => string} link where a link of the page leads to from the Markdown
 */
export function htmlToMarkdown(html, link) {
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  const tree = fromHtml(withoutColours(main), { fragment: true });
  simplify(tree, link);
  const mdast = toMdast(tree, { handlers: { pre: codeBlock, svg: picture, wbr: () => undefined } });
  return toMarkdown(/** @type {any} */ (mdast), {
    bullet: '-',
    rule: '-',
    extensions: [gfmToMarkdown({ tablePipeAlign: false })],
  });
}

/**
 * Code without its tokens, which are most of the elements of a page, and of the time to read it.
 *
 * @param {string} html
 */
function withoutColours(html) {
  return html.replace(/<pre.*?<\/pre>/gs, (block) => block.replace(/<\/?span[^>]*>/g, ''));
}

/**
 * Takes out what only works on a page, and puts into text what only the look says there.
 *
 * @param {Node} node
 * @param {(href: string) => string} link
 */
function simplify(node, link) {
  node.children = node.children
    .filter(isContent)
    .flatMap(captionFirst)
    .flatMap((/** @type {Node} */ child) =>
      isOwnLink(child) && !hasClass(child, 'name') ? child.children : child,
    );
  for (const child of node.children.filter((/** @type {Node} */ { type }) => type === 'element')) {
    if (hasClass(child, 'name')) child.tagName = 'code';
    if (hasClass(child, 'required')) child.tagName = 'em';
    if (hasClass(node, 'fact')) {
      if (hasClass(child, 'label')) child.children.push({ type: 'text', value: ':' });
      if (child.tagName === 'p') child.tagName = 'span';
    }
    if (hasClass(child, 'fact') && !hasClass(child, 'block')) child.tagName = 'p';
    if (typeof child.properties.href === 'string')
      child.properties.href = link(child.properties.href);
    simplify(child, link);
    if (lines.test(child.tagName) || lines.test(classOf(child))) {
      child.children = child.children.flatMap((/** @type {Node} */ part) => [part, space]);
    }
  }
}

const space = { type: 'text', value: ' ' };

/**
 * Tables of Markdown have no caption.
 *
 * @param {Node} node
 */
function captionFirst(node) {
  if (node.tagName !== 'table') return node;
  const captions = node.children.filter((/** @type {Node} */ child) => child.tagName === 'caption');
  for (const caption of captions) caption.tagName = 'p';
  node.children = node.children.filter((/** @type {Node} */ child) => !captions.includes(child));
  return [...captions, node];
}

/** @param {Node} node */
const classOf = (node) => [node.properties?.className ?? []].flat().join(' ');

/** @param {Node} node @param {string} name */
const hasClass = (node, name) => classOf(node).split(' ').includes(name);

/** @param {Node} node */
const isOwnLink = (node) => node.tagName === 'a' && String(node.properties.href).startsWith('#');

/** @param {unknown} _state @param {Node} node @returns {any} */
function codeBlock(_state, node) {
  return { type: 'code', lang: node.properties.dataLanguage ?? null, value: textOf(node) };
}

/** @param {unknown} _state @param {Node} node @returns {any} */
function picture(_state, node) {
  const words = node.properties.ariaLabel;
  return words ? { type: 'paragraph', children: [{ type: 'text', value: words }] } : undefined;
}

/** @param {Node} node @returns {string} */
function textOf(node) {
  return node.value ?? (node.children ?? []).map(textOf).join('');
}
