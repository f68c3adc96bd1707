// Each page has the styles of the whole site in it. Of them it keeps what pages of its kind can use: a
// browser reads them before it shows any text, and half of them are for other kinds.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import postcss, { type ChildNode, type Root } from 'postcss';
import { inOneByteText } from './one-byte-text.ts';

export const usedStyles: AstroIntegration = {
  name: 'used-styles',
  hooks: {
    'astro:build:done': async ({ dir }) => {
      const dist = fileURLToPath(dir);
      const files = await readdir(dist, { recursive: true });
      const scripts = await textsOf(dist, files, '.js');
      const data = await textsOf(dist, files, '.json');
      const pages = await textsOf(dist, files, '.html');
      const kinds = new Map<string, Set<string>>();
      for (const [file, html] of pages) {
        const fetched = [...data].filter(([name]) => path.dirname(name) === path.dirname(file));
        const added = [...loadedBy(html, scripts), ...fetched.map(([, text]) => text)];
        const names = kinds.get(kindOf(file)) ?? [];
        kinds.set(kindOf(file), new Set([...names, ...namesIn(html, added)]));
      }
      for (const [file, html] of pages) {
        const shortened = shorten(html, kinds.get(kindOf(file)) ?? new Set());
        await writeFile(path.join(dist, file), inOneByteText(shortened));
      }
    },
  },
};

/**
 * The folder that a page's own stands in. The pages of a kind have the same styles, so that the content
 * security policy has few of them to list.
 */
const kindOf = (file: string) => path.dirname(path.dirname(file));

const shorten = (html: string, names: Set<string>) =>
  html.replace(
    /(<style[^>]*>)([\s\S]*?)(?=<\/style>)/g,
    (_, tag: string, css: string) => tag + usedOf(css, names),
  );

type Texts = Map<string, string>;

async function textsOf(dist: string, files: string[], ending: string): Promise<Texts> {
  const texts: Texts = new Map();
  for (const file of files.filter((name) => name.endsWith(ending)))
    texts.set(file, await readFile(path.join(dist, file), 'utf8'));
  return texts;
}

/** The scripts that a page names, and those that these name. */
function loadedBy(html: string, scripts: Texts): string[] {
  const loaded = new Set<string>();
  const follow = (text: string) => {
    for (const [file, script] of scripts) {
      if (loaded.has(script) || !text.includes(path.basename(file))) continue;
      loaded.add(script);
      follow(script);
    }
  };
  follow(html);
  return [...loaded];
}

/**
 * The classes, ids and elements of a page.
 *
 * @param added what may come into the page later: every word of it may be such a name
 */
export function namesIn(html: string, added: string[]): Set<string> {
  const names = new Set(added.flatMap(wordsOf));
  for (const [, value = ''] of html.matchAll(/\s(?:class|id)="([^"]*)"/g))
    for (const name of value.split(/\s+/)) names.add(name);
  for (const [, name = ''] of html.matchAll(/<([a-z][\w-]*)/g)) names.add(name);
  return names;
}

const words = new Map<string, string[]>();

/** Most pages load the same scripts. */
function wordsOf(text: string): string[] {
  const known = words.get(text) ?? [...new Set(text.match(/[\w-]+/g))];
  words.set(text, known);
  return known;
}

const parsed = new Map<string, Root>();

/** The rules that something with these names can be subject to. */
export function usedOf(css: string, names: Set<string>): string {
  const whole = parsed.get(css) ?? postcss.parse(css);
  parsed.set(css, whole);
  const root = whole.clone();
  root.walkRules((rule) => {
    // The steps of an animation.
    if (
      rule.parent?.type === 'atrule' &&
      'name' in rule.parent &&
      /keyframes$/.test(rule.parent.name)
    )
      return;
    const used = rule.selectors.filter((selector) =>
      neededBy(selector).every((name) => names.has(name)),
    );
    if (used.length === 0) removeWithParents(rule);
    else if (used.length < rule.selectors.length) rule.selectors = used;
  });
  return root.toString();
}

function removeWithParents(node: ChildNode) {
  const { parent } = node;
  node.remove();
  if (parent && parent.type !== 'root' && parent.nodes?.length === 0)
    removeWithParents(parent as ChildNode);
}

const needed = new Map<string, string[]>();

/** The names without which nothing matches. Of what may be otherwise, a list or a negation, nothing is. */
function neededBy(selector: string): string[] {
  const known = needed.get(selector);
  if (known) return known;
  const certain = certainOf(selector);
  const names = [
    ...certain.matchAll(/[.#]((?:[\w-]|\\.)+)/g),
    ...certain.matchAll(/(?<![\w.#:\\-])([a-z][\w-]*)/g),
  ].map(([, name = '']) => name.replaceAll('\\', ''));
  needed.set(selector, names);
  return names;
}

/** A selector with its classes, ids and elements alone that whatever it matches must have. */
function certainOf(selector: string): string {
  const plain = selector.replace(/\[(?:"[^"]*"|'[^']*'|[^\]])*\]/g, '');
  let certain = '';
  for (let at = 0; at < plain.length; ) {
    const [pseudo = '', , name = '', open] = /^(::?)([\w-]+)(\()?/.exec(plain.slice(at)) ?? [];
    const escaped = plain[at - 1] === '\\';
    if (!pseudo || escaped) {
      certain += plain[at++];
      continue;
    }
    at += pseudo.length;
    if (!open) continue;
    const end = closeOf(plain, at);
    const inner = plain.slice(at, end);
    if (/^(is|where|has)$/.test(name) && postcss.list.comma(inner).length === 1)
      certain += ` ${certainOf(inner)}`;
    at = end + 1;
  }
  return certain;
}

/** @param from the first character within the parenthesis */
function closeOf(text: string, from: number): number {
  let depth = 1;
  let at = from;
  while (at < text.length) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')' && --depth === 0) break;
    at += 1;
  }
  return at;
}
