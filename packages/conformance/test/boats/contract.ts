// A contract of the tests' own: kinds of operations that the published one need not have. What is said of
// all operations (errors, idempotency, media types) is the published contract's.
import type { OpenApiDocument } from '@connect-api/spec/contract';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object, examples?: object) => ({
  content: { 'application/json': { schema, ...(examples && { examples }) } },
});
const error = json(ref('Problem'));
const boatName = { name: 'name', in: 'path', required: true, schema: { type: 'string' } };
const key = [{ key: [] }];

const about = (operationId: string, more: object) => ({
  operationId,
  summary: operationId,
  description: `About it.\n\n\n**Way.** How ${operationId} goes.`,
  ...more,
});

/** Operations without parameters, bodies and examples, such as `getAnchor`. */
const methodsOf = (thing: string, ...methods: string[]) =>
  Object.fromEntries(
    methods.map((method) => [
      method,
      about(`${method}${thing}`, { responses: { 204: { description: 'Done.' } } }),
    ]),
  );

const paths = {
  '/boats': {
    post: about('buildBoat', {
      parameters: [
        {
          name: 'X-Once',
          in: 'header',
          'x-idempotency': true,
          schema: { type: 'string', minLength: 1, maxLength: 256 },
        },
      ],
      requestBody: { required: true, ...json(ref('Boat')) },
      responses: { 201: json(ref('Boat')), '4XX': error },
    }),
    get: about('findBoats', {
      parameters: [
        {
          name: 'rig',
          in: 'query',
          required: true,
          schema: { type: 'string', enum: ['sloop', 'ketch'] },
        },
        { name: 'most', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50 } },
        {
          name: 'tag',
          in: 'query',
          explode: false,
          schema: { type: 'array', items: { type: 'string', minLength: 1 }, maxItems: 3 },
        },
        {
          name: 'X-Fleet',
          in: 'header',
          required: true,
          schema: { type: 'string', minLength: 2, maxLength: 8 },
          examples: { one: { value: 'north' }, two: { value: 'south' } },
        },
        { name: 'X-Flags', in: 'header', schema: { type: 'array', items: { enum: ['a', 'b'] } } },
      ],
      responses: {
        200: json({ type: 'array', items: ref('Boat') }),
        '4XX': error,
        default: error,
      },
    }),
  },
  '/boats/{name}': {
    parameters: [boatName],
    get: about('readBoat', {
      security: [{}, ...key],
      responses: { 200: json(ref('Boat')), 400: error, 404: error },
    }),
    delete: about('sinkBoat', {
      security: [{ token: [] }, { key: [], harbour: [] }],
      responses: { 204: { description: 'Sunk.' }, 403: error, 404: error, '4XX': error },
    }),
    patch: about('paintBoat', {
      requestBody: {
        content: {
          'text/plain': { schema: { type: 'string' } },
          'application/merge-patch+json': {
            schema: {
              type: 'object',
              additionalProperties: false,
              properties: { colour: { type: ['string', 'null'] } },
            },
          },
        },
      },
      responses: { 200: json(ref('Boat')), 404: error, '4XX': error },
    }),
  },
  '/boats/{name}/log/{entry}': {
    parameters: [
      boatName,
      { name: 'entry', in: 'path', required: true, schema: { type: 'integer', maximum: 9000 } },
    ],
    get: about('readLog', {
      security: [],
      responses: { 200: { content: { 'text/csv': {} } }, 404: error, '4XX': error },
    }),
  },
  '/sails/{sail}': {
    parameters: [
      { name: 'sail', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
    ],
    put: about('hoistSail', {
      requestBody: json(ref('Height')),
      responses: { 200: json({}, { up: { value: {} }, half: { value: {} } }), 404: error },
    }),
  },
  '/flags/{colour}': {
    parameters: [
      {
        name: 'colour',
        in: 'path',
        required: true,
        schema: { type: 'string', enum: ['red', 'blue'] },
        examples: { raised: { value: 'red' }, torn: { value: 'blue' } },
      },
    ],
    get: about('readFlag', { responses: { 200: json({}, { raised: { value: {} } }) } }),
    put: about('raiseFlag', {
      requestBody: json(ref('Height'), {
        raised: { value: { metres: 2 } },
        torn: { value: { metres: 9, since: '2024-01-31' } },
      }),
      responses: {
        200: json({}, { raised: { value: {} } }),
        404: json(ref('Problem'), { torn: { value: {} } }),
      },
    }),
    delete: about('strikeFlag', { responses: { 204: { description: 'Struck.' } } }),
  },
  '/horn/{sound}': {
    parameters: [{ name: 'sound', in: 'path', required: true, schema: { const: 7 } }],
    post: about('soundHorn', { responses: { 204: { description: 'Heard.' } } }),
  },
  '/tide/{level}': {
    parameters: [
      { name: 'level', in: 'path', required: true, schema: { type: 'string', pattern: '^[a-c]$' } },
    ],
    get: about('readTide', { responses: { 200: json({}) } }),
  },
  '/depth/{metres}': {
    parameters: [{ name: 'metres', in: 'path', required: true, schema: ref('Metres') }],
    get: about('readDepth', { responses: { 200: json({}), 404: error } }),
  },
  '/chart': {
    post: about('loadChart', {
      requestBody: { required: true, content: { 'text/csv': {} } },
      responses: { 204: { description: 'Loaded.' }, '4XX': error },
    }),
    put: about('drawChart', {
      parameters: [
        { name: 'X-Once', in: 'header', 'x-idempotency': true, schema: { type: 'string' } },
      ],
      requestBody: json(
        { type: 'object' },
        {
          plain: { value: { a: 1 } },
          dated: { value: { a: 1, b: 2, c: '2024-01-31' } },
          full: { value: { a: 1, b: '1-23-45' } },
          refused: { value: { a: 1, b: 2, c: 3 } },
        },
      ),
      responses: {
        200: json({}, { plain: { value: {} }, dated: { value: {} }, full: { value: {} } }),
        400: json(ref('Problem'), { refused: { value: {} } }),
      },
    }),
  },
  '/captain': {
    get: about('readCaptain', { security: [{ token: [] }], responses: { 200: json({}) } }),
  },
  '/radio': {
    get: about('tuneRadio', {
      parameters: [
        { name: 'X-Band', in: 'header', schema: { type: 'string', pattern: '^[kM]Hz$' } },
        { name: 'X-Since', in: 'header', schema: { type: 'string', format: 'date' } },
        { name: 'X-Mode', in: 'header', schema: { type: 'string', enum: ['am', 'fm'] } },
        { name: 'X-Always', in: 'header', schema: { type: 'string', const: 'on' } },
        { name: 'X-Loud', in: 'header', schema: { type: 'boolean' } },
        { name: 'station', in: 'cookie', schema: { type: 'string', minLength: 3 } },
        {
          name: 'X-Long',
          in: 'header',
          required: true,
          schema: { type: 'string', minLength: 30, maxLength: 100 },
        },
      ],
      responses: { 200: json({}) },
    }),
  },
  '/signals/{signal}': {
    parameters: [
      {
        name: 'signal',
        in: 'path',
        required: true,
        schema: { type: 'string', maxLength: 30 },
        examples: { one: { value: 'shown' } },
      },
    ],
    get: about('readSignal', {
      parameters: [
        { name: 'text', in: 'query', schema: { type: 'string' } },
        { name: 'signal', in: 'query', required: true, schema: { type: 'integer', minimum: 1 } },
        {
          name: 'wave',
          in: 'query',
          style: 'deepObject',
          schema: {
            type: 'object',
            required: ['length', 'band'],
            properties: { length: { type: 'integer' }, band: { type: 'string' } },
          },
        },
      ],
      responses: { 200: json({}), 404: error },
    }),
  },
  '/alarm': {
    put: about('soundAlarm', {
      parameters: [
        {
          name: 'X-Once',
          in: 'header',
          'x-idempotency': true,
          schema: { type: 'string', pattern: '^[!-~]{1,9}$' },
        },
      ],
      requestBody: json({ type: 'integer', minimum: 100, maximum: 900 }),
      responses: { 204: { description: 'Heard.' }, '4XX': error },
    }),
  },
  '/hold': {
    put: about('fillHold', {
      requestBody: json({ type: 'array', maxItems: 400_000, items: { type: 'integer' } }),
      responses: { 204: { description: 'Full.' } },
    }),
  },
  '/coil': {
    put: about('coilRope', {
      requestBody: { required: true, ...json(ref('Coil')) },
      responses: { 204: { description: 'Coiled.' } },
    }),
  },
  '/rope': methodsOf('Rope', 'get', 'put', 'delete', 'patch'),
  '/knot': methodsOf('Knot', 'put', 'post', 'delete', 'patch'),
  '/anchor': methodsOf('Anchor', 'get', 'put', 'post', 'delete', 'patch'),
};

const schemas = {
  Problem: {
    type: 'object',
    required: ['message', 'code'],
    properties: { message: { type: 'string' }, code: { type: 'string' } },
  },
  Metres: { type: 'number', minimum: 0 },
  Height: { type: 'object', properties: { metres: { type: 'integer' } } },
  /** No value is ever whole. */
  Coil: { type: 'object', required: ['inner'], properties: { inner: ref('Coil') } },
  Boat: {
    type: 'object',
    description: 'What floats.',
    required: ['name', 'rig'],
    additionalProperties: false,
    properties: {
      name: { type: 'string', minLength: 1, maxLength: 10, description: 'What it is\n  called.\n' },
      rig: { type: 'string', enum: ['sloop', 'ketch'] },
      id: { type: 'string', readOnly: true },
      owner: { type: ['string', 'null'] },
      tender: ref('Boat'),
      load: {
        oneOf: [ref('Fish'), ref('Sand')],
        discriminator: {
          propertyName: 'kind',
          mapping: { fish: '#/components/schemas/Fish', sand: '#/components/schemas/Sand' },
        },
      },
    },
  },
  Fish: {
    type: 'object',
    required: ['kind'],
    properties: { kind: { type: 'string', enum: ['fish'] }, count: { type: 'integer' } },
  },
  Sand: {
    type: 'object',
    required: ['kind', 'tons'],
    properties: { kind: { type: 'string', enum: ['sand'] }, tons: { type: 'number' } },
  },
};

export const boats = {
  security: key,
  paths,
  components: {
    schemas,
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer' },
      key: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
      harbour: { type: 'apiKey', in: 'header', name: 'X-Harbour' },
    },
  },
} as unknown as Pick<OpenApiDocument, 'security' | 'paths' | 'components'>;
