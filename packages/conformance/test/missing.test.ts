// What no server has, and what comes of a case that cannot ask for it, on operations of its own.
import { describe, expect, it } from 'vitest';
import type { Case } from '../src/behaviour/case.js';
import { missingValue } from '../src/behaviour/missing.js';
import { NotChecked } from '../src/behaviour/not-checked.js';
import { requestForNothing } from '../src/behaviour/nothing.js';
import { runCase } from '../src/behaviour/run-case.js';
import { type Operation, operations } from '../src/bundled-contract.js';
import type { Json } from '../src/json.js';

const name = 'conformance-7c1d2e3f-12-no';

function operationAt(schemas: Record<string, Json>, method = 'delete'): Operation {
  return {
    ...operations[0],
    operationId: 'removeService',
    method,
    path: Object.keys(schemas)
      .map((each) => `/${each}s/{${each}}`)
      .join(''),
    requestBody: undefined,
    parameters: Object.entries(schemas).map(([each, schema]) => ({
      name: each,
      in: 'path',
      required: true,
      schema,
    })),
  } as unknown as Operation;
}

const service = { type: 'string', enum: ['ROAMING', 'VOICE_MAIL'] };
const line = { type: 'integer', minimum: 1, maximum: 99 };
const account = { type: 'string', minLength: 1, maxLength: 40 };

describe('a value that no server has', () => {
  it.each<[string, Json, RegExp]>([
    ['is the name itself', account, /^conformance-7c1d2e3f-12-no$/],
    ['is one of the greatest integers', { type: 'integer' }, /^21474[0-9]{5}$/],
    ['keeps its form', { type: 'string', pattern: '^89[0-9]{17,18}$' }, /^89[0-9]{17,18}$/],
    [
      'is long where its form has no length',
      { type: 'string', pattern: '^e-[0-9]+$' },
      /^e-[0-9]{4,}$/,
    ],
    [
      'is as short as it has to be',
      { type: 'string', minLength: 8, maxLength: 12 },
      /^[0-9a-f]{12}$/,
    ],
    ['is a UUID', { type: 'string', format: 'uuid' }, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8/],
    ['is a multiple', { type: 'integer', multipleOf: 500, maximum: 10_000_000 }, /^9\d+[05]00$/],
  ])('%s', (_, schema, form) => {
    const { value, isUnknown } = missingValue(schema, name);
    expect(value).toMatch(form);
    expect(isUnknown).toBe(true);
    expect(missingValue(schema, name).value).toBe(value);
    expect(missingValue(schema, `${name}-2`).value).not.toBe(value);
  });

  it.each<[string, Json]>([
    ['a number of few', line],
    ['a number between two others', { type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 9 }],
    ['one of a list', service],
    ['a short text', { type: 'string', pattern: '^[A-Z]{2}$' }],
    ['a date', { type: 'string', format: 'date' }],
  ])('is not known of %s, which is in its limits all the same', (_, schema) => {
    for (let each = 0; each < 50; each++) {
      const { value, isUnknown } = missingValue(schema, `${name}-${each}`);
      expect(isUnknown).toBe(false);
      if (schema.pattern) expect(value).toMatch(new RegExp(schema.pattern));
      if (schema.type !== 'integer') continue;
      expect(Number(value)).toBeGreaterThanOrEqual(1);
      expect(Number(value)).toBeLessThanOrEqual(schema.maximum ?? 8);
    }
  });
});

describe('a request for nothing', () => {
  it('needs one value of several that no server has', () => {
    const { path } = requestForNothing(operationAt({ account, line, service }), name);
    expect(path).toMatchObject({ account: name, service: 'ROAMING' });
  });

  it('is not made of values that a server may have, unless it is refused', () => {
    expect(() => requestForNothing(operationAt({ line, service }), name)).toThrow(NotChecked);
    expect(requestForNothing(operationAt({ service }, 'get'), name).path).toBeDefined();
    expect(requestForNothing(operationAt({ line, service }), name, true).path).toBeDefined();
  });
});

describe('a case that cannot ask for anything', () => {
  it.each<[string, Case['steps']]>([
    ['a failure', [{ fail: 503 }, { send: { request: 'nothing' }, expect: {} }]],
    ['a delay', [{ slow: true }, { start: { request: 'nothing' }, as: 'first' }]],
    ['a failure for another', [{ fail: 500 }, { send: { request: 'nothing else' }, expect: {} }]],
  ] as [string, Case['steps']][])('does not leave %s behind for the next one', async (_, steps) => {
    const faults: unknown[] = [];
    const context = {
      hooks: {
        failNext: (status: number) => faults.push(status),
        delayNext: (ms: number) => faults.push(ms),
      },
      names: { prefix: name },
      pool: { use: () => {} },
    };
    const running = runCase(
      { id: 'it', title: 'It.', cites: 'Idempotency › Key', steps } as Case,
      operationAt({ line }),
      context as never,
      [],
    );
    await expect(running).rejects.toThrow(NotChecked);
    expect(faults).toEqual([]);
  });
});
