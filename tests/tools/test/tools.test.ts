// The tools that are quick. `npm run tools` tries all, and so does every night.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tools, tryTool, versionOf } from '../table.ts';
import { leftOut, viewers, wordsOf } from '../viewers.ts';

const slow = ['@scalar/api-reference', 'swagger-ui-dist'];
const quick = tools.filter(
  ({ kind, name }) => kind !== 'generator' && kind !== 'importer' && !slow.includes(name),
);
const page = readFileSync(
  new URL('../../../docs/src/content/docs/guides/tools.md', import.meta.url),
  'utf8',
);

test.each(quick)('$name reads the contract in OpenAPI $reads', async (tool) => {
  expect(await tryTool(tool)).toEqual([]);
});

describe('a tool that reads the contract wrong', () => {
  test('is told with what it said', async () => {
    const [tool] = tools.filter(
      ({ name, reads }) => name.endsWith('swagger-parser') && reads === '3.1',
    );
    const run = (document: object, file: string) =>
      tool!.run({ ...document, openapi: '9.9.9' }, file);
    expect(await tryTool({ ...tool!, run })).toEqual([expect.stringContaining('9.9.9')]);
  });
});

test('a viewer that leaves out a name, a value or a code is told so', async () => {
  const viewer = viewers.find(({ name }) => name === 'redoc')!;
  const contract = {
    openapi: '3.1.0',
    info: { title: 'x', version: '1' },
    paths: {},
    components: { schemas: { Odd: { properties: { hidden: { enum: ['secret'] } } } } },
    'x-error-codes': { UNSEEN: {} },
  };
  const words = ['UNSEEN', 'hidden', 'secret'];
  expect(wordsOf(contract)).toEqual(words);
  expect(await leftOut(viewer, contract)).toEqual(words.map((word) => `does not show ${word}`));
});

test.each(tools)('the docs list $name for OpenAPI $reads', ({ name, reads, kind }) => {
  expect(page).toContain(`| ${name} | ${versionOf(name)} | ${kind} | ${reads} |`);
});
