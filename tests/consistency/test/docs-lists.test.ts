// What docs say of what is in lists: of a contract of its own, since the published one has no such lists.
import { readDocument, type Schema } from '@connect-api/probes';
import { document, type OpenApiDocument, operationsOf } from '@connect-api/spec';
import { expect, test } from 'vitest';
import { docs } from '../lib/artifacts/docs.ts';
import { factsOf } from '../lib/facts.ts';
import { keyOf } from '../lib/finding.ts';

const [{ operationId = '' } = {}] = operationsOf(document);
const listOf = (items: Schema): Schema => ({ type: 'array', maxItems: 9, items });
const lists = {
  state: listOf({ type: 'string', enum: ['open', 'in progress'] }),
  day: listOf({ type: 'string', format: 'date' }),
  fields: listOf({ type: 'string', maxLength: 40, pattern: '^[a-z]{1,2}$' }),
  rows: listOf(listOf({ type: 'integer', minimum: 1 })),
};
const root = readDocument(withLists(lists), '');
const facts = factsOf(root).filter(({ about }) => about.parameter && about.parameter in lists);

test('docs that say what the contract says of lists are read so', async () => {
  expect(await differencesWith({})).toEqual([]);
});

test.each<[what: string, other: Partial<typeof lists>, fact: string]>([
  [
    'a value that items may have',
    { state: listOf({ type: 'string', enum: ['open', 'closed'] }) },
    'enum value state items in progress',
  ],
  [
    'that they may have others',
    { state: listOf({ anyOf: [{ enum: ['open', 'in progress'] }, { type: 'string' }] }) },
    'constraint state items other values',
  ],
  ['their form', { day: listOf({ type: 'string', format: 'time' }) }, 'format day items'],
  [
    'how long they may be',
    { fields: listOf({ type: 'string', maxLength: 9, pattern: '^[a-z]{1,2}$' }) },
    'constraint fields items maxLength',
  ],
  [
    'their pattern',
    { fields: listOf({ type: 'string', maxLength: 40, pattern: '^[a-z]{1,3}$' }) },
    'constraint fields items pattern',
  ],
  [
    'how many there are in a list of a list',
    { rows: listOf({ ...listOf({ type: 'integer', minimum: 1 }), maxItems: 8 }) },
    'constraint rows items maxItems',
  ],
  [
    'what holds in it',
    { rows: listOf(listOf({ type: 'integer', minimum: 0 })) },
    'constraint rows items items minimum',
  ],
])('docs that say something else of %s are told by the fact', async (_, other, fact) => {
  expect(await differencesWith(other)).toContain(
    fact.replace(/ (?=state|day|fields|rows)/, ` ${operationId} query `),
  );
});

test('docs that say something else of a list are not told by what is in it', async () => {
  const other = { fields: { ...lists.fields, maxItems: 40 } };
  expect(await differencesWith(other)).toEqual([`constraint ${operationId} query fields maxItems`]);
});

/** The facts that docs of other lists do not say. */
async function differencesWith(other: Partial<typeof lists>): Promise<string[]> {
  const pages = await docs.generate(withLists({ ...lists, ...other }));
  const found = await docs.check(pages, facts, { root, facts, probes: [] });
  return found.map(({ fact }) => keyOf(fact));
}

function withLists(schemas: Record<string, Schema>): OpenApiDocument {
  const copy = structuredClone(document);
  const [{ operation } = { operation: undefined }] = operationsOf(copy);
  const parameters = Object.entries(schemas).map(([name, schema]) => ({
    name,
    in: 'query',
    description: `A list: ${name}.`,
    schema,
  }));
  operation?.parameters?.push(...(parameters as never[]));
  return copy;
}
