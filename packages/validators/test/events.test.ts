import { document, examplesOf, json, webhooksOf } from '@connect-api/spec';
import { operations, webhookEvent, webhookEvents } from '@connect-api/validators';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { describe, expect, test } from 'vitest';
import { anyEventValidator, eventValidators } from '../src/events.js';

const webhooks = webhooksOf(document);
const events = webhooks.flatMap(({ type, ...webhook }) => (type ? [{ type, ...webhook }] : []));
const validatorOf = (name: string) =>
  (webhookEvents as Record<string, (body: unknown) => ReturnType<typeof webhookEvent>>)[name] ??
  (() => expect.unreachable(name));

test('there is one for every webhook', () => {
  expect(Object.keys(webhookEvents)).toEqual(webhooks.map(({ name }) => name));
});

test.each(
  webhooks.flatMap(({ name, requestBody }) =>
    examplesOf(document, json(requestBody)).map((example) => ({ name, example })),
  ),
)('the body of $name fits as in the example $example.name', ({ name, example }) => {
  expect(validatorOf(name)(example.value)).toEqual({ valid: true, value: example.value });
});

describe.each(events)('the event $name', ({ name, type, requestBody }) => {
  const examples = examplesOf(document, json(requestBody));
  const [{ value } = { value: {} }] = examples;

  test.each(examples)('is told by its name in the example $name', (example) => {
    expect(webhookEvent(example.value)).toEqual({ valid: true, value: example.value });
  });

  test('may have properties that the contract does not name', () => {
    expect(webhookEvent({ ...value, more: 1 }).valid).toBe(true);
  });

  test.each(Object.keys(value))('must have %s', (property) => {
    const { [property]: _, ...without } = value;
    expect(webhookEvent(without)).toMatchObject({
      details: [{ code: 'FIELD_REQUIRED', property }],
    });
  });

  test('is not one of another webhook', () => {
    for (const other of events.filter((one) => one.name !== name)) {
      expect(validatorOf(other.name)(value)).toMatchObject({ details: [{ property: type }] });
    }
  });
});

test('what is wrong in a part that responses have, too, is told with its place', () => {
  const [body] = events.flatMap(({ requestBody }) => examplesOf(document, json(requestBody)));
  const [name = '', part] = Object.entries<any>(body?.value).find(([, one]) => one.status) ?? [];
  const { [name]: _, ...rest } = body?.value ?? {};
  const wrong = { ...rest, [name]: { ...part, status: 'GONE', customer: {} } };

  const told = webhookEvent(wrong);
  const asResponse = operations[0]?.response(200, { body: wrong[name] });

  if (told.valid || !asResponse || asResponse.valid) return expect.unreachable();
  expect(told.details.map(({ property }) => property)).toEqual([
    `${name}.status`,
    `${name}.customer.customerId`,
  ]);
  expect(told.details.map(({ code }) => code)).toEqual(asResponse.details.map(({ code }) => code));
});

test.each([
  ['of a type that the contract does not know', { type: 'boat.sunk' }, 'type'],
  ['without a type', {}, 'type'],
  ['whose type is no text', { type: ['boat.sunk'] }, 'type'],
  ['whose type is a name that every object has', { type: 'toString' }, 'type'],
  ['that is no object', 'subscription', undefined],
  ['that is nothing', undefined, undefined],
])('an event %s does not fit, and nothing else is told', (_, body, property) => {
  const result = webhookEvent(body);
  if (result.valid) return expect.unreachable();
  expect(result.details).toHaveLength(1);
  expect(result.details[0]?.property).toBe(property);
});

test('they are Standard Schemas', () => {
  const told = (schema: StandardSchemaV1, value: unknown) => schema['~standard'].validate(value);

  expect(told(webhookEvent, {})).toMatchObject({ issues: [{ path: ['type'] }] });
  for (const schema of Object.values(webhookEvents)) {
    expect(told(schema, null)).toMatchObject({ issues: [{ path: [] }] });
  }
});

test('without any event every one is one too many', () => {
  const none = eventValidators({ bodies: {} });
  expect(none).toEqual({});
  expect(anyEventValidator({ bodies: {} }, none)({})).toMatchObject({ valid: false });
});
