import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createSandbox } from '@connect-api/sandbox';
import { document, operationsOf } from '@connect-api/spec';
import { describe, expect, it } from 'vitest';
import { exchanges } from '../src/site/contract/document.ts';
import { twin } from '../src/site/navigation/addresses.ts';
import { pages } from './all-pages.ts';
import { dist, fold, type Page, plain, textOf } from './site.ts';

const readable = pages.filter((page) => page.path !== '/404.html');
const fileOf = (address: string) => readFileSync(path.join(dist, address), 'utf8');

describe('the Markdown twin', () => {
  it.each(readable)('of $path says every word of the page', (page) => {
    const markdown = fileOf(twin(page.path));
    const [title = ''] = markdown.split('\n');
    expect(title).toMatch(/^# /);
    expect(plain(title)).toBe(textOf(page, 'h1'));
    const said = new Set(wordsOf(markdown));
    expect(wordsOf(contentOf(page)).filter((word) => !said.has(word))).toEqual([]);
  });

  it('has the code of the page, letter by letter', () => {
    for (const page of readable) {
      const blocks = page
        .$('main pre')
        .not('[data-twin=skip] pre')
        .toArray()
        .map((block) => page.$(block).text());
      // JSON stands on fewer lines, and code in a list is indented.
      const said = withoutSpace(fileOf(twin(page.path)));
      for (const block of blocks) expect(said).toContain(withoutSpace(block));
    }
  });

  it('says nothing that leads around on the site or is meant for a screen reader alone', () => {
    for (const page of readable) {
      const aids = page.$('main').find('.sr-only, .pagination-links').not('fieldset *').toArray();
      const markdown = fileOf(twin(page.path)).replace(/\s+/g, ' ');
      for (const aid of aids) {
        const text = page.$(aid).text().replace(/\s+/g, ' ').trim();
        expect(markdown, page.path).not.toContain(text);
      }
    }
  });

  it('links a place once', () => {
    for (const page of readable) {
      const links = [...fileOf(twin(page.path)).matchAll(/\]\((\/[^)]*)/g)].map(([, link]) => link);
      expect(new Set(links).size, page.path).toBe(links.length);
    }
  });

  it('is named by its page', () => {
    for (const page of readable) {
      expect(page.$('link[rel=alternate][type="text/markdown"]').attr('href')).toBe(
        twin(page.path),
      );
    }
  });

  it('leads to other twins and to files', () => {
    for (const { path: address } of readable) {
      const links = [...fileOf(twin(address)).matchAll(/\]\((\/[^)#]*)/g)].map(([, link]) => link);
      for (const link of links) expect(existsSync(path.join(dist, link ?? '')), link).toBe(true);
    }
  });
});

describe('the twin of an operation', () => {
  it.each(operationsOf(document))(
    '$operationId fits the patience of a model',
    ({ operationId }) => {
      const twin = fileOf(`/reference/operations/${operationId}.md`);
      const answers = exchanges.filter((exchange) => exchange.operationId === operationId).length;
      // Of an answer it shows what others do not have, those of other operations among them.
      expect(Buffer.byteLength(twin)).toBeLessThan(14_500 + 880 * answers);
    },
  );

  it.each(exchanges)('is enough to send $name and to know its answer', async (exchange) => {
    const twin = fileOf(`/reference/operations/${exchange.operationId}.md`);
    // An operation may be named like its example; the line of an answer begins with its status.
    const [before = '', after = ''] = twin.split(
      new RegExp(`(?<=^\\d{3}.*)\`${exchange.name}\`\n`, 'm'),
    );
    const command = before.split('```sh\n').at(-1)?.split('```')[0] ?? '';
    const [, method, quoted = ''] = /^curl -X (\w+) '(.+)'/.exec(command) ?? [];
    const url = unquoted(quoted);
    const headers = [...command.matchAll(/-H '([^:]+): (.+)'/g)].map(
      ([, name = '', value = '']) => [name, unquoted(value)] as [string, string],
    );
    const body = unquoted(/-d '([\s\S]*)'/.exec(command)?.[1] ?? '');
    const { fetch } = createSandbox({ clock: 'frozen' });
    const response = await fetch(url, { method: method ?? '', headers, ...(body && { body }) });
    expect(before.split('\n').at(-1)).toContain(String(response.status));
    const [told = ''] = after.split('```json\n').slice(1);
    const text = await response.text();
    const [code = ''] = told.split('```');
    // Of an answer without a body nothing is told.
    if (text === '') return;
    // Of a list one entry is told of: by its names, where it has some.
    const [answer] = [JSON.parse(text)].flat();
    if (typeof answer !== 'object' || answer === null)
      return expect([JSON.parse(code)].flat()[0]).toBe(answer);
    const names = ownNames(code);
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(answer).toHaveProperty(name);
  });
});

describe('llms.txt', () => {
  it('lists every page with its description', () => {
    const index = fileOf('llms.txt');
    for (const page of readable) {
      const description = page.$('meta[name=description]').attr('content');
      expect(index).toContain(`](${twin(page.path)}): ${description}`);
    }
  });

  it('has a full form with every twin', () => {
    const full = fileOf('llms-full.txt');
    for (const page of readable) expect(full).toContain(fileOf(twin(page.path)));
  });

  it('has that form in parts too, which together have every twin', () => {
    const [, whole = ''] = fileOf('llms.txt').split('## The whole of it');
    const files = [...whole.matchAll(/\((?:https?:\/\/[^/]+)?\/([^)]*llms-[^)]+)\)/g)]
      .map(([, file = '']) => file)
      .filter((file) => !file.endsWith('llms-full.txt'));
    expect(files.length).toBeGreaterThan(3);
    const parts = files.map(fileOf);
    for (const page of readable)
      expect(parts.some((part) => part.includes(fileOf(twin(page.path))))).toBe(true);
  });
});

describe('the structured metadata', () => {
  it.each(readable)('of $path has its title and description', ({ $, path: address }) => {
    const metadata = JSON.parse($('script[type="application/ld+json"]').text());
    expect(metadata['@context']).toBe('https://schema.org');
    expect(metadata.headline ?? metadata.name).toBe(fold($('h1').text()));
    expect(metadata.description).toBe($('meta[name=description]').attr('content'));
    expect(metadata.url).toBe(address);
  });
});

/** The names in an object, without those of objects inside it. Some of it may be left out. */
function ownNames(json: string): string[] {
  // Of a list those of its entries.
  let inner = json
    .trim()
    .replace(/^\[\s*|\s*\]$/g, '')
    .slice(1, -1);
  for (let before = ''; before !== inner; ) {
    before = inner;
    inner = inner.replace(/[{[][^{}[\]]*[}\]]/g, '');
  }
  return [...inner.matchAll(/"(\w+)":/g)].map(([, name = '']) => name);
}

/** What a shell makes of a text between quotes. */
const unquoted = (text: string) => text.replaceAll("'\\''", "'");

const withoutSpace = (text: string) => text.replace(/\s+/g, '');

/** What a page says apart from what is there to be clicked. */
function contentOf({ $ }: Page): string {
  const main = $('main').clone();
  main
    .find(
      'footer, fieldset, button, form, nav, .pagination-links, .sl-anchor-link, .sr-only, script, template, .jump, [data-twin=skip]',
    )
    .remove();
  main.find('[data-pagefind-ignore]').not('[data-twin=keep]').remove();
  main.find('svg').each((_, svg) => {
    $(svg).replaceWith($(svg).attr('aria-label') ?? '');
  });
  main.find('wbr').remove();
  main.find('*').before(' ').append(' ');
  return main.text();
}

const wordsOf = (text: string) => text.replaceAll('\\', '').match(/[\p{L}\p{N}]+/gu) ?? [];
