import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import YAML from 'yaml';
import { at, errorCodesOf, exchangesOf, fillPath, operationsOf, resolve } from '../lib/contract.js';

const document = YAML.parse(
  await readFile(new URL('rules/contract.yaml', import.meta.url), 'utf8'),
);

describe('the views of a contract', () => {
  it('list operations with the parameters of their path and their references resolved', () => {
    const operations = operationsOf(document);

    expect(operations.map(({ operationId, method }) => [operationId, method])).toEqual([
      ['changeColour', 'post'],
      ['getBoat', 'get'],
    ]);
    expect(operations[0]?.parameters.map(({ name }) => name)).toEqual([
      'boatId',
      'X-Idempotency-Key',
    ]);
    expect(operations[0]?.responses['default'].description).toBe('Any other error.');
  });

  it('tie a request to its response by the name of their examples', () => {
    expect(exchangesOf(document)[1]).toMatchObject({
      name: 'paintUnknown',
      operationId: 'changeColour',
      pathParameters: { boatId: 'boat-2' },
      request: { colour: 'OTHER', note: 'Like the sea' },
      status: '404',
      response: { code: 'BOAT_NOT_FOUND' },
    });
  });

  it('tie a request without a body by the name of its path parameter', () => {
    const exchange = exchangesOf(document).find(({ operationId }) => operationId === 'getBoat');

    expect(exchange).toMatchObject({
      name: 'showBoat',
      pathParameters: { boatId: 'boat-1' },
      status: '200',
    });
    expect(exchange).not.toHaveProperty('request');
  });

  it('list error codes in the order of the table', () => {
    expect(
      errorCodesOf(document)
        .map(({ code, status }) => `${code} ${status}`)
        .slice(0, 2),
    ).toEqual(['BOAT_NOT_FOUND 404', 'idempotency_key_mismatch 409']);
  });

  it('follow references, also through escaped names', () => {
    expect(at(document, '#/paths/~1boats~1%7BboatId%7D/get/operationId')).toBe('getBoat');
    expect(resolve(document, { $ref: '#/components/schemas/Extras' }).description).toBe(
      'Anything else.',
    );
  });

  it('say where a reference leads nowhere', () => {
    expect(() => resolve(document, { $ref: '#/components/schemas/Ship' })).toThrow(
      'The contract has nothing at #/components/schemas/Ship',
    );
  });

  it('encode what they fill into a path', () => {
    expect(fillPath('/boats/{boatId}/paint', { boatId: 'a/b c' })).toBe('/boats/a%2Fb%20c/paint');
  });
});
