// The tools that are quick, and what the last run of all says. `npm run tools` runs all, and so does
// every night.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { faultsOfTypes } from '../compile.ts';
import type { Untyped } from '../on-demand.ts';
import results from '../results.json' with { type: 'json' };
import { wrongVerdicts } from '../servers.ts';
import { tools, tryTool, versionOf } from '../table.ts';
import { leftOut, viewers, wordsOf } from '../viewers.ts';

// Slow to load, or installed by `npm run tools` alone.
const others = ['@scalar/api-reference', 'swagger-ui-dist', 'express-openapi-validator'];
const quick = tools
  .filter(({ kind, name }) => !['generator', 'importer'].includes(kind) && !others.includes(name))
  .filter(({ name }) => name !== 'fastify-openapi-glue')
  .flatMap((tool) => tool.reads.map((version) => ({ ...tool, version })));

test.each(quick)('$name reads the contract in OpenAPI $version', async ({ version, ...tool }) => {
  expect(await tryTool(tool, version)).toEqual([]);
});

test('a tool that reads the contract wrong is told with what it said', async () => {
  const [tool] = tools.filter(({ name }) => name === '@apidevtools/swagger-parser');
  const run = (document: object) => tool!.run({ ...document, openapi: '9.9.9' });
  expect(await tryTool({ ...tool!, run }, '3.1')).toEqual([expect.stringContaining('9.9.9')]);
});

/** Paths with one operation that is sent something, and gets it back. */
function bodyOf(schema: object, value: unknown) {
  const content = { 'application/json': { schema, examples: { thing: { value } } } };
  const responses = { 200: { description: 'It is done.', content } };
  return { '/things': { post: { operationId: 'makeThing', requestBody: { content }, responses } } };
}

test('a viewer that leaves out a name, a value or a code is told so', async () => {
  const viewer = viewers.find(({ name }) => name === 'redoc')!;
  const contract: Untyped = {
    openapi: '3.1.0',
    info: { title: 'x', version: '1' },
    // A viewer shows what is, not what is not.
    paths: bodyOf({ not: { properties: { hidden: { enum: ['secret'] } } } }, 'x'),
    'x-error-codes': { UNSEEN: {} },
  };
  const words = ['UNSEEN', 'hidden', 'secret'];
  expect(wordsOf(contract)).toEqual(words);
  expect(await leftOut(viewer, contract)).toEqual(words.map((word) => `does not show ${word}`));
});

describe('generated code', () => {
  const faultsOf = (type: string) => {
    const folder = mkdtempSync(join(tmpdir(), 'connect-tools-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    return faultsOfTypes(folder, (body) => `export const body: ${type} = ${body};`);
  };

  test('that takes everything is told so', () => {
    expect(faultsOf('object')).toEqual([
      'takes a request with OTHER without a comment',
      'takes a request with no schedule',
      'takes a request with an unknown reason',
    ]);
  });

  test('that takes nothing is told why', () => {
    expect(faultsOf('never')).toEqual([expect.stringMatching(/^refuses a right request: .+never/)]);
  });
});

describe('a server', () => {
  const closed = {
    type: 'object',
    additionalProperties: false,
    properties: { name: { type: 'string' }, size: { type: 'integer' } },
  };
  const contract = { paths: bodyOf(closed, { name: 'x', size: 3 }) };

  test('that takes everything is told so', async () => {
    expect(await wrongVerdicts({ handle: async () => 200 }, contract)).toEqual([
      'takes thing with a surplus property',
      'takes thing with a number for name',
    ]);
  });

  test('that takes what the contract takes is right', async () => {
    const open = { paths: bodyOf({ type: 'object', additionalProperties: true }, { name: 'x' }) };
    expect(await wrongVerdicts({ handle: async () => 200 }, open)).toEqual([]);
  });

  test('that takes nothing is told so', async () => {
    expect(await wrongVerdicts({ handle: async () => 400 }, contract)).toEqual([
      'refuses thing with 400',
    ]);
  });
});

test('the results are those of these tools, in these versions', () => {
  const tried = results.map(({ name, version, kind, reads }) => ({ name, version, kind, reads }));
  expect(tried).toEqual(
    tools.map(({ name, kind, reads }) => ({ name, version: versionOf(name), kind, reads })),
  );
});
