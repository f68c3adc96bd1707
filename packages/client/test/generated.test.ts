import { readFile } from 'node:fs/promises';
import { digest, document, operationsOf } from '@connect-api/spec';
import { describe, expect, test } from 'vitest';
import { generate } from '../generator/index.js';
import { operations } from '../src/generated/contract.js';

describe('the generated table', () => {
  test.each(Object.entries(generate(document, digest)))(
    '%s is what the contract gives',
    async (name, text) => {
      const url = new URL(`../src/generated/${name}`, import.meta.url);
      expect(await readFile(url, 'utf8'), 'run `npm run generate`').toBe(text);
    },
  );

  test('has every operation of the contract', () => {
    expect(operations).toEqual(
      Object.fromEntries(
        operationsOf(document).map(({ operationId, method, path }) => [
          operationId,
          { method: method.toUpperCase(), path },
        ]),
      ),
    );
  });

  test('needs the contract to say where the API key goes', () => {
    const keyless = { ...document, components: { ...document.components, securitySchemes: {} } };
    expect(() => generate(keyless, digest)).toThrow('no security scheme of type apiKey');
  });
});
