import { describe, expect, it } from 'vitest';
import type { OpenApiDocument } from '../lib/contract.ts';
import { withNamedBodies } from '../lib/named-bodies.ts';

const boat = { type: 'object', description: 'A boat.', properties: { sails: { type: 'integer' } } };
const holder = (schema: object, type = 'application/json') => ({
  description: 'What it is.',
  content: { [type]: { schema } },
});

/** @param operation all of it but its name */
function named(operation: object) {
  const document = withNamedBodies({
    paths: { '/boats': { parameters: [], post: { operationId: 'add-boat', ...operation } } },
    components: { schemas: {} },
  } as object as OpenApiDocument);
  const { requestBody, responses } = document.paths['/boats']?.post ?? {};
  return { schemas: document.components.schemas, requestBody, responses };
}

describe('a body that is written where it is sent', () => {
  it('is a schema with the name of its operation', () => {
    const { schemas, requestBody, responses } = named({
      requestBody: holder(boat),
      responses: { 201: holder(boat, 'application/hal+json'), 404: holder(boat) },
    });
    expect(schemas).toEqual({ AddBoatRequest: boat, AddBoatResponse: boat });
    expect(requestBody).toEqual(holder({ $ref: '#/components/schemas/AddBoatRequest' }));
    expect(responses).toEqual({
      201: holder({ $ref: '#/components/schemas/AddBoatResponse' }, 'application/hal+json'),
      404: holder(boat),
    });
  });

  it('has its status in its name where there are several answers', () => {
    const { schemas } = named({ responses: { 200: holder(boat), '2XX': holder(boat), 204: {} } });
    expect(Object.keys(schemas)).toEqual(['AddBoatResponse200', 'AddBoatResponse2XX']);
  });

  it('is described by what it is the body of, where it does not say what it is', () => {
    const { description: _, ...silent } = boat;
    const { schemas } = named({ requestBody: holder(silent) });
    expect(schemas['AddBoatRequest']?.description).toBe('What it is.');
  });

  it.each([
    ['a list', { type: 'array', items: boat }],
    ['a map', { type: 'object', additionalProperties: boat }],
    ['a tuple', { type: 'array', prefixItems: [{ type: 'string' }, boat], items: false }],
    ['a choice', { oneOf: [{ type: 'string' }, boat] }],
    ['what takes over another', { allOf: [{ $ref: '#/components/schemas/Boat' }, boat] }],
  ])('may be %s that holds objects', (_, schema) => {
    expect(Object.keys(named({ requestBody: holder(schema) }).schemas)).toEqual(['AddBoatRequest']);
  });

  it.each([
    ['by its name', { $ref: '#/components/schemas/Boat' }],
    ['as a list by names', { type: 'array', items: { $ref: '#/components/schemas/Boat' } }],
    ['as a list of texts', { type: 'array', items: { type: 'string' } }],
    ['as an object of anything', { type: 'object', additionalProperties: true }],
  ])('stays as it is where it is given %s', (_, schema) => {
    const { schemas, requestBody } = named({ requestBody: holder(schema) });
    expect(schemas).toEqual({});
    expect(requestBody).toEqual(holder(schema));
  });
});
