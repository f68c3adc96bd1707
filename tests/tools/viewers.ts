// Viewers: whether a reader finds every property, value and error code on the page that each makes.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { launchBrowser } from '@connect-api/browser';
import { type OpenApiDocument, resolve } from '@connect-api/spec';
import type { Page } from 'playwright-core';

export interface Viewer {
  name: string;
  /** Files of the package, by the path that the page loads them from. */
  files: Record<string, string>;
  /** The page's body, which shows `/openapi.json` with everything open that can be. */
  body: string;
}

export const viewers: Viewer[] = [
  {
    name: 'swagger-ui-dist',
    files: { '/viewer.js': 'swagger-ui-bundle.js', '/viewer.css': 'swagger-ui.css' },
    body: `<link rel="stylesheet" href="/viewer.css"><div id="viewer"></div><script src="/viewer.js"></script>
      <script>SwaggerUIBundle({ url: '/openapi.json', dom_id: '#viewer', docExpansion: 'full',
        defaultModelsExpandDepth: 100, defaultModelExpandDepth: 100, defaultModelRendering: 'model' })</script>`,
  },
  {
    name: 'redoc',
    files: { '/viewer.js': 'bundles/redoc.standalone.js' },
    body: `<div id="viewer"></div><script src="/viewer.js"></script>
      <script>Redoc.init('/openapi.json', { expandResponses: 'all', schemasExpansionLevel: 'all',
        maxDisplayedEnumValues: 1000 }, document.getElementById('viewer'))</script>`,
  },
  {
    name: '@scalar/api-reference',
    files: { '/viewer.js': 'dist/browser/standalone.js' },
    body: `<div id="viewer"></div><script src="/viewer.js"></script>
      <script>Scalar.createApiReference('#viewer', { url: '/openapi.json', telemetry: false,
        withDefaultFonts: false, defaultOpenAllTags: true, expandAllModelSections: true,
        expandAllResponses: true, expandAllSchemaProperties: true, agent: { disabled: true } })</script>`,
  },
];

/**
 * What a viewer leaves out of the contract, in words. What is folded is opened as a reader would.
 * Nothing beyond this machine is loaded.
 */
export async function leftOut(viewer: Viewer, document: OpenApiDocument): Promise<string[]> {
  const server = createServer((request, response) => {
    const [type, body] = fileFor(viewer, document, request.url ?? '/');
    response.writeHead(body === undefined ? 404 : 200, { 'Content-Type': type });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const browser = await launchBrowser();
  try {
    // Some take the language apart, and a container has none.
    const page = await browser.newPage({
      locale: 'en-GB',
      viewport: { width: 1400, height: 3000 },
    });
    await page.route(
      (address) => !address.href.startsWith(url),
      (route) => route.abort(),
    );
    await page.goto(url);
    return (await missingOn(page, wordsOf(document))).map((word) => `does not show ${word}`);
  } finally {
    await browser.close();
    server.close();
  }
}

/**
 * Every name of a property and value of an enumeration that bodies have, and every error code of a contract.
 * The members of a parameter that is an object, and the names that a map may have, only some show.
 */
export function wordsOf(document: OpenApiDocument): string[] {
  const words = new Set(Object.keys(document['x-error-codes'] ?? {}));
  const seen = new Set<object>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null || seen.has(node)) return;
    seen.add(node);
    const { $ref, properties, enum: values } = node as Node;
    if ($ref !== undefined) visit(resolve(document, { $ref }));
    for (const [name, property] of Object.entries(properties ?? {})) {
      words.add(name);
      visit(property);
    }
    if (Array.isArray(values)) for (const value of values) words.add(String(value));
    for (const [key, value] of Object.entries(node))
      if (!/^(properties|examples?|enum|parameters|propertyNames|x-.*)$/.test(key)) visit(value);
  };
  visit(document.paths);
  return [...words];
}

interface Node {
  $ref?: string;
  properties?: object;
  enum?: unknown[];
}

/** What a page shows, and how much was opened just now. */
interface Seen {
  text: string;
  opened: number;
}

/** Rounds without anything new after which nothing more is to come. */
const patience = 12;

async function missingOn(page: Page, words: string[]): Promise<string[]> {
  let missing = words;
  for (let idle = 0; idle < patience && missing.length > 0; ) {
    // The page draws itself in between; what it waits for does not show.
    await page.waitForTimeout(500);
    const { text, opened } = await page.evaluate<Seen>(openAndRead);
    const before = missing.length;
    missing = missing.filter((word) => !text.includes(word));
    idle = opened > 0 || missing.length < before ? 0 : idle + 1;
  }
  return missing;
}

/** What opens something, other than the menus of a page. */
const folded = [
  '[aria-expanded=false]:not([aria-haspopup])',
  '.json-schema-2020-12-accordion:not([aria-expanded=true])',
  '.enum-toggle-button',
].join(', ');

/** In the page: opens what is folded, takes the next of each choice, each once, scrolls on, and reads. */
const openAndRead = `(() => {
  const closed = [...document.querySelectorAll('${folded}')].filter((each) => !each.dataset.opened);
  for (const each of closed) {
    each.dataset.opened = 'once';
    each.click();
  }
  const lists = new Set(
    [...document.querySelectorAll('span + div > button')]
      .map((button) => button.parentElement)
      .filter((list) => /^(One|Any) of$/.test(list.previousElementSibling.textContent.trim())),
  );
  for (const list of lists) {
    const next = [...list.children].find((each) => !each.dataset.opened);
    if (!next) continue;
    next.dataset.opened = 'once';
    next.click();
    closed.push(next);
  }
  for (const select of document.querySelectorAll('select')) {
    if (select.selectedIndex + 1 >= select.options.length) continue;
    select.selectedIndex += 1;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }
  window.scrollBy(0, 2500);
  return { text: document.body.innerText, opened: closed.length };
})()`;

function fileFor({ name, files, body }: Viewer, document: object, path: string) {
  if (path === '/')
    return ['text/html', `<!doctype html><meta charset="utf-8"><body>${body}`] as const;
  if (path === '/openapi.json') return ['application/json', JSON.stringify(document)] as const;
  const file = files[path];
  if (file === undefined) return ['text/plain', undefined] as const;
  const type = file.endsWith('.css') ? 'text/css' : 'text/javascript';
  return [type, readFileSync(new URL(`node_modules/${name}/${file}`, import.meta.url))] as const;
}
