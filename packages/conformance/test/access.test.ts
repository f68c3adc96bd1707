// How operations of other kinds than the contract's are let in, and what is asked of them for it.
import { describe, expect, it } from 'vitest';
import { accessCases, isAskedOf } from '../src/behaviour/cases/access.js';
import { casesOf } from '../src/behaviour/index.js';
import {
  accessOf,
  apiKeyHeadersOf,
  document,
  jsonBodyOf,
  type Operation,
  obstacleOf,
} from '../src/bundled-contract.js';
import { roles } from '../src/subjects/roles.js';

const [[scheme, { name: header }] = ['', { name: '' }]] = Object.entries(
  document.components.securitySchemes,
) as unknown as [string, { name: string }][];

const [known = ''] = Object.keys(roles.foreign.entries);

interface Shape {
  security?: Record<string, string[]>[];
  parameters?: { name: string; in: string; schema?: object }[];
  statuses?: string[];
  body?: { required?: boolean; content: Record<string, object> };
}

function operationOf({ security, parameters = [], statuses = [], body }: Shape): Operation {
  return {
    operationId: 'sailBoat',
    method: 'post',
    path: '/boats',
    operation: { ...(security && { security }) },
    parameters,
    requestBody: body,
    responses: Object.fromEntries(statuses.map((status) => [status, {}])),
  } as unknown as Operation;
}

const apiKey = [{ [scheme]: [] }];
const token = [{ token: [] }];
const nobody: Record<string, string[]>[] = [];

describe('an operation', () => {
  it.each([
    ['as the contract says of all', undefined, { headers: [header], required: true }],
    ['by an API key', apiKey, { headers: [header], required: true }],
    ['by an API key or by nobody', [...apiKey, {}], { headers: [header], required: false }],
    ['by another way or an API key', [...token, ...apiKey], { headers: [header], required: true }],
    ['for everybody', nobody, { headers: [], required: false }],
    ['by another way or nobody', [...token, {}], { headers: [], required: false }],
    ['by another way alone', token, undefined],
    ['by both at once alone', [{ [scheme]: [], token: [] }], undefined],
  ])('is let in %s', (_, security, access) => {
    const operation = operationOf({ ...(security && { security }) });
    expect(accessOf(operation)).toEqual(access);
    expect(apiKeyHeadersOf(operation)).toEqual(access?.headers ?? []);
  });

  it.each([
    ['application/json', { 'text/csv': {}, 'application/json': {} }, 'application/json'],
    ['a type that ends with it', { 'application/patch+json': {} }, 'application/patch+json'],
    ['JSON itself before others', { 'a/b+json': {}, 'application/json': {} }, 'application/json'],
    ['nothing of that kind', { 'text/csv': {}, '+json/x': {} }, undefined],
  ])('takes as its body %s', (_, content, type) => {
    expect(jsonBodyOf(operationOf({ body: { content } }))?.type).toBe(type);
  });

  it('that cannot be called is told with the reason, and has no cases', () => {
    const csv = { required: true, content: { 'text/csv': {} } };
    for (const [shape, reason] of [
      [{ security: token }, 'no API key in a header opens this operation'],
      [{ body: csv }, 'its body is not JSON'],
    ] as const) {
      expect(obstacleOf(operationOf(shape as Shape))).toBe(reason);
      expect(casesOf(operationOf(shape as Shape))).toEqual([]);
    }
    expect(obstacleOf(operationOf({ body: { ...csv, required: false } }))).toBeUndefined();
  });
});

describe('what is asked of every operation', () => {
  const named = (name: string, type = 'string') => ({ name, in: 'path', schema: { type } });
  const idsOf = (shape: Shape) => accessCases(operationOf(shape)).map(({ id }) => id);
  const statuses = ['403', '404'];

  it.each<[string, Shape, string[]]>([
    ['that names nothing', { parameters: [{ ...named('q'), in: 'query' }], statuses }, []],
    ['that says nothing of what is missing', { parameters: [named('boat')] }, []],
    ['of things without owners', { parameters: [named('boat')], statuses }, ['nothing-there']],
    [
      'of things that tenants have',
      { parameters: [named(known)], statuses },
      ['nothing-there', 'not-yours'],
    ],
    ['that refuses nobody', { parameters: [named(known)], statuses: ['404'] }, ['nothing-there']],
    [
      'for everybody',
      { parameters: [named(known)], statuses, security: nobody },
      ['nothing-there'],
    ],
    [
      'that is let in in another way',
      { parameters: [named(known)], statuses, security: token },
      ['nothing-there'],
    ],
    [
      'of a part that is named by a text',
      { parameters: [named(known), named('part')], statuses },
      ['nothing-there', 'not-yours'],
    ],
    [
      'of a part that is named by a number',
      { parameters: [named(known), named('part', 'integer')], statuses },
      ['nothing-there'],
    ],
  ])('%s', (_, shape, ids) => {
    expect(idsOf(shape)).toEqual(ids);
  });

  it('names of what another has what is known, and of its parts anything', () => {
    const shape = { parameters: [named(known), named('part')], statuses };
    const [, notYours] = accessCases(operationOf(shape));
    expect(notYours?.steps[0]).toMatchObject({
      send: { path: { [known]: `{it.${known}}`, part: 'conformance' } },
    });
  });

  it('that is there, and that is missing or another’s, is told in words', () => {
    const query = { ...named('most', 'integer'), in: 'query' };
    expect(accessCases(operationOf({ parameters: [named(known), query], statuses }))).toEqual([
      {
        id: 'nothing-there',
        title: 'The server says that what the path names is not there.',
        cites: 'Idempotency › Order of checks',
        steps: [{ send: { request: 'nothing' }, expect: { status: 404, notCode: 'NOT_FOUND' } }],
      },
      {
        id: 'not-yours',
        title: 'The server refuses what belongs to another tenant.',
        cites: 'Authentication › Tenant',
        subjects: { it: 'foreign' },
        steps: [
          {
            send: { request: 'nothing', path: { [known]: `{it.${known}}` } },
            expect: { status: 403, code: 'FORBIDDEN' },
          },
        ],
      },
    ]);
  });

  it('is left out where there is no such part of a request', () => {
    const json = { content: { 'application/json': {} } };
    const step = (send: object) => ({ steps: [{ send, expect: {} }] }) as never;
    const [aboutBody, aboutType, aboutKey, withMethod] = [
      step({ edit: 'other' }),
      step({ headers: { 'Content-Type': 'text/csv' } }),
      step({ apiKey: 'none' }),
      step({ apiKey: 'none', method: 'OPTIONS' }),
    ];
    const asked = (shape: Shape) =>
      [aboutBody, aboutType, aboutKey, withMethod].map(isAskedOf(operationOf(shape)));
    expect(asked({ body: json })).toEqual([true, true, true, true]);
    expect(asked({})).toEqual([false, false, true, true]);
    const both = { content: { ...json.content, 'text/csv': {} } };
    expect(asked({ body: both })).toEqual([true, false, true, true]);
    expect(asked({ body: json, security: nobody })).toEqual([true, true, false, true]);
    expect(asked({ body: json, security: token })).toEqual([true, true, false, true]);
    expect(isAskedOf(operationOf({}))({ steps: [{ pause: true }] } as never)).toBe(true);
    const mixed = { steps: [{ pause: true }, { send: { edit: 'other' }, expect: {} }] };
    expect(isAskedOf(operationOf({}))(mixed as never)).toBe(false);
  });
});
