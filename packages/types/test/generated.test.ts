import { readFile } from 'node:fs/promises';
import { digest, document, operationsOf, typeNameOf } from '@connect-api/spec';
import { describe, expect, test } from 'vitest';
import { generate } from '../generator/index.ts';

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
      expect(fresh['openapi.ts']).toContain(`\nexport type ${typeNameOf(name)} = `);
      expect(fresh['names.ts']).toContain(`  ${typeNameOf(name)},`);
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
    changed.components.schemas['Either'] = {
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

describe('the types of any contract', async () => {
  const text = { type: 'string' };
  const item = {
    type: 'object',
    required: ['name', 'id', 'pin'],
    properties: {
      name: text,
      id: { ...text, readOnly: true },
      pin: { ...text, writeOnly: true },
      old: { ...text, deprecated: true, description: 'Was the name.' },
      older: { ...text, deprecated: true },
      none: { type: 'object', additionalProperties: false },
    },
  };
  const holder = (name: string) => ({
    type: 'object',
    properties: { item: { $ref: `#/components/schemas/${name}` } },
  });
  const titled = { type: 'object', required: ['name'], properties: { name: text } };
  const allOf = (base: string, own: object) => ({
    allOf: [{ $ref: `#/components/schemas/${base}` }, { type: 'object', ...own }],
  });
  const changed = structuredClone(document);
  const [{ operation }] = operationsOf(changed) as [ReturnType<typeof operationsOf>[number]];
  Object.assign(changed.components.schemas, {
    'Add-On': item,
    Record: holder('Add-On'),
    sent: holder('Add-On'),
    Titled: titled,
    Kept: allOf('Titled', { required: ['since'], properties: { since: text } }),
    Lent: allOf('Kept', { properties: { to: text } }),
    Shelf: {
      type: 'object',
      properties: { lent: allOf('Kept', { properties: { now: text } }) },
    },
    Renamed: allOf('Titled', { properties: { name: text } }),
    Counted: allOf('Titled', { additionalProperties: { type: 'number' } }),
    Endless: allOf('Endless', { properties: { name: text } }),
  });
  const media = (name: string) => ({ schema: { $ref: `#/components/schemas/${name}` } });
  operation.operationId = 'tryThis';
  operation.requestBody = { content: { 'application/merge-patch+json': media('sent') } };
  operation.responses = {
    '2XX': { description: 'x', content: { 'application/hal+json': media('Record') } },
    '4XX': { description: 'x', content: { 'application/json': media('ErrorResponse') } },
  };
  const [, second] = operationsOf(changed) as [unknown, ReturnType<typeof operationsOf>[number]];
  second.operation.operationId = 'tryThat';
  second.operation.requestBody = { content: { 'application/json': { schema: text as never } } };
  const event = { type: 'object', properties: { type: { ...text, enum: ['happened'] } } };
  const requestBody: any = { content: { 'application/json': { schema: event } } };
  changed.webhooks = { happened: { post: { operationId: 'happen', requestBody, responses: {} } } };
  const made = await generate(changed, digest);
  const plain = (name: string) => (made[name] ?? '').replace(/\s+/g, ' ');

  test('have names that are identifiers', () => {
    expect(plain('openapi.ts')).toContain('export type AddOn = {');
    expect(plain('openapi.ts')).toContain('"Add-On": AddOn;');
    expect(plain('openapi.ts')).not.toContain('Record<');
    expect(plain('names.ts')).toMatch(/ AddOn, .* AddOnInput, /);
  });

  test('ask of each way what travels on it', () => {
    expect(plain('openapi.ts')).toContain('AddOn = { name: string; readonly id: string; pin?:');
    expect(plain('openapi.ts')).toContain(
      'AddOnInput = { name: string; readonly id?: string; pin:',
    );
    expect(plain('openapi.ts')).toContain('export type Sent = { item?: AddOnInput; };');
    expect(plain('openapi.ts')).toContain('export type Record = { item?: AddOn; };');
  });

  test('show of what inherits all that it has', () => {
    expect(plain('openapi.ts')).toContain('Lent = { name: string; since: string; to?: string; };');
    expect(plain('openapi.ts')).toContain('lent?: { name: string; since: string; now?: string; };');
  });

  test('keep apart what cannot be one object', () => {
    expect(plain('openapi.ts')).toContain('Renamed = Titled & { name?: string; };');
    expect(plain('openapi.ts')).toContain('Counted = Titled & { [key: string]: number; };');
    expect(plain('openapi.ts')).toContain('Endless = Endless & { name?: string; };');
  });

  test('tell what is deprecated behind its description', () => {
    expect(plain('openapi.ts')).toContain('/** * Was the name. * @deprecated */ old?: string;');
    expect(plain('openapi.ts')).toContain('/** @deprecated */ older?: string;');
  });

  test('take a body that is written in place, and may be missing', () => {
    expect(plain('names.ts')).toContain(
      "export type TryThatRequest = NonNullable<operations['tryThat']['requestBody']>['content']['application/json'];",
    );
  });

  test('know ranges of statuses and media types made of JSON', () => {
    const operation = "operations['tryThis']";
    expect(plain('names.ts')).toContain('TryThisRequest = Sent;');
    expect(plain('names.ts')).toContain(
      `TryThisResponse = ${operation}['responses']['2XX']['content']['application/hal+json'];`,
    );
    expect(plain('names.ts')).toContain(
      `TryThisError = ${operation}['responses']['4XX']['content']['application/json'];`,
    );
  });

  test('have webhooks among no operations', () => {
    const [, operations] = plain('openapi.ts').split('export interface operations {');
    expect(operations).not.toContain(' happen: ');
  });

  test('are named after operations as identifiers, and refuse one without a name', async () => {
    const renamed = structuredClone(document);
    const [{ operation }] = operationsOf(renamed) as [ReturnType<typeof operationsOf>[number]];
    operation.operationId = 'try-this';
    expect((await generate(renamed, digest))['names.ts']).toContain(
      "export type TryThisPathParameters = operations['try-this']['parameters']['path'];",
    );
    Object.assign(operation, { operationId: undefined });
    await expect(generate(renamed, digest)).rejects.toThrow(
      /^[A-Z]+ \/.*: it has no operationId\./,
    );
  });

  test('refuse a name that two schemas would have', async () => {
    Object.assign(changed.components.schemas, { 'Add-OnInput': text });
    await expect(generate(changed, digest)).rejects.toThrow(
      'Schema Add-On has readOnly properties and is used by requests',
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
