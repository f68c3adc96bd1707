import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import YAML from 'yaml';
import {
  at,
  errorCodesOf,
  exchangesOf,
  fillPath,
  operationsOf,
  resolve,
  type SchemaObject,
  typeNameOf,
} from '../lib/contract.ts';

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
    expect(operations[0]?.responses['default']?.description).toBe('Any other error.');
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

  it('tie a request that has no answer by name to the one success without a body', () => {
    const changed = structuredClone(document);
    const { get } = changed.paths['/boats/{boatId}'];
    get.responses['204'] = { description: 'None.' };
    delete get.responses['200'];
    const exchange = exchangesOf(changed).find(({ name }) => name === 'showBoat');
    expect(exchange).toMatchObject({ status: '204', response: undefined });
    get.responses['202'] = { description: 'Soon.' };
    expect(exchangesOf(changed).some(({ name }) => name === 'showBoat')).toBe(false);
  });

  it('tie no request to an operation of the same path in whose answers it does not show', () => {
    const answer = (...names: string[]) => ({
      content: {
        'application/json': {
          examples: Object.fromEntries(names.map((name) => [name, { value: name }])),
        },
      },
    });
    const shared = {
      paths: {
        '/boats/{boatId}': {
          parameters: [
            {
              name: 'boatId',
              in: 'path',
              required: true,
              examples: Object.fromEntries(
                ['showBoat', 'showUnknown', 'sink', 'sinkUnknown'].map((name) => [
                  name,
                  { value: name },
                ]),
              ),
            },
          ],
          get: {
            operationId: 'getBoat',
            responses: { '200': answer('showBoat'), '404': answer('showUnknown') },
          },
          delete: {
            operationId: 'deleteBoat',
            responses: { '204': {}, '404': answer('sinkUnknown') },
          },
        },
      },
    };
    expect(
      exchangesOf(shared as any).map((each) => `${each.operationId} ${each.name} ${each.status}`),
    ).toEqual([
      'getBoat showBoat 200',
      'getBoat showUnknown 404',
      'deleteBoat sink 204',
      'deleteBoat sinkUnknown 404',
    ]);
  });

  it('tie a list to the examples of its success, and to the parameters that it needs', () => {
    const examples = { all: { value: [] }, second: { value: [1] } };
    const listed = {
      paths: {
        '/boats': {
          get: {
            operationId: 'listBoats',
            parameters: [
              { name: 'page', in: 'query', examples: { second: { value: 2 } } },
              { name: 'Zone', in: 'header', required: true, examples: { eu: { value: 'EU' } } },
            ],
            responses: {
              '200': { content: { 'application/hal+json': { examples } } },
              '400': { content: { 'application/json': { examples: { bad: { value: {} } } } } },
            },
          },
        },
      },
    };
    expect(
      exchangesOf(listed as any).map(({ name, parameters, response }) => [
        name,
        parameters,
        response,
      ]),
    ).toEqual([
      ['all', { query: {}, header: { Zone: 'EU' }, cookie: {} }, []],
      ['second', { query: { page: 2 }, header: { Zone: 'EU' }, cookie: {} }, [1]],
    ]);
  });

  it('name schemas as identifiers', () => {
    expect(['Add-On', 'Subscription', 'snake_case', '2factor'].map(typeNameOf)).toEqual([
      'AddOn',
      'Subscription',
      'SnakeCase',
      'Schema2factor',
    ]);
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
    const content = '#/paths/~1boats~1%7BboatId%7D/get/responses/200/content';
    expect(at(document, `${content}/application~1json/schema/$ref`)).toContain('Boat');
    expect(at(document, '#/components/schemas/%45xtras/description')).toBe('Anything else.');
    expect(
      resolve<SchemaObject>(document, { $ref: '#/components/schemas/Extras' }).description,
    ).toBe('Anything else.');
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
