import { readFile } from 'node:fs/promises';
import { digest, document } from '@connect-api/spec';
import { describe, expect, test } from 'vitest';
import { generate } from '../generator/index.js';

const committed = (name: string) =>
  readFile(new URL(`../src/generated/${name}`, import.meta.url), 'utf8');

describe('the generated files', async () => {
  const fresh = await generate(document, digest);

  test.each(Object.entries(fresh))('%s is what the contract gives', async (name, text) => {
    expect(await committed(name), 'run `npm run generate`').toBe(text);
  });

  test.each(Object.keys(fresh))('%s says on its first line what made it', async (name) => {
    const [first] = (await committed(name)).split('\n');
    expect(first).toContain('from spec/openapi.yaml');
    expect(first).toContain(digest);
    expect(first).toContain('Do not edit');
  });

  test('name every schema of the contract', () => {
    for (const name of Object.keys(document.components.schemas)) {
      expect(fresh['openapi.ts']).toContain(`\nexport type ${name} = `);
      expect(fresh['names.ts']).toContain(`  ${name},`);
    }
  });

  test('change when a fact of the contract changes', async () => {
    const changed = structuredClone(document);
    const [schema] = Object.values<any>(changed.components.schemas).filter((s) => s.properties);
    schema.properties.somethingNew = { type: 'integer' };
    expect((await generate(changed, digest))['openapi.ts']).not.toBe(fresh['openapi.ts']);
  });

  test('keep a variant that says nothing of its own', async () => {
    const changed = structuredClone(document);
    changed.components.schemas.Either = {
      type: 'object',
      properties: { always: { type: 'string' } },
      oneOf: [
        { title: 'Plain' },
        { title: 'Other', properties: { other: { type: 'string' } }, required: ['other'] },
      ],
    };
    const text = (await generate(changed, digest))['openapi.ts'] ?? '';
    const [type = ''] = /export type Either = [^;]*;[^;]*;[^;]*;/.exec(text) ?? [];
    expect(type.replace(/\s+/g, ' ')).toBe(
      'export type Either = { always?: string; } & (unknown | { other: string; });',
    );
  });
});

describe('the published document', () => {
  const dist = (name: string) => readFile(new URL(`../dist/${name}`, import.meta.url), 'utf8');

  test('is the contract, with its digest', async () => {
    expect(JSON.parse(await dist('openapi.json'))).toEqual(document);
    expect(await dist('openapi.json.sha256')).toBe(`${digest}  openapi.json\n`);
    expect(await dist('openapi.yaml')).toContain(digest);
  });
});
