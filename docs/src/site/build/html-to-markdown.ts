import type { Element, ElementContent, Nodes, Root, Text } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { type Handle, toMdast } from 'hast-util-to-mdast';
import { toString as textOf } from 'hast-util-to-string';
import type { Root as Markdown, Nodes as MdastNodes } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { visit } from 'unist-util-visit';

/** What is there to be clicked, or stands on every page. */
const controls = new Set([
  'button',
  'dialog',
  'fieldset',
  'footer',
  'form',
  'nav',
  'script',
  'template',
]);

/** What leads around on the site, and what is only for screen readers. */
const aids = ['jump', 'pagination-links', 'sl-anchor-link', 'sr-only'];

/**
 * Whether it is content: a control is none, nor is what the search leaves out. `data-twin` says `keep`
 * or `skip` where the twin differs from that.
 */
const isContent = (node: Nodes): boolean =>
  node.type !== 'element' ||
  (!controls.has(node.tagName) &&
    !aids.some((name) => hasClass(node, name)) &&
    node.properties['dataTwin'] !== 'skip' &&
    (node.properties['dataPagefindIgnore'] === undefined ||
      node.properties['dataTwin'] === 'keep'));

/** What stands in one line but is told apart by its look alone. */
const lines = /^(dt|summary|h3)$|\b(fact|title|answer)\b/;

/**
 * The content of a built page as Markdown.
 *
 * @param html of a page with a `<main>`
 * @param link where a link of the page leads to from the Markdown
 */
export function htmlToMarkdown(html: string, link: (href: string) => string): string {
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  const tree = fromHtml(withoutColours(main), { fragment: true });
  sayOnce(tree);
  simplify(tree, link);
  const mdast = toMdast(tree, { handlers: { pre: codeBlock, svg: picture, wbr: () => undefined } });
  linkOnce(mdast);
  return toMarkdown(mdast as Markdown, {
    bullet: '-',
    rule: '-',
    extensions: [gfmToMarkdown({ tablePipeAlign: false })],
  });
}

/** Code without its tokens, which are most of the elements of a page, and of the time to read it. */
function withoutColours(html: string): string {
  return html.replace(/<pre.*?<\/pre>/gs, (block) => block.replace(/<\/?span[^>]*>/g, ''));
}

/** Takes out what only works on a page, and puts into text what only the look says there. */
function simplify(node: Root | Element, link: (href: string) => string): void {
  node.children = (node.children as ElementContent[])
    .filter(isContent)
    .flatMap(captionFirst)
    .flatMap((child) => (isOwnLink(child) && !hasClass(child, 'name') ? child.children : child));
  for (const child of node.children) {
    if (child.type !== 'element') continue;
    if (hasClass(child, 'name')) child.tagName = 'code';
    if (hasClass(child, 'required') || hasClass(child, 'mark')) child.tagName = 'em';
    if (node.type === 'element' && hasClass(node, 'fact')) {
      if (hasClass(child, 'label')) child.children.push({ type: 'text', value: ':' });
      if (child.tagName === 'p') child.tagName = 'span';
    }
    if (hasClass(child, 'fact') && !hasClass(child, 'block')) child.tagName = 'p';
    const target = child.properties['href'];
    if (typeof target === 'string') child.properties['href'] = link(target);
    simplify(child, link);
    if (lines.test(child.tagName) || lines.test(classOf(child))) {
      child.children = child.children.flatMap((part) => [part, space]);
    }
  }
}

/** How long a text is that is worth to be said once: a reference to it has a few words, too. */
const worthIt = 100;

/** What is said of a property is said once: two variants of a request have most of theirs in common. */
function sayOnce(tree: Root): void {
  const said = new Set<string>();
  visit(tree, 'element', (node) => {
    if (node.tagName !== 'dd' && !hasClass(node, 'alternatives')) return;
    const text = textOf(node);
    if (text.length < worthIt) return;
    if (said.has(text)) node.children = [{ type: 'text', value: 'As above.' }];
    said.add(text);
  });
}

/** A place is linked once. The page of an operation names its errors' schema a dozen times. */
function linkOnce(tree: MdastNodes): void {
  const linked = new Set<string>();
  visit(tree, 'link', ({ url, children }, index, parent) => {
    if (!linked.has(url) || index === undefined) return void linked.add(url);
    parent?.children.splice(index, 1, ...children);
    return index;
  });
}

const space: Text = { type: 'text', value: ' ' };

/** Tables of Markdown have no caption. */
function captionFirst(node: ElementContent): ElementContent[] {
  if (node.type !== 'element' || node.tagName !== 'table') return [node];
  const captions = node.children.filter(
    (child) => child.type === 'element' && child.tagName === 'caption',
  ) as Element[];
  for (const caption of captions) caption.tagName = 'p';
  node.children = node.children.filter((child) => !captions.includes(child as Element));
  return [...captions, node];
}

const classOf = ({ properties }: Element): string =>
  [properties['className'] ?? []].flat().join(' ');

const hasClass = (node: Element, name: string): boolean => classOf(node).split(' ').includes(name);

const isOwnLink = (node: ElementContent): node is Element =>
  node.type === 'element' &&
  node.tagName === 'a' &&
  String(node.properties['href']).startsWith('#');

/** Up to how many letters JSON stands on one line. */
const oneLine = 500;

const codeBlock: Handle = (_state, node) => {
  const language = node.properties['dataLanguage'];
  const text = textOf(node);
  // Half of its indentation tells the levels apart, too, and what is short needs no lines.
  const value =
    language === 'json' && text.length > oneLine
      ? text.replace(/^ +/gm, (indent) => indent.slice(indent.length / 2))
      : language === 'json'
        ? text.replace(/\n */g, '')
        : text;
  return { type: 'code', lang: language ? String(language) : null, value };
};

const picture: Handle = (_state, node) => {
  const words = node.properties['ariaLabel'];
  if (!words) return undefined;
  return { type: 'paragraph', children: [{ type: 'text', value: String(words) }] };
};
