import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  document,
  errorCodes,
  operations,
  schemaNames,
  webhooks,
} from '../src/site/contract/document.ts';
import * as addresses from '../src/site/navigation/addresses.ts';
import { indexOf, type Page, readIndex, search } from '../src/site/search/search.ts';
import { readersWords } from '../src/site/search/synonyms.ts';
import cases from './search-queries.json' with { type: 'json' };
import { dist } from './site.ts';

const file = readFileSync(path.join(dist, 'search.json'), 'utf8');
const index = readIndex(file);
const queries = Object.entries<string[]>(cases.queries);
const first = (question: string) => search(index, question)[0]?.path ?? 'nothing';

// A page that came later may answer a question better: the answers are the best of what was there.
const known = readIndex(file);
const later = laterPages();
for (const address of later) known.discard(address);
// Until then its words still count.
await known.vacuum();
/** Pages that list what all operations have, such as an error's, become longer and say less of each word. */
const reach = later.length > 0 ? 3 : 1;

describe('the search', () => {
  it.each(queries)('for "%s" finds %s first', (question, wanted) => {
    const found = search(known, question).map((hit) => hit.path);
    if (wanted.length === 0) return expect(found).toEqual([]);
    const fits = found
      .slice(0, reach)
      .some((page) =>
        wanted.some((address) =>
          address.endsWith('#') ? page === address.slice(0, -1) : page.startsWith(address),
        ),
      );
    expect(fits, `${found[0]} came first`).toBe(true);
  });

  it('finds a page by its very title before one that readers call so', () => {
    const page = (path: string, title: string, keywords: string): Page => ({
      ...{ path, title, keywords, name: '', endpoint: '', status: '', properties: '' },
      ...{ description: '', headings: [], text: '' },
    });
    const pages = [
      page('/guides/holidays/', 'Holidays', 'pause a subscription, pause'),
      page('/reference/operations/pause/', 'Pause a subscription', ''),
    ];
    for (const each of [pages, pages.toReversed()]) {
      const [first] = search(indexOf(each), 'Pause a subscription');
      expect(first?.path).toBe('/reference/operations/pause/');
    }
  });

  const named = [
    ...operations.map(
      ({ operationId }) => [operationId, addresses.operation(operationId)] as const,
    ),
    ...errorCodes.map(({ code }) => [code, addresses.error(code)] as const),
    ...schemaNames.map((name) => [name, addresses.schema(name)] as const),
    ...webhooks.map(({ name }) => [name, addresses.webhook(name)] as const),
  ];

  it.each(named)('finds the page of %s by its name, in any case', (name) => {
    // A webhook may be named as a schema is, but for capitals.
    const wanted = named
      .filter(([each]) => each.toLowerCase() === name.toLowerCase())
      .map(([, address]) => address);
    expect(wanted).toContain(first(name));
    expect(wanted).toContain(first(name.toLowerCase()));
  });

  it.each(operations)(
    'finds $operationId by its summary, and by its path as a log shows it',
    ({ operationId, method, path: template, operation }) => {
      const address = addresses.operation(operationId);
      // Two may do the same, each for its own.
      const namesakes = operations.filter((one) => one.operation.summary === operation.summary);
      expect(namesakes.map((one) => addresses.operation(one.operationId))).toContain(
        first(operation.summary ?? ''),
      );
      const path = template.replace(/\{.+?\}/g, 'a-7');
      for (const question of [template, path, `${path}?page=2`]) {
        const found = search(index, question).map((hit) => hit.path);
        const same = operations.filter((one) => one.path === template).length;
        expect(found.slice(0, same)).toContain(address);
        expect(first(`${method} ${question}`)).toBe(address);
      }
    },
  );

  it.each(Object.entries(readersWords))('finds for "%s" what it finds for "%s"', (said, meant) => {
    const found = search(index, said).map(({ path: address }) => address);
    const wanted = meant.split(' ').flatMap((word) => search(index, word).slice(0, 3));
    expect(found).toEqual(expect.arrayContaining(wanted.map(({ path: address }) => address)));
  });

  it('leads to the sections that answer', () => {
    const [hit] = search(index, 'withdrawn');
    expect(hit?.headings.length).toBeGreaterThan(0);
  });
});

/** The pages of operations and webhooks that the queries do not know, and of schemas that only those have. */
function laterPages(): string[] {
  const known = [
    ...operations.filter(({ operationId }) => cases.operations.includes(operationId)),
    ...webhooks.filter(({ name }) => cases.webhooks.includes(name)),
  ];
  const schemas = schemasOf(known);
  return [
    ...operations
      .filter((each) => !known.includes(each))
      .map(({ operationId }) => addresses.operation(operationId)),
    ...webhooks.filter((each) => !known.includes(each)).map(({ name }) => addresses.webhook(name)),
    ...schemaNames.filter((name) => !schemas.has(name)).map((name) => addresses.schema(name)),
  ];
}

/** The names of the schemas that something refers to, itself or through another. */
function schemasOf(value: unknown, found: Set<string> = new Set()): Set<string> {
  for (const [, name = ''] of JSON.stringify(value).matchAll(/#\/components\/schemas\/([^"/]+)/g)) {
    if (found.has(name)) continue;
    found.add(name);
    schemasOf(document.components.schemas[name], found);
  }
  return found;
}
