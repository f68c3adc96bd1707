// What the texts of a contract are written in.
import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** A text, as Markdown reads it: CommonMark, with GitHub's tables, links that are written out, and the rest. */
export function parseMarkdown(text: string): Root {
  return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** The nodes of a text, the outer ones first. */
export function nodesOf(node: Nodes): Nodes[] {
  return [node, ...('children' in node ? node.children.flatMap(nodesOf) : [])];
}

const inline = /^(paragraph|heading|emphasis|strong|delete|link|linkReference|tableCell)$/;

/** What a reader sees of a node, without its look. */
export function wordsOf(node: Nodes): string {
  if (node.type === 'break') return ' ';
  if ('children' in node) return node.children.map(wordsOf).join(inline.test(node.type) ? '' : ' ');
  return 'value' in node && node.type !== 'html' ? node.value : '';
}

/** A text in plain words, on one line: all of its parts, or its first paragraph. */
export function plainWords(text: string, part: 'all' | 'first' = 'all'): string {
  const { children } = parseMarkdown(text);
  const first = children.find(({ type }) => type === 'paragraph') ?? children[0];
  const parts = part === 'all' ? children : first ? [first] : [];
  return parts.map(wordsOf).join(' ').replace(/\s+/g, ' ').trim();
}
