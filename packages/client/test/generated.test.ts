import { readFile } from 'node:fs/promises';
import { digest, document, errorCodesOf, operationsOf } from '@connect-api/spec';
import type { CancelReason } from '@connect-api/types';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { generate } from '../generator/index.ts';
import { operations } from '../src/generated/contract.js';
import * as values from '../src/generated/values.js';

describe('the generated table', () => {
  test.each(Object.entries(generate(document, digest)))(
    '%s is what the contract gives',
    async (name, text) => {
      const url = new URL(`../src/generated/${name}`, import.meta.url);
      expect(await readFile(url, 'utf8'), 'run `npm run generate`').toBe(text);
    },
  );

  test('has every operation of the contract', () => {
    expect(operations).toMatchObject(
      Object.fromEntries(
        operationsOf(document).map(({ operationId, method, path }) => [
          operationId,
          { method: method.toUpperCase(), path },
        ]),
      ),
    );
  });

  test('knows which successes have no body', () => {
    const changed = structuredClone(document);
    const [first] = operationsOf(changed);
    Object.assign(first?.operation.responses ?? {}, { 204: { description: 'Done.' } });
    expect(generate(changed, digest)['contract.ts']).toContain('empty: [204] },');
  });

  test('knows how a request is written that is not plain JSON', () => {
    const changed = structuredClone(document);
    const { operation }: any = operationsOf(changed)[0];
    const schema = { type: 'array', items: { type: 'string' } };
    operation.parameters.push({ name: 'kind', in: 'query', explode: false, schema });
    const { content } = operation.requestBody;
    operation.requestBody.content = { 'application/merge-patch+json': Object.values(content)[0] };
    Object.assign(operation.responses, { '2XX': { description: 'Done.' } });
    expect(generate(changed, digest)['contract.ts']).toContain(
      "type: 'application/merge-patch+json', joined: ['kind'], empty: [201, 202, 203, 204, 205, 206] },",
    );
  });

  test('has no two lists of one name', () => {
    const changed = structuredClone(document);
    const schema = { type: 'string', enum: ['a', 'b'] };
    Object.assign(changed.components.schemas, { 'One-Two': schema, OneTwo: schema });
    expect(() => generate(changed, digest)).toThrow('would be called oneTwoValues');
  });

  test('has every enumeration of the contract as a list', () => {
    // A condition asks for some of them, and names none; names in a map are not values.
    const text = JSON.stringify(document, (key, value) =>
      ['if', 'propertyNames'].includes(key) ? undefined : value,
    );
    const enumerations = text.matchAll(/"enum":(\["[^\]]+",[^\]]+\])/g);
    const lists = Object.values(values).map((list) => JSON.stringify(list));
    for (const [, list] of enumerations) expect(lists).toContain(list);
  });

  test('has every error code of the contract', () => {
    expect(values.errorCodeValues).toEqual(errorCodesOf(document).map(({ code }) => code));
    expectTypeOf<(typeof values.cancelReasonValues)[number]>().toEqualTypeOf<CancelReason>();
  });

  test('has enumerations of parameters, of items and with quotes', () => {
    const changed = structuredClone(document);
    const first: any = operationsOf(changed)[0];
    const schema = { type: 'array', items: { type: 'string', enum: ["it's", 'so'] } };
    first?.operation.parameters.push({ name: 'X-Sort', in: 'header', schema });
    expect(generate(changed, digest)['values.ts']).toContain(
      `export const ${first?.operationId}XSortValues = [\n  "it's",\n  'so',\n] as const;`,
    );
  });

  test('needs a name of every operation', () => {
    const changed = structuredClone(document);
    Object.assign(operationsOf(changed)[0]?.operation ?? {}, { operationId: undefined });
    expect(() => generate(changed, digest)).toThrow(/^[A-Z]+ \/.*: it has no operationId\./);
  });

  test('needs the contract to say where the API key goes', () => {
    const keyless = { ...document, components: { ...document.components, securitySchemes: {} } };
    expect(() => generate(keyless, digest)).toThrow('no security scheme of type apiKey');
  });
});
