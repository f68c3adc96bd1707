import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorCodes, operations, schemaNames } from '../src/site/contract/contract.ts';
import * as addresses from '../src/site/navigation/addresses.ts';
import { readIndex, search } from '../src/site/search/search.ts';
import cases from './search-queries.json' with { type: 'json' };
import { dist } from './site.ts';

const index = readIndex(readFileSync(path.join(dist, 'search.json'), 'utf8'));
const queries = Object.entries<string[]>(cases.queries);
const first = (question: string) => search(index, question)[0]?.path ?? 'nothing';

describe('the search', () => {
  it.each(queries)('for "%s" finds %s first', (question, wanted) => {
    const found = first(question);
    if (wanted.length === 0) return expect(found).toBe('nothing');
    const fits = wanted.some((address) =>
      address.endsWith('#') ? found === address.slice(0, -1) : found.startsWith(address),
    );
    expect(fits, `${found} came first`).toBe(true);
  });

  it.each([
    ...operations.map(({ operationId }) => [operationId, addresses.operation(operationId)]),
    ...errorCodes.map(({ code }) => [code, addresses.error(code)]),
    ...schemaNames.map((name) => [name, addresses.schema(name)]),
  ])('finds the page of %s by its name, in any case', (name = '', address) => {
    expect(first(name)).toBe(address);
    expect(first(name.toLowerCase())).toBe(address);
  });

  it('leads to the sections that answer', () => {
    const [hit] = search(index, 'withdrawn');
    expect(hit?.headings.length).toBeGreaterThan(0);
  });
});
