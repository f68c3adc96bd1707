// The tools that are quick. `npm run tools` tries all, and so does every night.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tools, tryTool, versionOf } from '../table.ts';

const quick = tools.filter(({ kind }) => kind !== 'generator' && kind !== 'importer');
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

test.each(tools)('the docs list $name for OpenAPI $reads', ({ name, reads, kind }) => {
  expect(page).toContain(`| ${name} | ${versionOf(name)} | ${kind} | ${reads} |`);
});
