import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import YAML from 'yaml';
import type { OpenApiDocument } from '../lib/contract.ts';
import { problemsOf } from '../lib/lint.ts';
import { withVariantTitles } from '../lib/variant-titles.ts';
import { copyOfSpec } from './support/copy.ts';

const names = [
  'openapi.json',
  'openapi.yaml',
  'openapi.json.sha256',
  'openapi-3.0.json',
  'openapi-3.0.yaml',
];
const dist = (name: string) => readFile(new URL(`../dist/${name}`, import.meta.url), 'utf8');

describe('the bundle', () => {
  it('is the same to the byte wherever and whenever it is made', async () => {
    await using spec = await copyOfSpec();

    expect((await spec.run('bundle.ts', { cwd: '/' })).code).toBe(0);

    for (const name of names) expect(await spec.read(`dist/${name}`)).toBe(await dist(name));
  });

  it('holds the same document as JSON and as YAML', async () => {
    expect(YAML.parse(await dist('openapi.yaml'))).toEqual(JSON.parse(await dist('openapi.json')));
  });

  it('comes with the digest of its JSON, which its YAML also names', async () => {
    const digest = createHash('sha256')
      .update(await dist('openapi.json'))
      .digest('hex');

    expect(await dist('openapi.json.sha256')).toBe(`${digest}  openapi.json\n`);
    expect((await dist('openapi.yaml')).split('\n')[0]).toContain(digest);
  });

  it('is in OpenAPI 3.0 what a strict linter takes, too', async () => {
    const [problems = []] = await problemsOf(['dist/openapi-3.0.yaml'], 'redocly-3.0.yaml');

    expect(problems.map(({ message, pointer }) => `${pointer}: ${message}`)).toEqual([]);
  });

  it('refers to nothing outside itself', async () => {
    const references = (await dist('openapi.json')).matchAll(/"\$ref": "([^"]*)"/g);

    expect(
      [...references].map(([, target]) => target).filter((one) => !one?.startsWith('#/')),
    ).toEqual([]);
  });
});

describe('a schema of a choice', () => {
  const titlesOf = (schemas: OpenApiDocument['components']['schemas']) =>
    Object.values(
      withVariantTitles({ components: { schemas } } as OpenApiDocument).components.schemas,
    ).map(({ title }) => title);
  const oneOf = [{ $ref: '#/components/schemas/Sail' }, { type: 'null' as const }];

  it('has its name as title, wherever the choice is', () => {
    expect(titlesOf({ Sail: {}, Boat: { properties: { drive: { oneOf } } } })).toEqual([
      'Sail',
      undefined,
    ]);
  });

  it('keeps a title of its own', () => {
    expect(titlesOf({ Sail: { title: 'A sail' }, Drive: { oneOf } })).toEqual([
      'A sail',
      undefined,
    ]);
  });
});

describe.concurrent('bundling fails and names the file', () => {
  it('when two components would have the same name', async () => {
    await using spec = await copyOfSpec();
    await spec.write('components/Address.yaml', 'type: string\ndescription: Another address.\n');
    await spec.edit(
      'components/schemas/Sim.yaml',
      'properties:',
      'properties:\n  from:\n    $ref: ../Address.yaml',
    );

    const { code, output } = await spec.run('bundle.ts');

    expect(code).toBe(1);
    expect(output).toContain('Subscriber.yaml:22: Two schemas are referenced with the same name');
  });

  it('when a file is missing', async () => {
    await using spec = await copyOfSpec();
    await spec.edit('components/schemas/Subscriber.yaml', 'Address.yaml', 'Adress.yaml');

    const { code, output } = await spec.run('bundle.ts');

    expect(code).toBe(1);
    expect(output).toContain('Subscriber.yaml');
    expect(output).toContain('npm run lint');
  });
});
