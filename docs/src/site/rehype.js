import { document, errorCodesOf, operationsOf } from '@connect-api/spec';
import * as addresses from './addresses.js';
import { href } from './base.js';
import { partsOf } from './breaks.js';

/** @typedef {any} Node a node of a HTML syntax tree (hast) */

/** @type {Map<string, string>} */
const pages = new Map([
  ...Object.keys(document.components.schemas).map(
    (name) => /** @type {const} */ ([name, addresses.schema(name)]),
  ),
  ...errorCodesOf(document).map(({ code }) => /** @type {const} */ ([code, addresses.error(code)])),
  ...operationsOf(document).map(
    ({ operationId }) => /** @type {const} */ ([operationId, addresses.operation(operationId)]),
  ),
]);

/** Makes code that is just the name of an operation, a schema or an error code a link to its page. */
export function linkNames() {
  return (/** @type {Node} */ tree) =>
    visit(tree, (node, parent) => {
      if (node.tagName !== 'code' || ['a', 'pre'].includes(parent?.tagName)) return;
      const page = pages.get(textOf(node));
      if (!page) return;
      parent.children[parent.children.indexOf(node)] = {
        type: 'element',
        tagName: 'a',
        properties: { href: page },
        children: [node],
      };
    });
}

/** Lets a long name in a table break where it has parts, not in the middle of a word. */
export function breakNames() {
  return (/** @type {Node} */ tree) =>
    visit(tree, (cell) => {
      if (cell.tagName !== 'td') return;
      visit(cell, (node) => {
        if (node.tagName !== 'code') return;
        const parts = partsOf(textOf(node));
        node.children = parts.flatMap((value, index) => [
          ...(index > 0 ? [{ type: 'element', tagName: 'wbr', properties: {}, children: [] }] : []),
          { type: 'text', value },
        ]);
      });
    });
}

/** Puts links from the root of the site under its base path. */
export function withBase() {
  return (/** @type {Node} */ tree) =>
    visit(tree, (node) => {
      const target = node.properties?.href;
      if (typeof target === 'string' && target.startsWith('/')) node.properties.href = href(target);
    });
}

/**
 * Gives each named paragraph (`**Name.** …`) an id made of its section and its name, so that
 * "Idempotency › Replay" can be linked as `#idempotency-replay`.
 */
export function namedParagraphs() {
  return (/** @type {Node} */ tree) => {
    let section = 'about';
    visit(tree, (node) => {
      if (node.tagName === 'h2') section = slug(textOf(node));
      const first = node.children?.[0];
      if (node.tagName !== 'p' || first?.tagName !== 'strong') return;
      const name = textOf(first);
      if (name.endsWith('.')) node.properties.id = `${section}-${slug(name)}`;
    });
  };
}

/**
 * @param {Node} node
 * @param {(node: Node, parent: Node) => void} visitor
 * @param {Node} [parent]
 */
function visit(node, visitor, parent) {
  visitor(node, parent);
  for (const child of [...(node.children ?? [])]) visit(child, visitor, node);
}

/** @param {Node} node @returns {string} */
function textOf(node) {
  return node.value ?? (node.children ?? []).map(textOf).join('');
}

/** @param {string} text */
function slug(text) {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
