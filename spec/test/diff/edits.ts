// Edits of contract.yaml, and how much each asks of the next version.
import type { Impact } from '../../lib/diff/impact.ts';

type Contract = any;
type Row = [name: string, impact: Impact, edit: (contract: Contract) => unknown];

const boat = '/boats/{boatId}';
const post = (c: Contract) => c.paths[boat].post;
const wish = (c: Contract) => c.components.schemas.Wish;
const answer = (c: Contract) => c.components.schemas.Boat;
const told = (c: Contract) => c.components.schemas.Told;
const header = (c: Contract) => post(c).responses['200'].headers;
const examples = (c: Contract) => post(c).requestBody.content['application/json'].examples;
const codes = (c: Contract) => c['x-error-codes'];

/** The same edit of the schemas of a request, a response and a webhook; the last two mean the same. */
const both = (
  name: string,
  inRequest: Impact,
  inResponse: Impact,
  edit: (schema: any, properties: any) => unknown,
): Row[] => [
  [`a request: ${name}`, inRequest, (c) => edit(wish(c), wish(c).properties)],
  [`a response: ${name}`, inResponse, (c) => edit(answer(c), answer(c).properties)],
  [`a webhook: ${name}`, inResponse, (c) => edit(told(c), told(c).properties)],
];

const rows: Row[] = [
  ...both('a new optional property', 'minor', 'minor', (_, p) => {
    p.size = { type: 'integer' };
  }),
  ...both('a new required property', 'major', 'minor', (schema, p) => {
    p.size = { type: 'integer' };
    schema.required.push('size');
  }),
  ...both('a property becomes required', 'major', 'patch', (schema) =>
    schema.required.push('note'),
  ),
  ...both('a property becomes optional', 'patch', 'major', (schema) => {
    schema.required = [];
  }),
  ...both('a property is gone', 'major', 'major', (_, p) => delete p.note),
  ...both('a closed enum has a value less', 'major', 'patch', (_, p) => p.colour.enum.pop()),
  ...both('a closed enum has a value more', 'minor', 'major', (_, p) => p.colour.enum.push('TEAL')),
  ...both('an open enum has a value less', 'minor', 'minor', (_, p) => p.kind.anyOf[0].enum.pop()),
  ...both('an open enum has a value more', 'minor', 'minor', (_, p) =>
    p.kind.anyOf[0].enum.push('OARS'),
  ),
  ...both('a closed enum opens', 'minor', 'major', (_, p) => {
    p.colour = { anyOf: [{ type: 'string', enum: ['RED', 'BLUE'] }, { type: 'string' }] };
  }),
  ...both('an open enum closes', 'major', 'patch', (_, p) => {
    p.kind = { type: 'string', enum: ['SAIL', 'MOTOR'] };
  }),
  ...both('a text becomes an open enum', 'minor', 'minor', (_, p) => {
    p.text = { anyOf: [{ type: 'string', enum: ['A', 'B'] }, { type: 'string' }] };
  }),
  ...both('an open enum becomes a text', 'patch', 'patch', (_, p) => {
    p.kind = { type: 'string' };
  }),
  ...both('a property may be of any type', 'patch', 'major', (_, p) => delete p.text.type),
  ...both('a list of something else', 'major', 'major', (_, p) => {
    p.list.items.type = 'integer';
  }),
  ...both('a shorter maxLength', 'major', 'patch', (_, p) => {
    p.note.maxLength = 5;
  }),
  ...both('a longer maxLength', 'patch', 'major', (_, p) => {
    p.note.maxLength = 20;
  }),
  ...both('a higher minimum', 'major', 'patch', (_, p) => {
    p.count.minimum = 1;
  }),
  ...both('a lower maxItems', 'major', 'patch', (_, p) => {
    p.list.maxItems = 3;
  }),
  ...both('another pattern', 'major', 'major', (_, p) => {
    p.note.pattern = '^[a-f]+$';
  }),
  ...both('a pattern comes', 'major', 'patch', (_, p) => {
    p.text.pattern = '^a';
  }),
  ...both('a pattern goes', 'patch', 'major', (_, p) => delete p.note.pattern),
  ...both('a format comes', 'major', 'patch', (_, p) => {
    p.text.format = 'uuid';
  }),
  ...both('a format goes', 'patch', 'major', (_, p) => delete p.day.format),
  ...both('null is allowed', 'patch', 'major', (_, p) => {
    p.text.type = ['string', 'null'];
  }),
  ...both('another type', 'major', 'major', (_, p) => {
    p.text.type = 'integer';
  }),
  ...both('another default', 'major', 'patch', (_, p) => {
    p.count.default = 2;
  }),
  ...both('a default goes', 'major', 'patch', (_, p) => delete p.count.default),
  ...both('a default comes', 'minor', 'patch', (_, p) => {
    p.text.default = 'a';
  }),
  ...both('a variant comes', 'minor', 'major', (_, p) =>
    p.shape.oneOf.push({ title: 'Any', type: 'boolean' }),
  ),
  ...both('a variant goes', 'major', 'patch', (_, p) => p.shape.oneOf.pop()),
  ...both('a condition comes', 'major', 'minor', (schema) => {
    schema.if = { properties: { colour: { const: 'RED' } } };
    // biome-ignore lint/suspicious/noThenProperty: it is the keyword of JSON Schema, and nobody awaits the schema
    schema.then = { required: ['note'], properties: { note: {} } };
  }),
  ...both('another description', 'patch', 'patch', (_, p) => {
    p.note.description = 'In other words.';
  }),
  [
    'a webhook has another name',
    'major',
    (c) => {
      c.webhooks = { 'boat.sunk': c.webhooks['boat.changed'] };
    },
  ],
  ['a request opens', 'patch', (c) => delete wish(c).additionalProperties],
  ['a response closes', 'patch', (c) => Object.assign(answer(c), { additionalProperties: false })],
  [
    'a schema of requests and responses has a value more',
    'major',
    (c) => c.components.schemas.Shared.enum.push('REED'),
  ],
  [
    'a schema of requests and responses has a value less',
    'major',
    (c) => c.components.schemas.Shared.enum.pop(),
  ],
  [
    'the body of a request becomes required',
    'major',
    (c) => Object.assign(post(c).requestBody, { required: true }),
  ],
  [
    'an optional header comes',
    'minor',
    (c) => post(c).parameters.push({ name: 'X-Trace', in: 'header', schema: { type: 'string' } }),
  ],
  [
    'a required header comes',
    'major',
    (c) =>
      post(c).parameters.push({
        name: 'X-Trace',
        in: 'header',
        required: true,
        schema: { type: 'string' },
      }),
  ],
  [
    'a header becomes required',
    'major',
    (c) => Object.assign(post(c).parameters[0], { required: true }),
  ],
  ['a parameter is gone', 'major', (c) => post(c).parameters.pop()],
  [
    'a shorter header',
    'major',
    (c) => Object.assign(post(c).parameters[0].schema, { maxLength: 64 }),
  ],
  [
    'a longer path parameter',
    'patch',
    (c) => Object.assign(c.paths[boat].parameters[0].schema, { maxLength: 80 }),
  ],
  ['a header of a response is gone', 'major', (c) => delete header(c)['X-Request-Id']],
  [
    'a header of a response comes',
    'minor',
    (c) => Object.assign(header(c), { 'X-Limit': { schema: { type: 'integer' } } }),
  ],
  [
    'a header of a response has another type',
    'major',
    (c) => Object.assign(header(c)['X-Request-Id'].schema, { type: 'integer' }),
  ],
  [
    'a header of a response has another example',
    'patch',
    (c) => Object.assign(header(c)['X-Request-Id'].schema, { examples: ['req-2'] }),
  ],
  ['a header of a response is shorter', 'patch', (c) => limit(header(c)['X-Request-Id'].schema)],
  [
    'errors of two statuses are shorter',
    'patch',
    (c) => limit(c.components.schemas.ErrorResponse.properties.code),
  ],
  [
    'a value has another text',
    'patch',
    (c) => Object.assign(answer(c).properties.colour['x-enumDescriptions'], { RED: 'Warm.' }),
  ],
  [
    'a header of a response may be left out',
    'major',
    (c) => delete header(c)['X-Request-Id'].required,
  ],
  ['a status is gone', 'major', (c) => delete post(c).responses['404']],
  [
    'a status comes',
    'minor',
    (c) => Object.assign(post(c).responses, { '410': { description: 'It sank.' } }),
  ],
  [
    'a media type comes',
    'minor',
    (c) =>
      Object.assign(post(c).requestBody.content, { 'text/plain': { schema: { type: 'string' } } }),
  ],
  [
    'a media type is gone',
    'major',
    (c) => delete post(c).responses['200'].content['application/json'],
  ],
  [
    'an operation comes',
    'minor',
    (c) =>
      Object.assign(c.paths[boat], {
        get: { operationId: 'getBoat', responses: { '200': { description: 'It.' } } },
      }),
  ],
  ['an operation is gone', 'major', (c) => delete c.paths[boat].post],
  [
    'a path comes',
    'minor',
    (c) => {
      const responses = { '204': { description: 'It.' } };
      c.paths['/harbours'] = {
        get: { operationId: 'listHarbours', responses },
        post: { operationId: 'addHarbour', responses },
      };
    },
  ],
  [
    'an operation has another id',
    'major',
    (c) => Object.assign(post(c), { operationId: 'alterBoat' }),
  ],
  ['an operation is deprecated', 'patch', (c) => Object.assign(post(c), { deprecated: true })],
  [
    'a path is another',
    'major',
    (c) => {
      c.paths['/ships/{boatId}'] = c.paths[boat];
      delete c.paths[boat];
    },
  ],
  ['a second way to prove who calls', 'minor', (c) => post(c).security.push({ Token: [] })],
  [
    'another way to prove who calls',
    'major',
    (c) => Object.assign(post(c), { security: [{ Token: [] }] }),
  ],
  [
    'a proof of who calls where none was asked for',
    'major',
    (c) => c.paths[boat].delete.security.push({ ApiKey: [] }),
  ],
  ['one of two proofs no longer does', 'major', (c) => c.paths[boat].patch.security.pop()],
  ['two proofs at once', 'major', (c) => Object.assign(post(c).security[0], { Token: [] })],
  ['no proof of who calls', 'minor', (c) => Object.assign(post(c), { security: [] })],
  ['an error code is gone', 'major', (c) => delete codes(c).TOO_MANY],
  [
    'an error code comes',
    'minor',
    (c) => Object.assign(codes(c), { SUNK: { ...codes(c).TOO_MANY } }),
  ],
  [
    'an error code has another status',
    'major',
    (c) => Object.assign(codes(c).TOO_MANY, { status: 503 }),
  ],
  [
    'an error code may no longer be repeated',
    'major',
    (c) => Object.assign(codes(c).TOO_MANY, { repeat: 'never' }),
  ],
  [
    'an error code is explained anew',
    'patch',
    (c) => Object.assign(codes(c).TOO_MANY, { when: 'Enough.' }),
  ],
  [
    'an operation is described anew',
    'patch',
    (c) =>
      Object.assign(c.paths[boat].delete, {
        description:
          'Sinks it, and tells how deep the water is, in fathoms, as far as that is known.',
      }),
  ],
  ['keys live longer', 'major', (c) => say(c, '24 hours', '48 hours')],
  ['keys may be shorter only', 'major', (c) => say(c, '256 characters', '64 characters')],
  [
    'a paragraph no longer lists a status',
    'major',
    (c) => say(c, 'also 403, 404 and a 409', 'also 404 and a 409'),
  ],
  // That the description changed at all is one of Redocly's, and the test compares operations only.
  [
    'a paragraph keeps its figures',
    'none',
    (c) => say(c, 'A remembered result lives', 'Results live'),
  ],
  [
    'keys live longer, by the parameter',
    'major',
    (c) => Object.assign(post(c).parameters[0]['x-idempotency'], { lifetimeSeconds: 172_800 }),
  ],
  [
    'another example of a request',
    'patch',
    (c) => Object.assign(examples(c).red, { value: { id: 'b' } }),
  ],
  [
    'an example of a request comes',
    'patch',
    (c) => Object.assign(examples(c), { blue: { value: { id: 'b' } } }),
  ],
  ['an example of a request is gone', 'patch', (c) => delete examples(c).red],
  [
    'another example of a parameter',
    'patch',
    (c) => Object.assign(post(c).parameters[0].examples.uuid, { value: '9f0b' }),
  ],
  [
    'another example of a schema',
    'patch',
    (c) => Object.assign(answer(c).properties.note, { examples: ['abc'] }),
  ],
  ['nothing', 'none', () => {}],
];

function limit(schema: { maxLength?: number }) {
  schema.maxLength = 5;
}

function say(contract: Contract, from: string, to: string) {
  contract.info.description = contract.info.description.replace(from, to);
}

export default rows.map(([name, impact, edit]) => ({ name, impact, edit }));
