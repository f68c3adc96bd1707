// What is done to the HTML that Markdown becomes, in guides and in the contract's descriptions.
import { document, errorCodesOf, operationsOf } from '@connect-api/spec';
import type { Element, Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { visit } from 'unist-util-visit';
import * as addresses from '../navigation/addresses.ts';
import { href } from '../navigation/base.ts';
import { partsOf } from './breaks.ts';

const pages = new Map([
  ...Object.keys(document.components.schemas).map(
    (name) => [name, addresses.schema(name)] as const,
  ),
  ...errorCodesOf(document).map(({ code }) => [code, addresses.error(code)] as const),
  ...operationsOf(document).map(
    ({ operationId }) => [operationId, addresses.operation(operationId)] as const,
  ),
]);

/** Makes code that is just the name of an operation, a schema or an error code a link to its page. */
export function linkNames() {
  return (tree: Root): void =>
    visit(tree, { tagName: 'code' }, (node: Element, index, parent: Element | Root | undefined) => {
      if (!parent || index === undefined) return;
      if (parent.type === 'element' && ['a', 'pre'].includes(parent.tagName)) return;
      const page = pages.get(textOf(node));
      if (page) parent.children[index] = element('a', { href: page }, [node]);
    });
}

/** Makes the name of a section, where a description says "section Idempotency", a link to it. */
export function linkSections() {
  return (tree: Root): void =>
    visit(tree, 'text', (node, index, parent) => {
      if (!parent || index === undefined || (parent.type === 'element' && parent.tagName === 'a'))
        return;
      const [all, before = '', section = ''] = named.exec(node.value) ?? [];
      if (all === undefined) return;
      const start = node.value.indexOf(all) + before.length;
      const link = element('a', { href: `${addresses.reference}#${slug(section)}` }, [
        { type: 'text', value: section },
      ]);
      parent.children.splice(index, 1, { type: 'text', value: node.value.slice(0, start) }, link, {
        type: 'text',
        value: node.value.slice(start + section.length),
      });
      return index + 2;
    });
}

const sections = [...String(document.info.description).matchAll(/^## (.+)$/gm)].map(
  ([, name]) => name,
);
const named = new RegExp(`(\\bsection )(${sections.join('|')})\\b`);

/** Up to how many letters a name fits into a column of a phone. */
const short = 16;

/** Lets a long name in a table break where it has parts, not in the middle of a word. */
export function breakNames() {
  return (tree: Root): void =>
    visit(tree, { tagName: 'td' }, (cell: Element) =>
      visit(cell, { tagName: 'code' }, (node: Element) => {
        if (textOf(node).length <= short) return;
        node.children = partsOf(textOf(node)).flatMap((value, index) => [
          ...(index > 0 ? [element('wbr')] : []),
          { type: 'text' as const, value },
        ]);
      }),
    );
}

/** Puts links from the root of the site under its base path. */
export function withBase() {
  return (tree: Root): void =>
    visit(tree, 'element', ({ properties }) => {
      const target = properties['href'];
      if (typeof target === 'string' && target.startsWith('/')) properties['href'] = href(target);
    });
}

/**
 * Gives each named paragraph (`**Name.** …`) an id made of its section and its name, so that
 * "Idempotency › Replay" can be linked as `#idempotency-replay`.
 */
export function namedParagraphs() {
  return (tree: Root): void => {
    let section = 'about';
    visit(tree, 'element', (node) => {
      if (node.tagName === 'h2') section = slug(textOf(node));
      const [first] = node.children;
      if (node.tagName !== 'p' || first?.type !== 'element' || first.tagName !== 'strong') return;
      const name = textOf(first);
      if (name.endsWith('.')) node.properties['id'] = `${section}-${slug(name)}`;
    });
  };
}

function element(
  tagName: string,
  properties: Element['properties'] = {},
  children: Element['children'] = [],
): Element {
  return { type: 'element', tagName, properties, children };
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
