// A second reading of what the API is, written down apart from the contract. Where the two differ,
// one of them is wrong: find out which before you change either.
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import {
  at,
  document,
  errorCodesOf,
  examplesOf,
  json,
  operationsOf,
  resolve,
  webhooksOf,
} from '../lib/index.ts';

const statuses = [
  ...['200', '400', '401', '403', '404', '409', '413', '415', '429', '500', 'default'],
];

const operations = {
  changeSubscriptionAddon: {
    request: 'PUT /subscriptions/{subscriptionId}/addons/product-offering-change',
    parameters: ['path subscriptionId, required', 'header X-Idempotency-Key, optional'],
    body: 'ChangeSubscriptionAddonRequest',
    success: 'Subscription',
    statuses,
    codes: {
      400: ['VALIDATION_ERROR'],
      401: ['UNAUTHORIZED'],
      403: ['FORBIDDEN'],
      404: ['ADDON_NOT_FOUND', 'PRODUCT_OFFERING_NOT_FOUND', 'SUBSCRIPTION_NOT_FOUND'],
      409: [
        'PRODUCT_OFFERING_NOT_AVAILABLE',
        'SUBSCRIPTION_STATE_CONFLICT',
        'idempotency_key_locked',
        'idempotency_key_mismatch',
      ],
      413: ['PAYLOAD_TOO_LARGE'],
      415: ['UNSUPPORTED_MEDIA_TYPE'],
      429: ['RATE_LIMITED'],
      500: ['INTERNAL_ERROR'],
      default: ['SERVICE_UNAVAILABLE'],
    },
  },
  cancelSubscription: {
    request: 'POST /subscriptions/{subscriptionId}/cancel',
    parameters: ['path subscriptionId, required', 'header X-Idempotency-Key, optional'],
    body: 'CancelSubscriptionRequest',
    success: 'Subscription',
    statuses,
    codes: {
      400: ['VALIDATION_ERROR'],
      401: ['UNAUTHORIZED'],
      403: ['FORBIDDEN'],
      404: ['SUBSCRIPTION_NOT_FOUND'],
      409: ['SUBSCRIPTION_STATE_CONFLICT', 'idempotency_key_locked', 'idempotency_key_mismatch'],
      413: ['PAYLOAD_TOO_LARGE'],
      415: ['UNSUPPORTED_MEDIA_TYPE'],
      429: ['RATE_LIMITED'],
      500: ['INTERNAL_ERROR'],
      default: ['SERVICE_UNAVAILABLE'],
    },
  },
};

/** Status, whether the same request may be repeated, and whether operations document the code. */
const errorCodes = {
  VALIDATION_ERROR: '400 never operation',
  UNAUTHORIZED: '401 never operation',
  FORBIDDEN: '403 never operation',
  SUBSCRIPTION_NOT_FOUND: '404 never operation',
  ADDON_NOT_FOUND: '404 never operation',
  PRODUCT_OFFERING_NOT_FOUND: '404 never operation',
  idempotency_key_mismatch: '409 never operation',
  idempotency_key_locked: '409 jitter 100-500 operation',
  SUBSCRIPTION_STATE_CONFLICT: '409 never operation',
  PRODUCT_OFFERING_NOT_AVAILABLE: '409 never operation',
  PAYLOAD_TOO_LARGE: '413 never operation',
  UNSUPPORTED_MEDIA_TYPE: '415 never operation',
  RATE_LIMITED: '429 retryAfter operation',
  INTERNAL_ERROR: '500 backoff operation',
  SERVICE_UNAVAILABLE: '503 retryAfter operation',
  NOT_FOUND: '404 never server',
  METHOD_NOT_ALLOWED: '405 never server',
  NOT_ACCEPTABLE: '406 never server',
};

/** Objects by name; `!` marks what is required, `open` an enum to which values may be added. */
/** By the name of their webhooks, the schema of their bodies. */
const events = {
  'subscription.updated': 'SubscriptionUpdated',
  'subscription.cancelled': 'SubscriptionCancelled',
};

/** A new operation may bring codes of its own, which are no contradiction. */
const otherCodes = errorCodesOf(document)
  .map(({ code }) => code)
  .filter((code) => !Object.hasOwn(errorCodes, code));

const objects: Record<string, Record<string, string>> = {
  ChangeSubscriptionAddonRequest: {
    productOfferingId: 'string!',
    subscriptionAddonId: 'string',
    scheduledAt: 'date',
    reason: 'string',
    metadata: 'any object',
  },
  CancelForStandardReason: {
    schedule: 'CancelNextDay or CancelAtBeginningOfNextMonth or CancelAtDate!',
    reason:
      'BETTER_DEAL_PRICE NOT_HAPPY_MISSING_FUNCTIONS NOT_HAPPY_COVERAGE_SLA NOT_HAPPY_COMPLEX_ADMIN NOT_HAPPY_SUPPORT_ENGAGEMENT FRAUD FRAUD_ATTEMPT TEST_OR_MARKETING NO_NEED WRONG_ORDER!',
    comment: 'string',
    metadata: 'any object',
  },
  CancelForOtherReason: {
    schedule: 'CancelNextDay or CancelAtBeginningOfNextMonth or CancelAtDate!',
    reason: 'OTHER!',
    comment: 'string!',
    metadata: 'any object',
  },
  CancelNextDay: { type: 'CancelNextDay!' },
  CancelAtBeginningOfNextMonth: { type: 'CancelAtBeginningOfNextMonth!' },
  CancelAtDate: { type: 'CancelAtDate!', date: 'date!' },
  Subscription: {
    subscriptionId: 'string!',
    status: 'PENDING ACTIVATED BLOCKED CANCELLED PAUSED!',
    type: 'open CELL TRAVEL!',
    display: 'string',
    msisdn: 'string!',
    referenceId: 'string',
    customer: 'Customer!',
    customerId: 'string',
    productOfferingId: 'string',
    subscriberId: 'string',
    productOffering: 'ProductOffering',
    sim: 'Sim!',
    activatedAt: 'date-time!',
    createdAt: 'date-time!',
    updatedAt: 'date-time!',
    subscriber: 'Subscriber',
    extensions: 'any object',
    pendingMsisdn: 'PendingMsisdn',
    pendingStatus: 'PendingStatus',
    pendingProductOffering: 'PendingProductOffering',
    porting: 'Porting',
    cancelledAt: 'date-time',
    metadata: 'any object',
  },
  SubscriptionUpdated: {
    eventId: 'uuid!',
    type: 'subscription.updated!',
    occurredAt: 'date-time!',
    data: 'Subscription!',
  },
  SubscriptionCancelled: {
    eventId: 'uuid!',
    type: 'subscription.cancelled!',
    occurredAt: 'date-time!',
    data: 'Subscription!',
  },
  PendingMsisdn: { msisdn: 'string!', scheduledAt: 'date!' },
  PendingStatus: {
    status: 'PENDING ACTIVATED BLOCKED CANCELLED PAUSED!',
    scheduledAt: 'date!',
  },
  PendingProductOffering: { scheduledAt: 'date!', product: 'ProductOffering' },
  Porting: {
    portingId: 'string',
    direction: 'open INBOUND OUTBOUND',
    status: 'open PENDING IN_PROGRESS SCHEDULED COMPLETED FAILED',
    msisdn: 'string',
    scheduledAt: 'date',
  },
  Customer: { customerId: 'string!', name: 'string' },
  ProductOffering: {
    productOfferingId: 'string!',
    name: 'string!',
    price: 'Price',
    productOfferingGroupId: 'string',
    group: 'ProductOfferingGroup',
  },
  Price: {
    currency: 'string',
    priceType: 'open ONE_TIME RECURRING',
    grossPrice: 'number',
    discount: 'number',
    netPrice: 'number',
    taxIncluded: 'boolean',
    boundMonths: 'integer',
    billingCycle: 'BillingCycle',
    currencyOptions: 'any object',
  },
  BillingCycle: { period: 'open DAILY WEEKLY MONTHLY YEARLY', interval: 'integer' },
  ProductOfferingGroup: {
    productOfferingGroupId: 'string',
    name: 'string',
    category: 'open SUBSCRIPTION_CELL PRODUCT_CATEGORY_SUBSCRIPTION_CELL',
    description: 'string',
    internalDescription: 'string',
  },
  Sim: { esim: 'boolean', imei: 'string', iccid: 'string' },
  Subscriber: {
    subscriberId: 'string!',
    name: 'string',
    email: 'string',
    address: 'Address',
    createdAt: 'date-time',
    updatedAt: 'date-time',
  },
  Address: Object.fromEntries(
    ['street1', 'street2', 'city', 'zip', 'country', 'state', 'region', 'attention'].map((name) => [
      name,
      'string',
    ]),
  ),
  ErrorResponse: {
    message: 'string!',
    code: `open ${[...Object.keys(errorCodes), ...otherCodes].join(' ')}!`,
    details: 'list of ErrorDetail',
    hint: 'string',
  },
  ErrorDetail: {
    message: 'string!',
    code: 'open FIELD_REQUIRED FIELD_INVALID FIELD_UNKNOWN INVALID_FORMAT BODY_MALFORMED URL_MALFORMED!',
    property: 'string',
    suggestion: 'string',
  },
};

/** Paragraphs of the contract that code and guides refer to, and what each must say. */
const paragraphs: Record<string, string[]> = {
  'Requests and responses › Media type': [
    '`application/json`',
    '`charset=utf-8`',
    '`Content-Encoding`, `identity` too',
    '415',
  ],
  'Requests and responses › Base URL': ['host of its own', '`/api/v2`'],
  'Requests and responses › JSON': ['byte order mark', '400', 'the last one counts'],
  'Requests and responses › Size': ['1,048,576 bytes', '413'],
  'Requests and responses › Closed requests': ['Unknown query parameters are ignored'],
  'Requests and responses › Open responses': ['never `null`'],
  'Requests and responses › Request id': ['can carry `X-Request-Id`', 'without it is valid'],
  'Authentication › API key': [
    '`X-Api-Key`',
    'portal',
    '401',
    '`WWW-Authenticate`',
    'No answer repeats a key',
  ],
  'Authentication › Tenant': ['403', 'several keys'],
  'Idempotency › Key': [
    '`X-Idempotency-Key`',
    '1 to 256 visible ASCII characters',
    '400',
    'joined by commas',
  ],
  'Idempotency › Replay': ['byte for byte', '`X-Request-Id` included', '`Date`', '`Connection`'],
  'Idempotency › Identical requests': [
    'method',
    'path and query',
    'byte for byte',
    '`Content-Type`',
    '`X-Api-Key`',
    'compared as sent',
    'a lone `?`',
    '`%2D` for `-`',
  ],
  'Idempotency › Mismatch': [
    '409',
    '`idempotency_key_mismatch`',
    'Do not repeat',
    'API key was replaced',
    'may have been executed',
  ],
  'Idempotency › Locked': [
    '409',
    '`idempotency_key_locked`',
    '100 to 500 milliseconds',
    'no `Retry-After`',
  ],
  'Idempotency › Scope': ['tenant', 'mismatch'],
  'Idempotency › Remembered results': ['403, 404', '400, 401, 413, 415, 429, 5xx', 'no effect'],
  'Idempotency › Expiry': ['lives for 24 hours', 'exactly 24 hours', 'does not extend'],
  'Idempotency › Order of checks': [
    '404, 405',
    '401',
    '413',
    '415',
    'idempotency key (400)',
    'replay, mismatch, locked',
    'query and body (400)',
    'subscription (404)',
    'tenant (403)',
    'exist (404)',
    'state (409)',
  ],
  'Time › Dates': ['time zone', 'UTC'],
  'Time › Order of effects': ['changes come before cancellations', '`updatedAt`'],
  'Time › Midnight': ['first instant', 'the earlier one'],
  'Time › Pending status': ['`activatedAt`'],
  'Events › Delivery': ['POST', 'no API key', 'right after the'],
  'Events › Acknowledgement': [
    'Any 2xx',
    'redirect',
    '5 seconds, 30 seconds, 2 minutes, 10 minutes',
    'each hour',
    '24 hours',
  ],
  'Events › Repeated deliveries': ['more than once', '`eventId`', 'same in every delivery'],
  'Events › Order of events': ['in the order of its changes', 'in any order'],
  'Events › New events': ['Acknowledge a type that you do not know'],
  'Errors › Shape': ['`message`', '`code`', '`details`', '`hint`', 'tolerate'],
  'Errors › Repeating': [
    'same idempotency key',
    'reset gets a 503',
    'no effect on the fresh state',
  ],
};

describe('operations', () => {
  // A new operation is no contradiction to the facts about these.
  it('are at least these two', () => {
    const found = operationsOf(document).map(({ operationId }) => operationId);

    expect(found).toEqual(expect.arrayContaining(Object.keys(operations)));
  });

  it.each(Object.entries(operations))('%s is as the facts have it', (operationId, facts) => {
    const operation = operationsOf(document).find((one) => one.operationId === operationId);

    expect({
      request: `${operation?.method.toUpperCase()} ${operation?.path}`,
      parameters: operation?.parameters.map(
        (one) => `${one.in} ${one.name}, ${one.required ? 'required' : 'optional'}`,
      ),
      body: nameOf(json(operation?.requestBody)?.schema),
      success: nameOf(json(operation?.responses['200'])?.schema),
      statuses: Object.keys(operation?.responses ?? {}),
      codes: Object.fromEntries(
        Object.entries(operation?.responses ?? {})
          .filter(([status]) => status !== '200')
          .map(([status, response]) => [status, codesIn(response)]),
      ),
    }).toEqual(facts);
    expect(operation?.requestBody?.required).toBe(true);
  });
});

describe('webhooks', () => {
  const webhooks = webhooksOf(document);

  it.each(Object.entries(events))('%s is as the facts have it', (name, body) => {
    const webhook = webhooks.find((one) => one.name === name);

    expect({
      body: nameOf(json(webhook?.requestBody)?.schema),
      statuses: Object.keys(webhook?.responses ?? {}),
      security: webhook?.operation.security,
      type: webhook?.type,
    }).toEqual({ body, statuses: ['2XX', 'default'], security: [], type: 'type' });
  });

  it('are sent again as the description says', () => {
    expect(document['x-webhook-delivery']).toMatchObject({
      retryDelaysSeconds: [5, 30, 2 * 60, 10 * 60, 60 * 60],
      giveUpAfterSeconds: 24 * 60 * 60,
    });
  });

  it.each(webhooks.filter(({ type }) => type))('$name may gain properties', ({ requestBody }) => {
    const schema: any = json(requestBody)?.schema;
    const [example] = examplesOf(document, json(requestBody));

    expect(validator(schema.$ref)({ ...example?.value, version: 2 })).toBe(true);
  });
});

it.each(Object.entries(objects))('%s has these properties', (name, properties) => {
  const { properties: own = {}, required } = document.components.schemas[name] ?? {};

  const found = Object.entries(own).map(([property, value]) => [
    property,
    `${notation(value)}${required?.includes(property) ? '!' : ''}`,
  ]);

  expect(Object.fromEntries(found)).toEqual(properties);
});

it('has these error codes', () => {
  const found = errorCodesOf(document).map(({ code, status, repeat, scope, delayMs }) => [
    code,
    [status, repeat, delayMs && `${delayMs.min}-${delayMs.max}`, scope].filter(Boolean).join(' '),
  ]);

  expect(Object.fromEntries(found)).toMatchObject(errorCodes);
});

it('is reached at these servers, with an API key for every operation', () => {
  expect(document.servers).toMatchObject([
    { url: 'https://{host}', variables: { host: { default: 'apiv2.example.com' } } },
    {
      url: 'http://{host}:{port}',
      variables: { host: { default: 'localhost' }, port: { default: '4010' } },
    },
  ]);
  expect(document.components.securitySchemes['ApiKey']).toMatchObject({
    type: 'apiKey',
    in: 'header',
    name: 'X-Api-Key',
  });
  expect(document.security).toEqual([{ ApiKey: [] }]);
  const ours = operationsOf(document).filter(({ operationId }) => operationId in operations);
  expect(ours.filter(({ operation }) => operation.security)).toEqual([]);
});

describe('response headers', () => {
  const responses = operationsOf(document).flatMap(({ operationId, responses }) =>
    Object.entries(responses).map(([status, response]) => ({ operationId, status, response })),
  );

  it.each(responses)('of $operationId $status', ({ operationId, status, response }) => {
    const more = { 401: 'WWW-Authenticate', 429: 'Retry-After', default: 'Retry-After' }[status];

    const headers = Object.entries(response.headers ?? {}).map(
      ([name, header]) => `${name}${resolve(document, header).required ? '!' : ''}`,
    );

    const general = ['X-Request-Id', ...(more ? [more] : [])];
    if (operationId in operations) expect(headers).toEqual(general);
    else expect(headers).toEqual(expect.arrayContaining(general));
  });
});

describe('a subscription is addressed by', () => {
  const fits = validator('#/components/schemas/SubscriptionId');

  it.each(['sub-1001', 'rid_order-88231', 'x'.repeat(512)])('%s', (id) => {
    expect(fits(id)).toBe(true);
  });

  it('at most 512 characters', () => {
    expect(fits('x'.repeat(513))).toBe(false);
  });
});

it.each(['2', '0', 'Wed, 21 Oct 2015 07:28:00 GMT'])('Retry-After may be %j', (value) => {
  expect(validator('#/components/headers/RetryAfter/schema')(value)).toBe(true);
});

describe('the idempotency key', () => {
  const parameter: any = document.components.parameters?.['IdempotencyKey'];
  const fits = validator('#/components/parameters/IdempotencyKey/schema');

  it.each(['a', '!', '~', 'a,b', 'x'.repeat(256)])('may be %j', (key) => {
    expect(fits(key)).toBe(true);
  });

  it.each(['', 'x'.repeat(257), 'a b', 'a\tb', 'a\n', 'é', '\x7F'])('may not be %j', (key) => {
    expect(fits(key)).toBe(false);
  });

  it('is remembered for 24 hours', () => {
    expect(parameter['x-idempotency']).toEqual({ lifetimeSeconds: 24 * 60 * 60 });
  });
});

describe('a request', () => {
  const cancel = { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' };
  const change = { productOfferingId: 'addon-data-5gb' };
  const cancels = validator('#/components/schemas/CancelSubscriptionRequest');
  const changes = validator('#/components/schemas/ChangeSubscriptionAddonRequest');
  const anyJson = { a: null, b: [1, 'x'], c: { d: true }, e: 1.5 };

  it('may carry any JSON as metadata', () => {
    expect(cancels({ ...cancel, metadata: anyJson })).toBe(true);
    expect(changes({ ...change, metadata: anyJson })).toBe(true);
  });

  it.each([
    ['a property that the contract does not name', { ...cancel, note: 'x' }],
    [
      'a schedule with such a property',
      { ...cancel, schedule: { type: 'CancelNextDay', date: '2024-03-31' } },
    ],
    ['no reason', { schedule: cancel.schedule }],
    ['no schedule', { reason: 'NO_NEED' }],
    ['a reason of its own', { ...cancel, reason: 'BORED' }],
    ['OTHER without a comment', { ...cancel, reason: 'OTHER' }],
    ['OTHER with an empty comment', { ...cancel, reason: 'OTHER', comment: '' }],
    ['an empty comment', { ...cancel, comment: '' }],
    ['an unknown schedule', { ...cancel, schedule: { type: 'CancelNow' } }],
    ['CancelAtDate without a date', { ...cancel, schedule: { type: 'CancelAtDate' } }],
    [
      'a day that does not exist',
      { ...cancel, schedule: { type: 'CancelAtDate', date: '2024-02-30' } },
    ],
    ['null for what is not there', { ...cancel, comment: null }],
  ])('to cancel must not have %s', (_, body) => {
    expect(cancels(body)).toBe(false);
  });

  it.each([
    ['a property that the contract does not name', { ...change, note: 'x' }],
    ['no offering', {}],
    ['a date-time for a date', { ...change, scheduledAt: '2024-02-01T00:00:00Z' }],
    ['metadata that is a list', { ...change, metadata: [] }],
  ])('to change an add-on must not have %s', (_, body) => {
    expect(changes(body)).toBe(false);
  });

  it('gives a comment with OTHER, and may with every other reason', () => {
    expect(cancels({ ...cancel, reason: 'OTHER', comment: 'x' })).toBe(true);
    expect(cancels({ ...cancel, comment: 'x' })).toBe(true);
  });
});

describe('a subscription', () => {
  const fits = validator('#/components/schemas/Subscription');
  const [operation] = operationsOf(document).filter(
    ({ operationId }) => operationId === 'changeSubscriptionAddon',
  );
  const [example] = examplesOf(document, json(operation?.responses['200']));
  const subscription = example?.value;

  it('may gain properties and values of open enums', () => {
    expect(fits({ ...subscription, roaming: true, type: 'SATELLITE' })).toBe(true);
    expect(fits({ ...subscription, porting: { direction: 'AROUND', status: 'ANY' } })).toBe(true);
  });

  const { productOffering, ...withoutOffering } = subscription;
  const date = '2024-02-01';

  it.each([
    ['no product offering', withoutOffering],
    ['a + before the number', { ...subscription, msisdn: '+447700900101' }],
    ['a reference of 255 characters', { ...subscription, referenceId: 'x'.repeat(255) }],
    ['an id of 600 characters', { ...subscription, subscriptionId: 'x'.repeat(600) }],
    ['a porting without details', { ...subscription, porting: {} }],
    [
      'a pending offering that is flat',
      { ...subscription, pendingProductOffering: { scheduledAt: date, ...productOffering } },
    ],
    [
      'the newer prefix of a category',
      {
        ...subscription,
        productOffering: {
          ...productOffering,
          group: { category: 'PRODUCT_CATEGORY_SUBSCRIPTION_CELL' },
        },
      },
    ],
    ['metadata of 100,000 bytes', { ...subscription, metadata: { a: 'x'.repeat(100_000) } }],
  ])('may have, on one host or another, %s', (_, value) => {
    expect(fits(value)).toBe(true);
  });

  it('keeps to the known values of status, and has no null', () => {
    expect(fits({ ...subscription, status: 'ASLEEP' })).toBe(false);
    expect(fits({ ...subscription, display: null })).toBe(false);
  });
});

it.each(Object.entries(paragraphs))('%s says what it must', (name, phrases) => {
  const [section, paragraph] = name.split(' › ');
  const sections: string[] = document.info.description.split(/^## /m);
  const text = sections
    .find((one) => one.startsWith(`${section}\n`))
    ?.split('\n\n')
    .find((one) => one.startsWith(`**${paragraph}.**`))
    ?.replaceAll('\n', ' ');

  expect(phrases.filter((phrase) => !text?.includes(phrase))).toEqual([]);
});

/** A schema as the facts write it. */
function notation(schema: any): string {
  const target = resolve(document, schema);
  if (target.oneOf) return target.oneOf.map(nameOf).join(' or ');
  if (target.properties) return nameOf(schema);
  if (target.anyOf?.[1]?.type === 'string') return `open ${target.anyOf[0].enum.join(' ')}`;
  if (target.enum) return target.enum.join(' ');
  if (target.const) return target.const;
  if (target.type === 'array') return `list of ${notation(target.items)}`;
  if (target.type === 'object')
    return target.additionalProperties === true ? 'any object' : 'object';
  return target.format ?? target.type;
}

/** The name of the component that a reference leads to. */
function nameOf(reference: { $ref?: string } | undefined): string {
  return String(reference?.$ref?.replace('#/components/schemas/', ''));
}

function codesIn(response: any): string[] {
  return [...new Set(examplesOf(document, json(response)).map(({ value }) => value.code))].sort();
}

function validator(pointer: string) {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv, { mode: 'full' });
  ajv.addSchema(document, 'contract');
  at(document, pointer);
  return ajv.compile({ $ref: `contract${pointer}` });
}
