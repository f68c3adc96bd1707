// For each house rule: edits of contract.yaml that break it, and the place that must be reported.
type Contract = any;

export interface Edit {
  rule: string;
  /** What the edited contract does wrong. */
  name: string;
  edit(contract: Contract): void;
  /** JSON Pointers of the reported nodes. */
  at: string[];
}

const paint = '/boats/{boatId}/paint';
const post = '#/paths/~1boats~1{boatId}~1paint/post';
const boat = '/boats/{boatId}';
const get = '#/paths/~1boats~1{boatId}/get';
const otherError = '#/components/responses/OtherError';
const schemas = '#/components/schemas';

const text = { type: 'string' };
const list = { type: 'array', items: text };
const nullable = { type: ['string', 'null'] };
const named = { name: 'wanted', description: 'What is wanted.' };
const token = { type: 'http', description: 'A token.' };
const other = { otherBoat: { value: { boatId: 'boat-3' } } };

const edits: Record<string, [name: string, edit: Edit['edit'], ...at: string[]][]> = {
  'write-operation-idempotency': [
    [
      'takes no idempotency header',
      (c) => c.paths[paint].post.parameters.splice(0, 1, { ...tide }),
      `${post}/parameters`,
    ],
    ['has no parameters of its own', (c) => delete c.paths[paint].post.parameters, post],
    [
      'shows one of the two codes only',
      (c) => {
        delete c.paths[paint].post.responses['409'].content['application/json'].examples.locked;
        table(c).idempotency_key_locked.scope = 'server';
      },
      `${post}/responses/409`,
    ],
    [
      'has no 409',
      (c) => {
        c.paths[paint].post.responses['4XX'] = c.paths[paint].post.responses['409'];
        delete c.paths[paint].post.responses['409'];
      },
      `${post}/responses`,
      `${post}/responses`,
    ],
  ],
  'examples-required': [
    [
      'has a response without an example',
      (c) => {
        delete c.components.responses.OtherError.content['application/json'].examples;
        table(c).TOO_MANY_BOATS.scope = 'server';
      },
      `${otherError}/content/application~1json`,
    ],
    [
      'has a request body with an example that has no name',
      (c) => {
        const media = c.paths[paint].post.requestBody.content['application/json'];
        media.example = media.examples.paintRed.value;
        delete media.examples;
      },
      `${post}/requestBody/content/application~1json`,
    ],
  ],
  'error-schema': [
    [
      'gives an error a schema of its own',
      (c) => {
        c.components.responses.OtherError.content['application/json'].schema = {
          type: 'object',
          properties: {},
        };
      },
      `${otherError}/content/application~1json/schema`,
      `${otherError}/content/application~1json/schema`,
    ],
    [
      'gives an error the schema of a success',
      (c) => {
        c.paths[paint].post.responses['404'].content['application/json'].schema.$ref =
          `${schemas}/Extras`;
      },
      `${post}/responses/404/content/application~1json/schema`,
    ],
    [
      'has an error that is text',
      (c) => {
        const { content } = c.paths[paint].post.responses['404'];
        content['text/plain'] = content['application/json'];
      },
      `${post}/responses/404/content/text~1plain`,
    ],
    [
      'has an error without content',
      (c) => {
        delete c.components.responses.OtherError.content;
        table(c).TOO_MANY_BOATS.scope = 'server';
      },
      otherError,
      otherError,
    ],
  ],
  'error-code-known': [
    [
      'shows a code that the table does not have',
      (c) => {
        errorExample(c, 'paintUnknown').code = 'BOAT_SUNK';
        table(c).BOAT_NOT_FOUND.scope = 'server';
      },
      `${post}/responses/404/content/application~1json/examples/paintUnknown/value/code`,
    ],
    [
      'shows a code under another status',
      (c) => {
        table(c).BOAT_NOT_FOUND.status = 410;
      },
      `${post}/responses/404/content/application~1json/examples/paintUnknown/value/code`,
    ],
    [
      'shows a code under default whose status has a response',
      (c) => {
        const { responses } = c.paths[paint].post;
        responses['429'] = responses.default;
      },
      `${otherError}/content/application~1json/examples/tooManyBoats/value/code`,
    ],
    [
      'does not say when what is refused for now may be repeated',
      (c) => set(table(c).TOO_MANY_BOATS, 'repeat', 'retryAfter'),
      `${otherError}/headers`,
    ],
    [
      'shows no code',
      (c) => {
        delete errorExample(c, 'paintUnknown').code;
        table(c).BOAT_NOT_FOUND.scope = 'server';
      },
      `${post}/responses/404/content/application~1json/examples/paintUnknown/value`,
    ],
    [
      'has a code of operations that no example shows',
      (c) => {
        table(c).NOT_FOUND.scope = 'operation';
      },
      '#/x-error-codes/NOT_FOUND',
    ],
  ],
  'error-code-table': [
    ['leaves a field out', (c) => delete table(c).NOT_FOUND.action, '#/x-error-codes/NOT_FOUND'],
    [
      'has an empty text',
      (c) => set(table(c).NOT_FOUND, 'when', ' '),
      '#/x-error-codes/NOT_FOUND/when',
    ],
    [
      'gives a code a status that is no error',
      (c) => set(table(c).NOT_FOUND, 'status', 204),
      '#/x-error-codes/NOT_FOUND/status',
    ],
    [
      'gives a code an unknown scope',
      (c) => set(table(c).NOT_FOUND, 'scope', 'world'),
      '#/x-error-codes/NOT_FOUND/scope',
    ],
    [
      'gives a code an unknown way to repeat',
      (c) => set(table(c).NOT_FOUND, 'repeat', 'maybe'),
      '#/x-error-codes/NOT_FOUND/repeat',
    ],
    [
      'says jitter without its delay',
      (c) => delete table(c).idempotency_key_locked.delayMs,
      '#/x-error-codes/idempotency_key_locked',
    ],
    [
      'turns the delay around',
      (c) => set(table(c).idempotency_key_locked.delayMs, 'max', 50),
      '#/x-error-codes/idempotency_key_locked/delayMs',
    ],
    [
      'gives a delay to a code without jitter',
      (c) => set(table(c).NOT_FOUND, 'delayMs', { min: 1, max: 2 }),
      '#/x-error-codes/NOT_FOUND/delayMs',
    ],
    [
      'has a field of its own',
      (c) => set(table(c).NOT_FOUND, 'severity', 'high'),
      '#/x-error-codes/NOT_FOUND/severity',
    ],
    ...['NOT FOUND', 'A/B', '404', '_LOST', 'GRÖSSE', 'constructor', 'not_found'].map(
      (name): (typeof edits)[string][number] => [
        `has a code ${name}`,
        (c) => set(table(c), name, { ...table(c).NOT_FOUND, scope: 'server' }),
        `#/x-error-codes/${name.replace('/', '~1')}`,
      ],
    ),
  ],
  'description-required': [
    [
      'does not describe a property',
      (c) => delete c.components.schemas.Boat.properties.boatId.description,
      `${schemas}/Boat/properties/boatId`,
    ],
    [
      'describes a property with a blank',
      (c) => set(c.components.schemas.Boat.properties.boatId, 'description', ' '),
      `${schemas}/Boat/properties/boatId`,
    ],
    [
      'does not describe a property of a variant',
      (c) => delete c.components.schemas.PaintRequest.oneOf[1].properties.note.description,
      `${schemas}/PaintRequest/oneOf/1/properties/note`,
    ],
    [
      'refers to a schema without a description',
      (c) => delete c.components.schemas.Colour.description,
      `${schemas}/Colour`,
    ],
    ['does not describe an operation', (c) => delete c.paths[boat].get.description, get],
    [
      'does not describe a parameter',
      (c) => delete c.paths[boat].get.parameters[0].description,
      `${get}/parameters/0`,
    ],
    [
      'does not describe a request body',
      (c) => delete c.paths[paint].post.requestBody.description,
      `${post}/requestBody`,
    ],
    [
      'does not describe a response',
      (c) => set(c.components.responses.OtherError, 'description', ''),
      otherError,
    ],
    [
      'does not describe a header',
      (c) => delete c.components.headers.RequestId.description,
      '#/components/headers/RequestId',
    ],
    [
      'does not describe a security scheme',
      (c) => delete c.components.securitySchemes.ApiKey.description,
      '#/components/securitySchemes/ApiKey',
    ],
  ],
  'enum-description': [
    [
      'adds a value without a text',
      (c) => {
        c.components.schemas.Boat.properties.hull = {
          description: 'What it is made of.',
          enum: ['WOOD', 'STEEL'],
          'x-enumDescriptions': { WOOD: 'Grown.' },
        };
      },
      `${schemas}/Boat/properties/hull/enum/1`,
    ],
    [
      'has an enum without any text',
      (c) => delete c.components.schemas.Colour['x-enumDescriptions'],
      `${schemas}/Colour/enum/0`,
      `${schemas}/Colour/enum/1`,
    ],
    [
      'has a text for a value that does not exist',
      (c) => set(c.components.schemas.Colour['x-enumDescriptions'], 'BLUE', 'Like the sky.'),
      `${schemas}/Colour/x-enumDescriptions/BLUE`,
    ],
    [
      'has an enum in a variant that narrows nothing',
      (c) => {
        c.components.schemas.PaintRequest.oneOf[0].properties.gloss = {
          description: 'How it shines.',
          enum: ['MATT'],
        };
      },
      `${schemas}/PaintRequest/oneOf/0/properties/gloss/enum/0`,
    ],
  ],
  'enum-variants': [
    [
      'adds a value that no variant allows',
      (c) => {
        c.components.schemas.Colour.enum.push('BLUE');
        c.components.schemas.Colour['x-enumDescriptions'].BLUE = 'Like the sky.';
      },
      `${schemas}/PaintRequest/oneOf`,
    ],
    [
      'has a variant with a value of its own',
      (c) => c.components.schemas.PaintRequest.oneOf[0].properties.colour.enum.push('BLUE'),
      `${schemas}/PaintRequest/oneOf/0/properties/colour`,
    ],
  ],
  'operation-id': [
    [
      'starts an operationId with a capital',
      (c) => set(c.paths[boat].get, 'operationId', 'GetBoat'),
      `${get}/operationId`,
    ],
    [
      'writes an operationId with a dash',
      (c) => set(c.paths[boat].get, 'operationId', 'get-boat'),
      `${get}/operationId`,
    ],
    [
      'starts an operationId with a noun',
      (c) => set(c.paths[boat].get, 'operationId', 'boatGet'),
      `${get}/operationId`,
    ],
    [
      'has an operationId that is another in other capitals',
      (c) => {
        c.paths['/ships/{boatId}'] = structuredClone(c.paths[boat]);
        c.paths['/ships/{boatId}'].get.operationId = 'getBOAT';
      },
      '#/paths/~1ships~1{boatId}/get/operationId',
    ],
    ['has an operation without an operationId', (c) => delete c.paths[boat].get.operationId, get],
  ],
  webhook: [
    [
      'tells an event by another name than its webhook has',
      (c) => {
        const { type } = c.components.schemas.BoatPainted.properties;
        type.enum = ['boat.coloured'];
        type['x-enumDescriptions'] = { 'boat.coloured': 'The paint is dry.' };
        painted(c).requestBody.content['application/json'].examples.painted.value.type =
          'boat.coloured';
      },
      `${schemas}/BoatPainted/properties/type`,
    ],
    [
      'does not require the id of an event',
      (c) => c.components.schemas.BoatPainted.required.shift(),
      `${schemas}/BoatPainted`,
    ],
    [
      'names an event as if it were an operation',
      (c) => set(painted(c), 'operationId', 'showPaint'),
      '#/webhooks/boat.painted/post/operationId',
    ],
    [
      'has a webhook without a JSON body',
      (c) => {
        c.webhooks.boatSunk = another(c);
        delete c.webhooks.boatSunk.post.requestBody;
      },
      '#/webhooks/boatSunk/post',
    ],
    [
      'has a webhook that nothing acknowledges',
      (c) => {
        c.webhooks.boatSunk = another(c);
        delete c.webhooks.boatSunk.post.responses['2XX'];
      },
      '#/webhooks/boatSunk/post/responses',
    ],
    [
      'has a webhook with parameters',
      (c) => {
        c.webhooks.boatSunk = another(c);
        c.webhooks.boatSunk.post.parameters = [{ ...named, in: 'header', schema: text }];
      },
      '#/webhooks/boatSunk/post/parameters',
    ],
    [
      'has a webhook whose name cannot be in an address',
      (c) => {
        c.webhooks['boat/sunk'] = another(c);
      },
      '#/webhooks/boat~1sunk',
    ],
    [
      'has an event that would carry an API key',
      (c) => delete painted(c).security,
      '#/webhooks/boat.painted/post',
    ],
    [
      'does not say what acknowledges an event',
      (c) => delete painted(c).responses['2XX'],
      '#/webhooks/boat.painted/post/responses',
    ],
    [
      'sends an event by PUT',
      (c) => {
        c.webhooks['boat.painted'] = { put: painted(c) };
      },
      '#/webhooks/boat.painted/put',
    ],
  ],
  'closed-requests': [
    [
      'lets a request take any property',
      (c) => delete c.components.schemas.PaintRequest.additionalProperties,
      `${schemas}/PaintRequest`,
      `${schemas}/PaintRequest/oneOf/0`,
      `${schemas}/PaintRequest/oneOf/1`,
    ],
    [
      'leaves an object within a request open',
      (c) => {
        c.components.schemas.PaintRequest.properties.coat = {
          type: 'object',
          description: 'A coat.',
          properties: {},
        };
      },
      `${schemas}/PaintRequest/properties/coat`,
    ],
    [
      'closes an object that another one refers to by what the other does not see',
      (c) => {
        c.components.schemas.Coat = {
          type: 'object',
          description: 'A coat.',
          properties: { layers: { type: 'integer', description: 'How many.' } },
        };
        c.components.schemas.PaintRequest.properties.coat = {
          description: 'A coat.',
          additionalProperties: false,
          allOf: [{ $ref: '#/components/schemas/Coat' }],
        };
      },
      `${schemas}/Coat`,
    ],
    [
      'does not say that an object of a request takes any property',
      (c) => delete c.components.schemas.Extras.additionalProperties,
      `${schemas}/Extras`,
    ],
  ],
  'open-responses': [
    [
      'closes a response',
      (c) => set(c.components.schemas.Boat, 'additionalProperties', false),
      `${schemas}/Boat/additionalProperties`,
    ],
    [
      'closes an error',
      (c) => set(c.components.schemas.ErrorResponse, 'unevaluatedProperties', false),
      `${schemas}/ErrorResponse/unevaluatedProperties`,
    ],
    [
      'closes an object that requests and responses share',
      (c) => {
        set(c.components.schemas.Extras, 'additionalProperties', false);
        set(c.components.schemas.Extras, 'properties', {
          sails: { type: 'integer', description: 'How many.' },
        });
      },
      `${schemas}/Extras/additionalProperties`,
    ],
  ],
  'api-key-required': [
    [
      'has an operation for everybody',
      (c) => {
        c.paths[boat].get.responses['401'] = { $ref: '#/components/responses/OtherError' };
        set(c.paths[boat].get, 'security', []);
        table(c).TOO_MANY_BOATS.status = 401;
      },
      `${get}/security`,
    ],
    [
      'has an operation that takes no key as well',
      (c) => {
        c.paths[boat].get.responses['401'] = { $ref: '#/components/responses/OtherError' };
        set(c.paths[boat].get, 'security', [{ ApiKey: [] }, {}]);
        table(c).TOO_MANY_BOATS.status = 401;
      },
      `${get}/security`,
    ],
    [
      'has an operation that asks for more than the key',
      (c) => {
        c.components.securitySchemes.Token = { ...token, scheme: 'bearer' };
        set(c.paths[boat].get, 'security', [{ ApiKey: [], Token: [] }]);
      },
      `${get}/security`,
    ],
    [
      'has a scheme that nobody can check',
      (c) => {
        c.components.securitySchemes.Token = { ...token, scheme: 'basic' };
        set(c.paths[boat].get, 'security', [{ ApiKey: [] }, { Token: [] }]);
      },
      '#/components/securitySchemes/Token',
    ],
  ],
  'json-bodies': [
    [
      'has a request that is a form',
      (c) => {
        const { content } = c.paths[paint].post.requestBody;
        content['multipart/form-data'] = content['application/json'];
        delete content['application/json'];
      },
      `${post}/requestBody/content/multipart~1form-data`,
    ],
    [
      'has a response in two forms of JSON',
      (c) => {
        const { content } = c.paths[boat].get.responses['200'];
        content['application/hal+json'] = { ...content['application/json'], examples: other };
      },
      `${get}/responses/200/content/application~1hal+json`,
    ],
    [
      'takes a text alone',
      (c) => {
        const { content } = c.paths[paint].post.requestBody;
        content['application/json'].schema = { ...text, maxLength: 9, examples: ['RED'] };
        content['application/json'].examples = {
          paintRed: { value: 'RED' },
          paintUnknown: { value: 'OTHER' },
        };
      },
      `${post}/requestBody/content/application~1json/schema`,
    ],
    [
      'shares an object without a name',
      (c) => {
        const { responses } = c.paths[boat].get;
        const media = responses['200'].content['application/json'];
        media.schema = {
          type: 'object',
          description: 'What is there.',
          properties: { boat: { ...media.schema, description: 'The boat.' } },
        };
        media.examples = { showBoat: { value: { boat: { boatId: 'boat-1' } } } };
        c.components.responses.Shown = responses['200'];
        responses['200'] = { $ref: '#/components/responses/Shown' };
      },
      '#/components/responses/Shown/content/application~1json/schema',
    ],
    [
      'has content where there is none',
      (c) => {
        const { responses } = c.paths[boat].get;
        responses['204'] = { ...responses['200'] };
        responses['204'].content = {
          'application/json': { ...responses['200'].content['application/json'], examples: other },
        };
      },
      `${get}/responses/204/content`,
    ],
  ],
  'operation-parts': [
    [
      'leaves no status for default',
      (c) => {
        const { responses } = c.paths[boat].get;
        responses.default = responses['4XX'];
        responses['5XX'] = structuredClone(c.components.responses.OtherError);
        const sinking = { value: { code: 'SINKING' } };
        responses['5XX'].content['application/json'].examples = { sinking };
        table(c).SINKING = { ...table(c).NOT_FOUND, status: 503, scope: 'operation' };
      },
      `${get}/responses/5XX`,
    ],
    [
      'leads elsewhere',
      (c) => {
        const { responses } = c.paths[boat].get;
        const { content: _, ...rest } = responses['200'];
        responses['303'] = rest;
      },
      `${get}/responses/303`,
    ],
    [
      'has servers of an operation',
      (c) => set(c.paths[boat].get, 'servers', [{ url: 'https://ships.test' }]),
      `${get}/servers`,
    ],
    [
      'has another method',
      (c) => {
        const { operationId: _, ...rest } = c.paths[boat].get;
        c.paths[boat].head = { ...rest, operationId: 'getBoatHead' };
      },
      '#/paths/~1boats~1{boatId}/head',
    ],
    [
      'has a GET with a body',
      (c) => {
        const { requestBody } = c.paths[paint].post;
        c.paths[boat].get.requestBody = structuredClone(requestBody);
        const media = c.paths[boat].get.requestBody.content['application/json'];
        media.examples = { showBoat: { value: { colour: 'RED' } } };
        c.paths[boat].get.responses['404'] = structuredClone(c.paths[paint].post.responses['404']);
      },
      `${get}/requestBody`,
    ],
    [
      'has links',
      (c) => set(c.paths[boat].get.responses['200'], 'links', { self: { operationId: 'getBoat' } }),
      `${get}/responses/200/links`,
    ],
    [
      'has a status of its own',
      (c) => set(c.paths[boat].get.responses, '640', { $ref: otherError }),
      `${get}/responses/640`,
    ],
    [
      'creates by a name that does not say so',
      (c) => {
        const { responses } = c.paths[boat].get;
        responses['201'] = structuredClone(responses['200']);
        responses['201'].content['application/json'].examples = other;
      },
      `${get}/responses/201`,
    ],
    [
      'has documents elsewhere',
      (c) => set(c.paths[boat].get, 'externalDocs', { url: 'https://boats.test/more' }),
      `${get}/externalDocs`,
    ],
    ['has callbacks', (c) => set(c.paths[boat].get, 'callbacks', { sunk: {} }), `${get}/callbacks`],
  ],
  'parameter-form': [
    ...(
      [
        ['an object in the query', { in: 'query', schema: { type: 'object' } }, 'schema'],
        ['a list in a cookie', { in: 'cookie', schema: { type: 'array', items: text } }, 'schema'],
        ['a list of lists', { in: 'query', schema: { type: 'array', items: list } }, 'schema'],
        ['a parameter of any type', { in: 'query', schema: {} }, 'schema'],
        ['a parameter that may be null', { in: 'query', schema: nullable }, 'schema'],
        ['the header of the mock', { in: 'header', name: 'Prefer', schema: text }, 'name'],
        ['a parameter without a name', { in: 'query', name: '', schema: text }, 'name'],
        [
          'a header with a space in its name',
          { in: 'header', name: 'A Tide', schema: text },
          'name',
        ],
        ['a header of other letters', { in: 'header', name: 'Höhe', schema: text }, 'name'],
        ['a cookie with a semicolon', { in: 'cookie', name: 'a;b', schema: text }, 'name'],
        [
          'a parameter that all objects have',
          { in: 'query', name: 'valueOf', schema: text },
          'name',
        ],
        ['a header that clients write', { in: 'header', name: 'Host', schema: text }, 'name'],
        ['a header that pages cannot set', { in: 'header', name: 'Sec-Id', schema: text }, 'name'],
        ['the header of the key', { in: 'header', name: 'x-api-key', schema: text }, 'name'],
        [
          'a language that clients do not ask for by themselves',
          { in: 'header', name: 'Accept-Language', schema: { ...text, minLength: 2 } },
          'schema',
        ],
        [
          'a parameter without a value',
          { in: 'query', allowEmptyValue: true, schema: text },
          'allowEmptyValue',
        ],
        [
          'a required parameter that nothing shows',
          { in: 'query', required: true, schema: text },
          'required',
        ],
        ['a number without a type', { in: 'query', schema: { const: 5 } }, 'schema'],
        [
          'a choice with a number without a type',
          { in: 'query', schema: { anyOf: [{ type: 'integer', maximum: 3 }, { const: 5 }] } },
          'schema',
        ],
        [
          'a comma in an item of a list in one value',
          {
            in: 'query',
            explode: false,
            schema: list,
            examples: { one: { value: ['a,b'] } },
          },
          'schema',
        ],
        [
          'such a list in a header',
          { in: 'header', schema: list, examples: { one: { value: ['a,b'] } } },
          'schema',
        ],
        ['lists with bars', { in: 'query', style: 'pipeDelimited', schema: list }, 'style'],
        [
          'reserved characters',
          { in: 'query', allowReserved: true, schema: text },
          'allowReserved',
        ],
        [
          'objects within an object in the query',
          {
            in: 'query',
            style: 'deepObject',
            schema: { type: 'object', properties: { a: { ...list, description: 'A list.' } } },
          },
          'schema',
        ],
        [
          'a parameter that is a document',
          { in: 'query', content: { 'application/json': { schema: text } } },
          'content',
        ],
      ] as const
    ).map(([name, parameter, key]): (typeof edits)[string][number] => [
      `has ${name}`,
      (c) => c.paths[boat].get.parameters.push({ ...named, ...parameter }),
      `${get}/parameters/1/${key}`,
    ]),
    [
      'has two parameters of one name',
      (c) =>
        c.paths[boat].get.parameters.push({ ...named, name: 'boatId', in: 'query', schema: text }),
      `${get}/parameters/1`,
    ],
    [
      'has a header twice',
      (c) => {
        const header = { ...named, in: 'header', schema: text };
        c.paths[boat].get.parameters.push({ ...header, name: 'Tide' }, { ...header, name: 'tide' });
      },
      `${get}/parameters/2`,
    ],
    [
      'has a parameter that is called like a member of another',
      (c) =>
        c.paths[boat].get.parameters.push(
          { ...named, in: 'query', name: 'wanted[hull]', schema: text },
          {
            ...named,
            in: 'query',
            style: 'deepObject',
            schema: { type: 'object', additionalProperties: text },
          },
        ),
      `${get}/parameters/1`,
    ],
    [
      'has an object without a name in the query',
      (c) =>
        c.paths[boat].get.parameters.push({
          ...named,
          in: 'query',
          style: 'deepObject',
          schema: { type: 'object', properties: { hull: { ...text, description: 'It.' } } },
        }),
      `${get}/parameters/1/schema`,
    ],
    [
      'has a response with a header of the transport',
      (c) =>
        set(c.paths[boat].get.responses['200'].headers, 'Content-Length', {
          description: 'How long it is.',
          schema: { type: 'integer' },
        }),
      `${get}/responses/200/headers/Content-Length`,
    ],
    [
      'has a response with a header that no server can send',
      (c) =>
        set(c.paths[boat].get.responses['200'].headers, 'A Tide', {
          description: 'How deep it is.',
          schema: text,
        }),
      `${get}/responses/200/headers/A Tide`,
    ],
    ...[['/böote/{boatId}'], ['/my boats/{boatId}'], ['/my%20boats/{boatId}']].map(
      ([path = '']): (typeof edits)[string][number] => [
        `is at ${path}`,
        (c) => {
          c.paths[path] = c.paths[boat];
          delete c.paths[boat];
        },
        `#/paths/${path.replaceAll('/', '~1')}`,
      ],
    ),
    [
      'has a parameter of the path that may be left out',
      (c) => set(c.paths[boat].get.parameters[0], 'required', false),
      `${get}/parameters/0/required`,
    ],
    [
      'has a header that OpenAPI has another place for',
      (c) =>
        c.paths[boat].get.parameters.push({ ...named, name: 'accept', in: 'header', schema: text }),
      `${get}/parameters/1/name`,
    ],
    [
      'has such a header in a response',
      (c) =>
        set(c.paths[boat].get.responses['200'].headers, 'Content-Type', {
          description: 'The type.',
          schema: text,
        }),
      `${get}/responses/200/headers/Content-Type`,
    ],
    [
      'has a parameter and text in one segment of a path',
      (c) => {
        c.paths['/boats/boat-{boatId}'] = c.paths[boat];
        delete c.paths[boat];
      },
      '#/paths/~1boats~1boat-{boatId}',
    ],
    [
      'has a list in the path',
      (c) => set(c.paths[boat].get.parameters[0], 'schema', list),
      `${get}/parameters/0/schema`,
    ],
    [
      'has a required header without an example',
      (c) =>
        set(c.paths[boat].get.responses['200'].headers, 'Tide', {
          description: 'The tide.',
          required: true,
          schema: { type: 'string' },
        }),
      `${get}/responses/200/headers/Tide/required`,
    ],
  ],
  conditions: [
    [
      'has a condition that asks for nothing',
      (c) => set(c.components.schemas.Boat, 'if', { required: ['boatId'] }),
      `${schemas}/Boat/if`,
    ],
    [
      'has a consequence of nothing',
      (c) => set(c.components.schemas.Boat, 'else', { required: ['boatId'] }),
      `${schemas}/Boat/else`,
    ],
    [
      'has a condition about a limit',
      (c) =>
        Object.assign(c.components.schemas.Boat, {
          if: { properties: { boatId: { minLength: 5 } } },
          // biome-ignore lint/suspicious/noThenProperty: it is the keyword of JSON Schema, and nobody awaits the schema
          then: { required: ['extras'] },
        }),
      `${schemas}/Boat/if`,
    ],
    [
      'has a condition that says no more than a type',
      (c) =>
        Object.assign(c.components.schemas.Boat, {
          if: { properties: { boatId: text } },
          else: { required: ['extras'] },
        }),
      `${schemas}/Boat/if`,
    ],
    [
      'has choices under a condition',
      (c) =>
        Object.assign(c.components.schemas.Boat, {
          if: { required: ['boatId'] },
          else: { oneOf: [{ required: ['extras'] }] },
        }),
      `${schemas}/Boat/else`,
    ],
    [
      'asks for a property that is not there, and looks at another',
      (c) =>
        Object.assign(c.components.schemas.Boat, {
          if: { properties: { mast: { const: 'TALL' } } },
          else: { required: ['hull'] },
        }),
      `${schemas}/Boat/if`,
      `${schemas}/Boat/else`,
    ],
    [
      'needs a property that is not there',
      (c) => set(c.components.schemas.Boat, 'dependentRequired', { boatId: ['hull'] }),
      `${schemas}/Boat/dependentRequired/boatId`,
    ],
    [
      'needs a property beside one that is always there',
      (c) =>
        Object.assign(c.components.schemas.Boat, {
          required: ['boatId'],
          dependentRequired: { boatId: ['extras'] },
        }),
      `${schemas}/Boat/dependentRequired/boatId`,
    ],
  ],
  'schema-words': [
    [
      'requires a property that is declared elsewhere',
      (c) => {
        const { Boat } = c.components.schemas;
        const { boatId, ...properties } = Boat.properties;
        Boat.required = ['boatId'];
        Boat.allOf = [{ type: 'object', description: 'More.', properties: { boatId } }];
        Boat.properties = properties;
      },
      `${schemas}/Boat/required`,
    ],
    [
      'closes an object whose parts depend on its value',
      (c) => {
        const { PaintRequest } = c.components.schemas;
        delete PaintRequest.additionalProperties;
        PaintRequest.unevaluatedProperties = false;
      },
      `${schemas}/PaintRequest/unevaluatedProperties`,
    ],
    ...[
      ['$defs', {}],
      ['$schema', 'https://json-schema.org/draft/2020-12/schema'],
      ['not', { required: ['boatId'] }],
      ['dependentSchemas', {}],
      ['patternProperties', {}],
    ].map(([keyword, value]): (typeof edits)[string][number] => [
      `has ${keyword}`,
      (c) => set(c.components.schemas.Boat, String(keyword), value),
      `${schemas}/Boat/${keyword}`,
    ]),
    ...[
      ['contains', text],
      ['minContains', 1],
      ['maxContains', 1],
      ['unevaluatedItems', false],
    ].map(([keyword, value]): (typeof edits)[string][number] => [
      `has ${keyword}`,
      (c) =>
        set(c.components.schemas.Boat.properties, 'names', {
          ...list,
          description: 'The names.',
          [String(keyword)]: value,
        }),
      `${schemas}/Boat/properties/names/${keyword}`,
    ]),
    ...[
      ['contentEncoding', 'base64'],
      ['contentMediaType', 'image/png'],
      ['xml', { name: 'id' }],
    ].map(([keyword, value]): (typeof edits)[string][number] => [
      `has ${keyword}`,
      (c) => set(c.components.schemas.Boat.properties.boatId, String(keyword), value),
      `${schemas}/Boat/properties/boatId/${keyword}`,
    ]),
    [
      'says of other properties what they are, where others are closed',
      (c) => set(c.components.schemas.Boat, 'unevaluatedProperties', text),
      `${schemas}/Boat/unevaluatedProperties`,
    ],
    [
      'has a property that JavaScript takes for the prototype',
      (c) => {
        const { properties } = c.components.schemas.Boat;
        const name = { ...text, description: 'Its kind.' };
        Object.defineProperty(properties, '__proto__', { value: name, enumerable: true });
      },
      `${schemas}/Boat/properties/__proto__`,
    ],
    ...['toString', 'valueOf', 'constructor'].map((name): (typeof edits)[string][number] => [
      `may lack a property ${name}, which every object has`,
      (c) => set(c.components.schemas.Boat.properties, name, { ...text, description: 'Its kind.' }),
      `${schemas}/Boat/properties/${name}`,
    ]),
    [
      'has a format that nobody checks',
      (c) => set(c.components.schemas.Boat.properties.boatId, 'format', 'hull-number'),
      `${schemas}/Boat/properties/boatId/format`,
    ],
    [
      'has an anchor',
      (c) => set(c.components.schemas.Boat, '$anchor', 'boat'),
      `${schemas}/Boat/$anchor`,
    ],
    [
      'has a discriminator without choices',
      (c) => set(c.components.schemas.Boat, 'discriminator', { propertyName: 'boatId' }),
      `${schemas}/Boat/discriminator`,
    ],
    [
      'has a discriminator that no choice knows',
      (c) => {
        const branch = (title: string) => ({ title, type: 'object', description: 'A hull.' });
        c.components.schemas.Raft = branch('Raft');
        c.components.schemas.Canoe = branch('Canoe');
        c.components.schemas.Boat.properties.hull = {
          description: 'The hull.',
          discriminator: { propertyName: 'kind' },
          oneOf: [{ $ref: '#/components/schemas/Raft' }, { $ref: '#/components/schemas/Canoe' }],
        };
      },
      `${schemas}/Boat/properties/hull/discriminator/propertyName`,
    ],
    [
      'has a choice that is not told apart',
      (c) => {
        const kind = { type: 'string', description: 'Which.' };
        const branch = { type: 'object', description: 'A hull.', required: ['kind'] };
        c.components.schemas.Raft = { ...branch, title: 'Raft', properties: { kind } };
        c.components.schemas.Canoe = {
          ...branch,
          title: 'Canoe',
          properties: { kind: { ...kind, const: 'Canoe' } },
        };
        c.components.schemas.Boat.properties.hull = {
          type: 'object',
          description: 'The hull.',
          discriminator: { propertyName: 'kind' },
          oneOf: [{ $ref: '#/components/schemas/Raft' }, { $ref: '#/components/schemas/Canoe' }],
        };
      },
      `${schemas}/Boat/properties/hull/discriminator`,
    ],
  ],
  'type-names': [
    [
      'has a schema with the name of an answer that is written in its operation',
      (c) => {
        const { responses } = c.paths[boat].get;
        c.components.schemas.GetBoatResponse200 = c.components.schemas.Extras;
        c.components.schemas.Boat.properties.extras.$ref = `${schemas}/GetBoatResponse200`;
        c.components.schemas.PaintRequest.properties.extras.$ref = `${schemas}/GetBoatResponse200`;
        delete c.components.schemas.Extras;
        responses['200'].content['application/json'].schema = {
          type: 'object',
          description: 'What is there.',
          properties: { boatId: { ...text, description: 'Which.' } },
        };
        responses['206'] = { description: 'A part.', headers: responses['200'].headers };
      },
      `${schemas}/GetBoatResponse200`,
    ],
    ...[
      ...['boat', 'OperationId', 'GetBoatResponse', 'GetBoatPathParameters', 'Bärk'],
      ...['Object', 'Promise'],
    ].map((name): (typeof edits)[string][number] => [
      `has a schema called ${name}`,
      (c) => {
        c.components.schemas[name] = { type: 'string', description: 'A name.' };
        c.components.schemas.Boat.properties.name = { $ref: `#/components/schemas/${name}` };
      },
      `${schemas}/${name}`,
    ]),
    [
      'has a schema that is another in other capitals',
      (c) => {
        c.components.schemas.BOAT = { type: 'string', description: 'A name.' };
        c.components.schemas.Boat.properties.name = { $ref: `${schemas}/BOAT` };
      },
      `${schemas}/BOAT`,
    ],
  ],
  'common-responses': [
    [
      'has an operation without a response that each has',
      (c) => {
        const { responses } = c.paths[boat].get;
        responses['202'] = responses['200'];
        delete responses['200'];
      },
      `${get}/responses`,
    ],
    [
      'has a body and no response that comes of bodies',
      (c) => {
        const { responses } = c.paths[paint].post;
        responses['4XX'] = responses['404'];
        delete responses['404'];
      },
      `${post}/responses`,
    ],
  ],
  'documented-examples': [
    [
      'shows a property that the schema does not name',
      (c) => {
        const { examples } = c.paths[paint].post.responses['200'].content['application/json'];
        examples.paintRed.value.hull = 'WOOD';
      },
      `${post}/responses/200/content/application~1json/examples/paintRed/value/hull`,
    ],
    [
      'shows one in a list, and in an object within',
      (c) => {
        c.components.schemas.Boat.properties.crew = {
          type: 'array',
          description: 'Who sails.',
          items: { type: 'object', properties: { name: { ...text, description: 'Who.' } } },
          examples: [[{ name: 'Ada', rank: 1 }]],
        };
      },
      `${schemas}/Boat/properties/crew/examples/0/0/rank`,
    ],
    [
      'shows what another schema of the choice names, and one more',
      (c) => {
        const branch = (name: string) => ({
          title: name,
          type: 'object',
          description: 'A hull.',
          required: [name],
          properties: { [name]: { ...text, description: 'It.' } },
        });
        Object.assign(c.components.schemas, { Raft: branch('Raft'), Canoe: branch('Canoe') });
        c.components.schemas.Boat.properties.hull = {
          description: 'The hull.',
          anyOf: [{ $ref: `${schemas}/Raft` }, { $ref: `${schemas}/Canoe` }],
          examples: [{ Canoe: 'one', Ship: 'none' }],
        };
      },
      `${schemas}/Boat/properties/hull/examples/0/Ship`,
    ],
  ],
  'openapi-version': [
    ['is written for another version', (c) => set(c, 'openapi', '3.2.0'), '#/openapi'],
    ['has no dialect', (c) => delete c.jsonSchemaDialect, '#/jsonSchemaDialect'],
    [
      'has another dialect',
      (c) => set(c, 'jsonSchemaDialect', 'https://json-schema.org/draft/2019-09/schema'),
      '#/jsonSchemaDialect',
    ],
  ],
  'possible-values': [
    [
      'has keywords of another type',
      (c) =>
        set(c.components.schemas.Boat.properties, 'weight', {
          type: ['integer', 'null'],
          description: 'What it weighs.',
          minimum: 1,
          pattern: '^1',
          properties: {},
        }),
      `${schemas}/Boat/properties/weight/pattern`,
    ],
    [
      'has a limit that no number of JavaScript is',
      (c) =>
        set(c.components.schemas.Boat.properties, 'weight', {
          type: 'integer',
          description: 'What it weighs.',
          maximum: 2 ** 63,
        }),
      `${schemas}/Boat/properties/weight/maximum`,
    ],
    ...(
      [
        ['default', 2 ** 53],
        ['examples', [-(2 ** 53)]],
      ] as const
    ).map(([keyword, values]): (typeof edits)[string][number] => [
      `has ${keyword} with a number that JavaScript reads as another`,
      (c) =>
        set(c.components.schemas.Boat.properties, 'weight', {
          type: 'integer',
          description: 'What it weighs.',
          [keyword]: values,
        }),
      `${schemas}/Boat/properties/weight/${keyword}`,
    ]),
    [
      'answers with a number, deep inside an example, that JavaScript reads as another',
      (c) => {
        const { examples } = c.paths[boat].get.responses['200'].content['application/json'];
        examples.showBoat.value.extras = { sails: 2 ** 53 };
      },
      `${get}/responses/200/content/application~1json/examples/showBoat/value`,
    ],
    [
      'compares objects',
      (c) =>
        set(c.components.schemas.Boat.properties, 'masts', {
          type: 'array',
          description: 'Its masts.',
          uniqueItems: true,
          items: { type: 'object', description: 'A mast.' },
        }),
      `${schemas}/Boat/properties/masts/uniqueItems`,
    ],
    [
      'counts in steps that are no binary fraction',
      (c) =>
        set(c.components.schemas.Boat.properties, 'weight', {
          type: 'number',
          description: 'What it weighs.',
          multipleOf: 0.1,
        }),
      `${schemas}/Boat/properties/weight/multipleOf`,
    ],
    [
      'allows no length at all',
      (c) =>
        Object.assign(c.components.schemas.Boat.properties.boatId, { minLength: 3, maxLength: 2 }),
      `${schemas}/Boat/properties/boatId/minLength`,
    ],
    [
      'allows a null that the enum does not have',
      (c) => set(c.components.schemas.Colour, 'type', ['string', 'null']),
      `${schemas}/Colour/type`,
    ],
    [
      'has a list of anything',
      (c) =>
        set(c.components.schemas.Boat.properties, 'crew', { type: 'array', description: 'Who.' }),
      `${schemas}/Boat/properties/crew/type`,
    ],
    ...(
      [
        ['of another type', 2],
        ['that the enum does not have', 'BLUE'],
      ] as const
    ).map(([name, value]): (typeof edits)[string][number] => [
      `has a default ${name}`,
      (c) => set(c.components.schemas.Colour, 'default', value),
      `${schemas}/Colour/default`,
    ]),
    [
      'requires a property twice',
      (c) => set(c.components.schemas.Boat, 'required', ['boatId', 'boatId']),
      `${schemas}/Boat/required`,
    ],
  ],
  references: [
    [
      'refers to a response where a schema stands',
      (c) =>
        set(c.components.schemas.Boat.properties, 'error', {
          $ref: '#/components/responses/OtherError',
        }),
      `${schemas}/Boat/properties/error/$ref`,
    ],
  ],
  'operation-tag': [
    ['has an operation without a tag', (c) => delete c.paths[boat].get.tags, get],
    ['has an operation of no tags', (c) => set(c.paths[boat].get, 'tags', []), get],
    [
      'has an operation of a tag that nothing defines',
      (c) => c.paths[boat].get.tags.push('Ships'),
      `${get}/tags/1`,
    ],
    ...['★', 'boats'].map((name): (typeof edits)[string][number] => [
      `has the tag ${name}`,
      (c) => {
        c.tags.push({ name, description: 'What is larger.' });
        c.paths[boat].get.tags.push(name);
      },
      '#/tags/1',
    ]),
  ],
  'unused-tag': [
    [
      'has a tag without an operation',
      (c) => c.tags.push({ name: 'Ships', description: 'What is larger.' }),
      '#/tags/1',
    ],
  ],
  urls: [
    ...['http://boats.test', '/boats', 'http://localhost.boats.test'].map(
      (url): (typeof edits)[string][number] => [
        `is served at ${url}`,
        (c) => set(c.servers[0], 'url', url),
        '#/servers/0/url',
      ],
    ),
    [
      'gets tokens over http',
      (c) => {
        const flows = { clientCredentials: { tokenUrl: 'http://boats.test/token', scopes: {} } };
        c.components.securitySchemes.Token = { type: 'oauth2', description: 'A token.', flows };
      },
      '#/components/securitySchemes/Token/flows/clientCredentials/tokenUrl',
    ],
    [
      'has a contact at no address',
      (c) => set(c.info, 'contact', { url: 'boats.test', email: 'boats' }),
      '#/info/contact/url',
      '#/info/contact/email',
    ],
  ],
  texts: [
    ...[
      ['HTML', 'Like a <b>buoy</b>.'],
      ['a block of HTML', '<details>\nLike a buoy.\n</details>'],
      ['a comment of HTML', 'Like a buoy.\n\n<!-- Which one? -->'],
      ['what ends a script', 'Like </script> that.'],
      ['an image', 'Like ![a buoy](https://boats.test/buoy.png).'],
      ['an image that is defined below', 'Like ![this].\n\n[this]: https://boats.test/buoy.png'],
      ['a footnote', 'Like a buoy[^1].\n\n[^1]: On the left.'],
      ['a list of things to do', '- [ ] Paint the buoy.'],
      ['a heading', 'Like this:\n\n### A buoy'],
      ['a heading that is underlined', 'A buoy\n---'],
      ['a link to a page that is nowhere', 'As [the hues](hues.md) say.'],
      ['a link to a section', 'As [Hues](#hues) say.'],
      ['a relative link that is defined below', 'As [hues] say.\n\n[hues]: /hues'],
      ['a tag of a comment', 'Like a buoy. @deprecated in spring.'],
      ['a tag of a comment in code', 'Like `npm i @boats/buoy`.'],
      ['a link of a comment', 'Like {@link Buoy}.'],
    ].map(([name, description]): [string, Edit['edit'], string] => [
      `describes a schema with ${name}`,
      (c) => set(c.components.schemas.Colour, 'description', description),
      `${schemas}/Colour/description`,
    ]),
    [
      'describes values, error codes, tags, responses and parameters with HTML',
      (c) => {
        c.components.schemas.Colour['x-enumDescriptions'].RED = 'Like <i>this</i>.';
        set(table(c).NOT_FOUND, 'when', 'No <i>such</i> path.');
        set(table(c).NOT_FOUND, 'action', 'Check <i>the</i> URL.');
        set(c.tags[0], 'description', 'What <i>floats</i>.');
        set(c.components.responses.OtherError, 'description', 'Any <i>other</i>.');
        set(c.paths[boat].get.parameters[0], 'description', 'Any <i>other</i>.');
      },
      '#/x-error-codes/NOT_FOUND/when',
      '#/x-error-codes/NOT_FOUND/action',
      '#/tags/0/description',
      `${schemas}/Colour/x-enumDescriptions/RED`,
      `${otherError}/description`,
      `${get}/parameters/0/description`,
    ],
    [
      'has a title beside its own',
      (c) => set(c.info, 'description', '# Boats\n\nWhat floats.\n\n## Colours\n\nOf boats.'),
      '#/info/description',
    ],
    [
      'has a section whose title is underlined',
      (c) => set(c.info, 'description', 'What floats.\n\nColours\n-------\n\nOf boats.'),
      '#/info/description',
    ],
    ...[
      ['emphasis', 'Paint a *boat*'],
      ['code', 'Paint a `boat`'],
      ['a link', 'Paint [a boat](https://boats.test)'],
      ['HTML', 'Paint a <b>boat</b>'],
      ['a reference of HTML', 'Paint &lt; 2 boats'],
      ['a line too many', 'Paint\na boat'],
      ['a heading', '# Paint'],
      ['a tag of a comment', 'Paint @home'],
    ].map(([name, summary]): [string, Edit['edit'], string] => [
      `sums up an operation with ${name}`,
      (c) => set(c.paths[paint].post, 'summary', summary),
      `${post}/summary`,
    ]),
    [
      'sums up itself and an example, and names a tag and who licenses it, in Markdown',
      (c) => {
        set(c.info, 'summary', 'What *floats*');
        set(c.info, 'title', '`Boats`');
        set(c.info.license, 'name', '*MIT*');
        set(c.tags[0], 'name', '*Boats*');
        for (const item of [...Object.values<any>(c.paths), ...Object.values<any>(c.webhooks)])
          for (const each of [item.get, item.post]) if (each) each.tags = ['*Boats*'];
        set(c.paths[boat].get.parameters[0].examples.showBoat, 'summary', 'A *boat*');
      },
      '#/info/summary',
      '#/info/title',
      '#/info/license/name',
      '#/tags/0/name',
      `${get}/parameters/0/examples/showBoat/summary`,
    ],
    [
      'has the scope of a token in Markdown',
      (c) => {
        c.components.securitySchemes.Token = {
          type: 'oauth2',
          description: 'A token.',
          flows: {
            clientCredentials: {
              tokenUrl: 'https://boats.test/token',
              scopes: { 'boats:paint': 'Paint *boats*' },
            },
          },
        };
        c.paths[boat].get.security = [{ ApiKey: [] }, { Token: ['boats:paint'] }];
      },
      '#/components/securitySchemes/Token/flows/clientCredentials/scopes/boats:paint',
    ],
    [
      'describes a path and an example, where nobody sees it',
      (c) => {
        set(c.paths[boat], 'summary', 'A boat');
        set(c.paths[boat], 'description', 'A boat.');
        set(c.paths[boat].get.parameters[0].examples.showBoat, 'description', 'A boat.');
      },
      '#/paths/~1boats~1{boatId}/summary',
      '#/paths/~1boats~1{boatId}/description',
      `${get}/parameters/0/examples/showBoat/description`,
    ],
    [
      'has words beside a reference to a response, a header and a parameter',
      (c) => {
        c.components.parameters = { Tide: { ...tide } };
        const reference = { $ref: '#/components/parameters/Tide', description: 'Low tide.' };
        c.paths[boat].get.parameters.push(reference);
        set(c.paths[boat].get.responses['4XX'], 'description', 'Another.');
        set(c.components.responses.OtherError.headers['X-Request-Id'], 'description', 'It.');
      },
      `${otherError}/headers/X-Request-Id/description`,
      `${get}/parameters/1/description`,
      `${get}/responses/4XX/description`,
    ],
    [
      'has a schema with a title of another',
      (c) => set(c.components.schemas.Extras, 'title', 'Boat'),
      `${schemas}/Extras/title`,
    ],
  ],
  'webhook-delivery': [
    [
      'delivers an event that is no webhook',
      (c) => c['x-webhook-delivery'].events.push('boat.sunk'),
      '#/x-webhook-delivery/events/1',
    ],
    [
      'never gives up',
      (c) => delete c['x-webhook-delivery'].giveUpAfterSeconds,
      '#/x-webhook-delivery',
    ],
    [
      'waits for no time',
      (c) => set(c['x-webhook-delivery'], 'retryDelaysSeconds', []),
      '#/x-webhook-delivery/retryDelaysSeconds',
    ],
    [
      'delivers in another way of its own',
      (c) => set(c['x-webhook-delivery'], 'order', 'random'),
      '#/x-webhook-delivery/order',
    ],
  ],
  'named-examples': [
    [
      'has an example without a name',
      (c) => set(c.components.schemas.Colour, 'example', 'RED'),
      `${schemas}/Colour/example`,
    ],
    ...['paint red', '404', 'größe', 'toString'].map((name): (typeof edits)[string][number] => [
      `has an example called ${name}`,
      (c) => {
        const { responses, parameters } = c.paths[boat].get;
        for (const { examples } of [responses['200'].content['application/json'], ...parameters]) {
          examples[name] = examples.showBoat;
          delete examples.showBoat;
        }
      },
      `${get}/parameters/0/examples/${name}`,
      `${get}/responses/200/content/application~1json/examples/${name}`,
    ]),
  ],
  'no-trailing-space': [
    [
      'has a space at the end of a line',
      (c) => set(c.info, 'description', 'Boats. \nMore of them. \n\nAnd ships.\n'),
      '#/',
      '#/',
    ],
  ],
  'section-exists': [
    [
      'names a section that is not there',
      (c) =>
        set(c.components.schemas.Colour, 'description', 'See the section Hues of this contract.'),
      `${schemas}/Colour/description`,
    ],
  ],
  'semantic-version': [
    ['has a version in words', (c) => set(c.info, 'version', 'one'), '#/info/version'],
  ],
  'request-id-header': [
    [
      'has a response without the request id',
      (c) => {
        c.components.responses.OtherError.headers = { Tide: c.components.headers.RequestId };
      },
      `${otherError}/headers`,
    ],
    [
      'has a response without headers',
      (c) => delete c.components.responses.OtherError.headers,
      otherError,
    ],
    [
      'requires the request id of every host',
      (c) => {
        set(c.components.headers.RequestId, 'required', true);
        set(c.components.headers.RequestId, 'examples', { one: { value: 'req-1' } });
      },
      '#/components/headers/RequestId/required',
    ],
  ],
  exchange: [
    [
      'has a request without its response',
      (c) => {
        const { examples } = c.paths[paint].post.responses['200'].content['application/json'];
        examples.paintedRed = examples.paintRed;
        delete examples.paintRed;
      },
      `${post}/requestBody/content/application~1json/examples/paintRed`,
    ],
    [
      'has a request with two responses',
      (c) => {
        c.paths[paint].post.responses['404'].content['application/json'].examples.paintRed =
          c.paths[paint].post.responses['404'].content['application/json'].examples.paintUnknown;
      },
      `${post}/requestBody/content/application~1json/examples/paintRed`,
    ],
    [
      'has a request whose path parameter has no example',
      (c) => delete c.paths[paint].parameters[0].examples.paintUnknown,
      `${post}/requestBody/content/application~1json/examples/paintUnknown`,
    ],
    [
      'has an operation without a body and without an exchange',
      (c) => delete c.paths[boat].get.parameters[0].examples,
      get,
    ],
  ],
};

const tide = {
  name: 'Tide',
  in: 'header',
  description: 'High or low.',
  schema: { type: 'string' },
};

/** Another webhook, which is no event. */
const another = (contract: Contract) => ({ post: structuredClone(painted(contract)) });

const painted = (contract: Contract) => contract.webhooks['boat.painted'].post;

const table = (contract: Contract) => contract['x-error-codes'];

const errorExample = (contract: Contract, name: string) =>
  contract.paths[paint].post.responses['404'].content['application/json'].examples[name].value;

function set(holder: Contract, key: string, value: unknown) {
  holder[key] = value;
}

export default Object.entries(edits).flatMap(([rule, list]) =>
  list.map(([name, edit, ...at]): Edit => ({ rule, name, edit, at })),
);
