import { link, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { problemsOf, reportOf } from '../lib/lint.ts';
import type { Problem } from '../lib/problem.ts';
import { copyOfSpec } from './support/copy.ts';
import { excerptOf } from './support/excerpt.ts';

const original = fileURLToPath(new URL('..', import.meta.url));
const change = 'paths/subscriptions_{subscriptionId}_addons_product-offering-change.yaml';
const cancel = 'paths/subscriptions_{subscriptionId}_cancel.yaml';
const schema = (name: string) => `components/schemas/${name}.yaml`;
const workflow = 'workflows/cancel.arazzo.yaml';
const nextDay = 'components/examples/cancel-subscription/cancelNextDay.yaml';

interface Edit {
  file: string;
  from: string | RegExp;
  to: string;
  /** The one message, with the file that it names where that is another. */
  says: string | RegExp;
  at?: string;
}

/** What contributors get wrong, and the one message that each should see. */
const edits: Record<string, Edit> = {
  'YAML that is broken': {
    file: schema('Customer'),
    from: 'required:\n',
    to: 'required: [\n',
    says: 'missed comma',
  },
  'a wrong letter in a reference': {
    file: schema('ErrorResponse'),
    from: 'ErrorCode.yaml',
    to: 'ErrorCod.yaml',
    says: "no such file or directory 'spec/components/schemas/ErrorCod.yaml'",
  },
  'a wrong letter in a reference to a part': {
    file: cancel,
    from: 'cancelAtDate.yaml#/cancelAtDate.request',
    to: 'cancelAtDate.yaml#/cancelAtDat.request',
    says: "Can't resolve $ref",
  },
  'a keyword that does not exist': {
    file: schema('Sim'),
    from: 'properties:',
    to: 'propertys:',
    says: 'Property `propertys` is not expected here. Did you mean properties?',
  },
  'a tag that is misspelt': {
    file: cancel,
    from: '- Subscriptions',
    to: '- Subscription',
    says: 'There is no tag Subscription. Write one of Subscriptions, or define another under tags in openapi.yaml.',
  },
  'an operation for everybody': {
    file: cancel,
    from: 'post:\n',
    to: 'post:\n  security: []\n',
    says: 'cancelSubscription can be called without an API key',
  },
  'an operation that takes no key as well': {
    file: change,
    from: 'put:\n',
    to: 'put:\n  security: [{ ApiKey: [] }, {}]\n',
    says: 'changeSubscriptionAddon can be called without an API key',
  },
  ...Object.fromEntries(
    ["'401'", "'413'", "'415'", "'429'", "'500'", 'default'].map((status) => [
      `no response ${status}`,
      {
        file: cancel,
        from: new RegExp(` {4}${status}:\n {6}\\$ref: .*\n?`),
        to: '',
        says: `cancelSubscription has no response ${status.replaceAll("'", '')}. Add it.`,
      },
    ]),
  ),
  'a list that is none': {
    file: schema('Customer'),
    from: 'required:\n  - customerId',
    to: 'required: customerId',
    says: 'Expected type `array` but got `string`',
  },
  'a property that is required and not there': {
    file: schema('Customer'),
    from: '- customerId',
    to: '- custId',
    says: "Required property 'custId' is not defined",
  },
  'a type in another spelling': {
    file: schema('BillingCycle'),
    from: 'type: integer',
    to: 'type: integr',
    says: '`type` can be one of the following only',
  },
  'a pattern that is none': {
    file: schema('Msisdn'),
    from: 'type: string',
    to: 'type: string\npattern: "("',
    says: 'Invalid regular expression',
  },
  'a limit below zero': {
    file: schema('SubscriptionId'),
    from: /maxLength: \d+/,
    to: 'maxLength: -1',
    says: 'must be greater than or equal to 0',
  },
  'an operationId that another has': {
    file: cancel,
    from: 'operationId: cancelSubscription',
    to: 'operationId: changeSubscriptionAddon',
    says: 'Every operation must have a unique `operationId`',
  },
  'another media type for an error': {
    file: 'components/responses/Unauthorized.yaml',
    from: 'application/json:',
    to: 'text/plain:',
    says: 'The error response 401 must be application/json, not text/plain. Correct it.',
  },
  'a path parameter with another name': {
    file: cancel,
    from: '- name: subscriptionId',
    to: '- name: subId',
    says: 'Path parameter `subId` is not used in the path',
  },
  'a security scheme that is not there': {
    file: 'openapi.yaml',
    from: '- ApiKey: []',
    to: '- ApiKeys: []',
    says: 'There is no `ApiKeys` security scheme defined',
  },
  'a server variable that is not there': {
    file: 'openapi.yaml',
    from: 'https://{host}',
    to: 'https://{hosst}',
    says: 'The `hosst` variable is not defined',
  },
  'an example that is no YAML, which three places refer to': {
    file: nextDay,
    from: '      type: CancelNextDay',
    to: '      {type: CancelNextDay,,}',
    says: 'Failed to parse',
  },
  'a status of an error code that is none': {
    file: 'components/error-codes.yaml',
    from: 'status: 429',
    to: 'status: many',
    says: 'status of RATE_LIMITED must be a status from 400 to 599',
  },
  'a header whose schema is misspelt': {
    file: 'components/headers/RetryAfter.yaml',
    from: 'schema:',
    to: 'schem:',
    says: 'Property `schem` is not expected here',
  },
  'a tab': {
    file: schema('Sim'),
    from: '  esim:',
    to: '\tesim:',
    says: 'tab characters must not be used in indentation',
  },
  'a key twice': {
    file: schema('Sim'),
    from: 'properties:',
    to: 'type: object\nproperties:',
    says: 'duplicated mapping key',
  },
  'a word of OpenAPI 3.0': {
    file: schema('Sim'),
    from: 'type: object',
    to: 'type: object\nnullable: true',
    says: 'Property `nullable` is not expected here',
  },
  'a method that is none': {
    file: cancel,
    from: '\npost:',
    to: '\nposst:',
    says: 'Property `posst` is not expected here',
  },
  'an operation that leads elsewhere': {
    file: cancel,
    from: "'200':",
    to: "'303':",
    says: 'Clients take 303 for neither an answer nor an error. Write a 2xx,',
  },
  'a schema that nothing refers to': {
    file: schema('Boat'),
    from: '',
    to: 'type: string\ndescription: A boat.\n',
    says: 'Nothing refers to this file',
  },
  'an example that nothing refers to': {
    file: nextDay,
    from: 'cancelNextDay.request:',
    to: 'cancelNever.request:\n  value: {}\ncancelNextDay.request:',
    says: 'Nothing refers to cancelNever.request',
  },
  'an example without a name': {
    file: schema('Msisdn'),
    from: /examples:[\s\S]*/,
    to: "example: '447700900123'\n",
    says: 'An example is written under examples',
  },
  'a space at the end of a line': {
    file: schema('Price'),
    from: 'What an offering costs.',
    to: 'What an offering costs. ',
    says: 'The line ends with a space',
  },
  'a section that does not exist': {
    file: 'components/parameters/IdempotencyKey.yaml',
    from: 'See the section Idempotency of',
    to: 'See the section Idempotence of',
    says: 'There is no section Idempotence',
  },
  'a link to a section': {
    file: schema('Price'),
    from: 'What an offering costs.',
    to: 'What an offering costs, as [Prices](#prices) say.',
    says: '#prices leads nowhere from a comment, and elsewhere from each page. Write an absolute URL,',
  },
  'a version that is none': {
    file: 'openapi.yaml',
    from: /^ {2}version: [\d.]+/m,
    to: '  version: one',
    says: 'The version one is not three numbers such as 1.0.0',
  },
  'a code that the table does not have': {
    file: 'components/examples/unauthorized.yaml',
    from: 'code: UNAUTHORIZED',
    to: 'code: NO_KEY',
    says: 'The code NO_KEY is not in x-error-codes',
  },
  'a code without advice': {
    file: 'components/error-codes.yaml',
    from: '  action: Check `subscriptionId` in the path; a reference of your own needs `rid_` before it.\n',
    to: '',
    says: 'action of SUBSCRIPTION_NOT_FOUND must be a text',
  },
  'an enum value without its text': {
    file: schema('CancelReason'),
    from: '  - WRONG_ORDER\n',
    to: '  - WRONG_ORDER\n  - TOO_LOUD\n',
    says: 'The enum value TOO_LOUD has no text',
  },
  'a property without a description': {
    file: schema('Customer'),
    from: / {4}description: The customer's name.*\n/,
    to: '',
    says: 'The property name has no description',
  },
  'an example that does not fit its schema': {
    file: nextDay,
    from: 'reason: NO_NEED',
    to: 'reason: NO_NEEDS',
    says: /Example|enum|one of/,
  },
  'a request that is open': {
    file: schema('CancelNextDay'),
    from: 'additionalProperties: false\n',
    to: '',
    says: 'This object of a request is not closed',
  },
  'a response that is closed': {
    file: schema('Sim'),
    from: 'properties:',
    to: 'additionalProperties: false\nproperties:',
    says: 'This object of a response is closed',
  },
  'an id that is no verb': {
    file: cancel,
    from: 'operationId: cancelSubscription',
    to: 'operationId: subscriptionCancel',
    says: 'does not start with a verb',
  },
  'a write without an idempotency key': {
    file: cancel,
    from: '  parameters:\n    - $ref: ../components/parameters/IdempotencyKey.yaml\n',
    to: '',
    says: 'cancelSubscription changes something but takes no X-Idempotency-Key',
  },
  'a request id that must be there': {
    file: 'components/headers/RequestId.yaml',
    from: 'schema:\n',
    to: 'required: true\nschema:\n',
    says: 'A response without X-Request-Id is valid',
  },
  'an error of another shape': {
    file: 'components/responses/RateLimited.yaml',
    from: '../schemas/ErrorResponse.yaml',
    to: '../schemas/Metadata.yaml',
    says: 'must have the schema ErrorResponse',
  },
  'an exchange without its response': {
    file: cancel,
    from: / {12}cancelAtDate:\n.*cancelAtDate\.response\n/,
    to: '',
    says: 'The request example cancelAtDate of cancelSubscription needs one response example',
  },
  'a production server on http': {
    file: 'openapi.yaml',
    from: 'url: https://{host}',
    to: 'url: http://{host}',
    says: 'Keys sent over http can be read on the way. Write https.',
  },
  'a server without its scheme': {
    file: 'openapi.yaml',
    from: 'url: https://{host}',
    to: "url: '{host}'",
    says: 'This is no absolute URL. Begin it with https://.',
  },
  'a contact whose address is none': {
    file: 'openapi.yaml',
    from: '  license:',
    to: '  contact:\n    name: Us\n    email: us\n  license:',
    says: 'us is no e-mail address',
  },
  'another version of OpenAPI': {
    file: 'openapi.yaml',
    from: 'openapi: 3.1.0',
    to: 'openapi: 3.0.3',
    says: 'Everything here reads OpenAPI 3.1, not 3.0.3',
  },
  'another dialect of JSON Schema': {
    file: 'openapi.yaml',
    from: 'draft/2020-12',
    to: 'draft/2019-09',
    says: 'Schemas are read as JSON Schema 2020-12',
  },
  'a 201 where nothing is created': {
    file: cancel,
    from: "'200':",
    to: "'201':",
    says: '201 says that something was created, which cancelSubscription does not do',
  },
  'a status that HTTP does not have': {
    file: cancel,
    from: "'404':",
    to: "'640':",
    says: '640 is no status of HTTP',
  },
  'a status with a letter': {
    file: cancel,
    from: "'404':",
    to: "'4O4':",
    says: 'Property `4O4` is not expected here',
  },
  'metadata that is closed': {
    file: schema('Metadata'),
    from: 'additionalProperties: true',
    to: 'additionalProperties: false',
    says: 'This object of a response is closed',
  },
  'metadata that does not say what it takes': {
    file: schema('Metadata'),
    from: 'additionalProperties: true\n',
    to: '',
    says: 'This object of a request names no properties',
  },
  'a property that is required and no example has': {
    file: schema('Subscription'),
    from: '  - customer\n',
    to: '  - customer\n  - porting\n',
    says: /must have required property 'porting'\. The same in \d+ more places, so look at the schema first\./,
    at: 'components/examples/change-subscription-addon/upgradeNow.yaml',
  },
  'a pattern that no example fits': {
    file: schema('Msisdn'),
    from: 'type: string',
    to: 'type: string\npattern: ^\\+\\d+$',
    says: /must match pattern .*\. The same in \d+ more places, so look at the schema first\./,
  },
  'an enum without the null of its type': {
    file: schema('SubscriptionStatus'),
    from: 'type: string',
    to: 'type: [string, "null"]',
    says: 'The type allows null, and the enum does not',
  },
  'an enum that has lost a value': {
    file: schema('SubscriptionStatus'),
    from: '  - BLOCKED\n',
    to: '',
    says: 'x-enumDescriptions describes BLOCKED, which is not a value of the enum',
  },
  'a value of an enum twice': {
    file: schema('CancelReason'),
    from: '  - FRAUD\n',
    to: '  - FRAUD\n  - FRAUD\n',
    says: "Duplicated enum value found: 'FRAUD'",
  },
  'limits that are the wrong way round': {
    file: schema('CancelForOtherReason'),
    from: 'minLength: 1',
    to: 'minLength: 5000',
    says: 'No value has minLength 5000 and maxLength 4096',
  },
  'steps that no computer can count in': {
    file: schema('BillingCycle'),
    from: 'type: integer',
    to: 'type: number\n    multipleOf: 0.01',
    says: 'Computers have no exact 0.01, and refuse some of its multiples.',
  },
  'a default of another type': {
    file: schema('BillingCycle'),
    from: 'minimum: 1',
    to: 'minimum: 1\n    default: one',
    says: 'The default "one" is no value that this schema allows',
  },
  'a list that does not say of what': {
    file: schema('Customer'),
    from: 'properties:',
    to: 'properties:\n  tags:\n    type: array\n    description: Tags.',
    says: 'The list does not say what it holds. Add items.',
  },
  'a property that is required twice': {
    file: schema('Customer'),
    from: '  - customerId\n',
    to: '  - customerId\n  - customerId\n',
    says: 'customerId is in required twice',
  },
  'a constant of another type': {
    file: schema('Sim'),
    from: 'type: boolean',
    to: 'type: boolean\n    const: maybe',
    says: 'The `const` value must be of the same type',
  },
  'a misspelt description': {
    file: schema('Sim'),
    from: '    description: Whether',
    to: '    descripton: Whether',
    says: 'Property `descripton` is not expected here',
  },
  'a discriminator that no schema has': {
    file: schema('CancelSchedule'),
    from: 'propertyName: type',
    to: 'propertyName: kind',
    says: 'No schema of this choice has a property kind. Correct propertyName.',
  },
  'a schema that says another value than its choice asks for': {
    file: schema('CancelAtBeginningOfNextMonth'),
    from: '- CancelAtBeginningOfNextMonth',
    to: '- CancelNextMonth',
    says: 'CancelAtBeginningOfNextMonth does not say which type it is told apart by',
    at: schema('CancelSchedule'),
  },
  'a choice that has lost a schema': {
    file: schema('CancelSchedule'),
    from: '  - $ref: CancelAtDate.yaml\n',
    to: '',
    says: /value of tag "type" must be in oneOf or anyOf\. The same in \d+ more places/,
    at: 'components/examples/cancel-subscription/cancelAtDate.yaml',
  },
  'a schema with the title of another': {
    file: schema('CancelAtDate'),
    from: 'type: object\n',
    to: 'title: CancelNextDay\ntype: object\n',
    says: 'A schema is shown by its name, CancelAtDate. Leave its title out,',
  },
  'a tag that was renamed where it is defined': {
    file: 'openapi.yaml',
    from: '- name: Subscriptions',
    to: '- name: Subscription',
    says: /There is no tag Subscriptions\. Write one of Subscription, .* The same in (one|\d+) more places?\./,
    at: change,
  },
  'a tag that no operation has': {
    file: 'openapi.yaml',
    from: 'tags:\n',
    to: 'tags:\n  - name: Porting\n    description: Numbers that move.\n',
    says: 'No operation has the tag Porting',
  },
  'a tag without a description': {
    file: 'openapi.yaml',
    from: /(- name: Subscriptions\n)( {4}description: >-\n(?: {6}.*\n)+)/,
    to: '- name: Subscriptions\n',
    says: 'This Tag has no description',
  },
  'no security at all': {
    file: 'openapi.yaml',
    from: 'security:\n  - ApiKey: []\n',
    to: '',
    says: /Every operation should have security defined .*\. The same in (one|\d+) more places?\./,
    at: change,
  },
  'an operation that the root has lost': {
    file: 'openapi.yaml',
    from: / {2}\/subscriptions\/\{subscriptionId\}\/cancel:\n.*\n/,
    to: '',
    says: 'Nothing refers to this file',
    at: cancel,
  },
  'a path that is there twice': {
    file: 'openapi.yaml',
    from: 'webhooks:',
    to: `  /subscriptions/{id}/cancel:\n    $ref: ${cancel}\nwebhooks:`,
    says: 'The path already exists which differs only by path parameter name(s)',
  },
  'a path parameter in the query': {
    file: cancel,
    from: 'in: path',
    to: 'in: query',
    says: 'The operation does not define the path parameter `{subscriptionId}`',
  },
  'a path parameter in no such place': {
    file: cancel,
    from: 'in: path',
    to: 'in: url',
    says: '`in` can be one of the following only',
  },
  'a path parameter that may be left out': {
    file: cancel,
    from: 'in: path\n    required: true',
    to: 'in: path\n    required: false',
    says: 'A parameter of the path is always there. Write required: true.',
  },
  'a parameter that OpenAPI ignores': {
    file: cancel,
    from: '    - $ref: ../components/parameters/IdempotencyKey.yaml\n',
    to: '    - $ref: ../components/parameters/IdempotencyKey.yaml\n    - name: Accept\n      in: header\n      description: What to send.\n      schema:\n        type: string\n',
    says: 'OpenAPI ignores a header Accept here. Remove it',
  },
  'a parameter twice': {
    file: cancel,
    from: '    - $ref: ../components/parameters/IdempotencyKey.yaml\n',
    to: '    - $ref: ../components/parameters/IdempotencyKey.yaml\n    - $ref: ../components/parameters/IdempotencyKey.yaml\n',
    says: 'Operations must have unique `name` + `in` parameters',
  },
  'a reference to a file of another kind': {
    file: cancel,
    from: '../components/parameters/IdempotencyKey.yaml',
    to: '../components/schemas/EventId.yaml',
    says: 'This leads to schemas, and one of parameters stands here',
  },
  'a reference to another host': {
    file: schema('Sim'),
    from: '    type: boolean',
    to: '    $ref: https://connect.invalid/Esim.yaml',
    says: 'The contract is whole without a network. Copy https://connect.invalid/Esim.yaml',
  },
  'a media type that is misspelt': {
    file: cancel,
    from: 'application/json:',
    to: 'application/jsn:',
    says: 'The request body is application/jsn',
  },
  'a code that has another status': {
    file: 'components/error-codes.yaml',
    from: 'status: 403',
    to: 'status: 409',
    says: /The code FORBIDDEN comes with 409, not with 403\. Move the example or correct the table\. The same in (one|\d+) more places?\./,
    at: 'components/examples/change-subscription-addon/changeForeignSubscription.yaml',
  },
  'a 429 that does not say when': {
    file: 'components/responses/RateLimited.yaml',
    from: 'Retry-After:',
    to: 'RetryAfter:',
    says: 'RATE_LIMITED is repeated after the seconds of Retry-After, which this response does not have',
  },
  'an operationId of two words': {
    file: cancel,
    from: 'operationId: cancelSubscription',
    to: 'operationId: cancel Subscription',
    says: 'The operationId cancel Subscription is not lowerCamelCase',
  },
  'a security scheme that is none': {
    file: 'components/securitySchemes/ApiKey.yaml',
    from: 'type: apiKey',
    to: 'type: apikey',
    says: '`type` can be one of the following only: "apiKey"',
  },
  'a webhook that was renamed, and its event was not': {
    file: 'openapi.yaml',
    from: '  subscription.updated:',
    to: '  subscription.changed:',
    says: 'The event subscription.updated is no webhook of this contract',
    at: 'components/webhook-delivery.yaml',
  },
  'a field of the delivery that is misspelt': {
    file: 'components/webhook-delivery.yaml',
    from: 'giveUpAfterSeconds',
    to: 'giveUpAfter',
    says: 'x-webhook-delivery has no field giveUpAfter',
  },
  'delays of the delivery in words': {
    file: 'components/webhook-delivery.yaml',
    from: '[5, 30,',
    to: '[5s, 30s,',
    says: 'retryDelaysSeconds of x-webhook-delivery must be a list of whole seconds',
  },
  'a misspelt property in the example of a response': {
    file: nextDay,
    from: '    display:',
    to: '    dislpay:',
    says: 'The schema of this example names no property dislpay',
  },
  'a misspelt property in the example of a request': {
    file: nextDay,
    from: '    reason: NO_NEED',
    to: '    reason: NO_NEED\n    coment: None.',
    says: 'must NOT have additional properties `coment`',
  },
  'a number for a text': {
    file: nextDay,
    from: "msisdn: '447700900101'",
    to: 'msisdn: 447700900101',
    says: '`msisdn` property type must be string',
  },
  'a date that no calendar has': {
    file: 'components/examples/cancel-subscription/cancelAtDate.yaml',
    from: /date: '[\d-]+'/,
    to: "date: '2024-02-30'",
    says: '`date` property must match format "date"',
  },
  'an example of another schema': {
    file: 'components/examples/unauthorized.yaml',
    from: / {2}message: [\s\S]*/,
    to: '  subscriptionId: sub-1001\n  status: ACTIVATED\n',
    says: "must have required property 'message'",
  },
  'a step of a workflow that calls no operation': {
    file: workflow,
    from: 'operationId: cancelSubscription',
    to: 'operationId: cancelSub',
    says: /There is no operation cancelSub\. The contract has .*\bcancelSubscription\b/,
  },
  'a step of a workflow that reads what no step has': {
    file: workflow,
    from: '$steps.cancel.outputs.date',
    to: '$steps.cancel.outputs.day',
    says: 'Output key "day" is not defined in step "cancel"',
  },
  'two steps of a workflow with one name': {
    file: workflow,
    from: 'stepId: repeat',
    to: 'stepId: cancel',
    says: 'The `stepId` must be unique',
  },
  'an operation without a summary': {
    file: cancel,
    from: '  summary: Cancel a subscription\n',
    to: '',
    says: 'This operation has no summary. Write in a few words what it does',
  },
  'an operation without tags': {
    file: cancel,
    from: '  tags:\n    - Subscriptions\n',
    to: '',
    says: 'cancelSubscription has no tag. Write one of Subscriptions, or define another',
  },
  'an operation with a list of no tags': {
    file: cancel,
    from: '  tags:\n    - Subscriptions\n',
    to: '  tags: []\n',
    says: 'cancelSubscription has no tag. Write one of Subscriptions, or define another',
  },
  'a tag twice': {
    file: 'openapi.yaml',
    from: 'tags:\n',
    to: 'tags:\n  - name: Subscriptions\n    description: Again.\n',
    says: "Duplicate tag name found: 'Subscriptions'. Remove one.",
  },
  'no license': {
    file: 'openapi.yaml',
    from: / {2}license:\n.*\n.*\n/,
    to: '',
    says: 'The contract has no license. Write one under info, with its name and identifier',
  },
  'a license that is not to be found': {
    file: 'openapi.yaml',
    from: '    identifier: MIT\n',
    to: '',
    says: 'The license does not say where it is. Write identifier, such as MIT, or a url.',
  },
  'no servers': {
    file: 'openapi.yaml',
    from: /^servers:\n( .*\n)+/m,
    to: '',
    says: 'Clients need a base URL. Write servers with at least one.',
  },
  'a server of nobody': {
    file: 'openapi.yaml',
    from: 'url: https://{host}',
    to: 'url: https://example.com/{host}',
    says: 'Nobody is at example.com or localhost. Write the host that the API has',
  },
  'a server that ends with a slash': {
    file: 'openapi.yaml',
    from: 'url: https://{host}',
    to: 'url: https://{host}/',
    says: 'should not have a trailing slash. Remove it: every path begins with one.',
  },
  'a path that ends with a slash': {
    file: 'openapi.yaml',
    from: '/cancel:',
    to: '/cancel/:',
    says: 'should not have a trailing slash. Remove it.',
  },
  'a path parameter without a name': {
    file: 'openapi.yaml',
    from: '/{subscriptionId}/cancel:',
    to: '/{}/cancel:',
    says: 'Write the name of a parameter in the braces.',
    at: cancel,
  },
  'an example that is elsewhere, too': {
    file: 'components/examples/unauthorized.yaml',
    from: 'value:',
    to: 'externalValue: https://boats.test/one.json\nvalue:',
    says: 'An example is its value here. Remove externalValue.',
  },
  'values of another type than theirs': {
    file: schema('SubscriptionStatus'),
    from: 'type: string',
    to: 'type: integer',
    says: /Correct the value or the type\. The same in \d+ more places\./,
  },
  'properties of a text': {
    file: schema('Customer'),
    from: 'type: object',
    to: 'type: string',
    says: 'No string has properties or required. Correct the type, or remove that.',
  },
  'a limit with and without its end': {
    file: schema('BillingCycle'),
    from: 'minimum: 1',
    to: 'minimum: 1\n    exclusiveMinimum: 0',
    says: 'Schema should not have both `minimum` and `exclusiveMinimum`. Use one or the other.',
  },
  'a schema twice in a choice': {
    file: schema('CancelSchedule'),
    from: '  - $ref: CancelAtDate.yaml\n',
    to: '  - $ref: CancelAtDate.yaml\n  - $ref: CancelAtDate.yaml\n',
    says: 'duplicates the schema at position 3. Remove it or correct it.',
  },
  'a script in a text': {
    file: schema('Sim'),
    from: 'description: Whether',
    to: 'description: <script>x</script> Whether',
    says: 'Write Markdown, or backticks around what is code.',
  },
  'a component that nothing refers to': {
    file: 'openapi.yaml',
    from: 'components:\n',
    to: 'components:\n  schemas:\n    Boat:\n      type: string\n      description: A boat.\n',
    says: 'Component: "Boat" is never used. Refer to it, or remove it.',
  },
  'a component whose name has a space': {
    file: 'openapi.yaml',
    from: 'components:\n',
    to: 'components:\n  schemas:\n    My Boat:\n      type: string\n      description: A boat.\n',
    says: 'Write letters, digits, dots, hyphens and underscores.',
  },
  'a variable of a server that its url does not have': {
    file: 'openapi.yaml',
    from: 'url: https://{host}',
    to: 'url: https://api.boats.test',
    says: "is not used in the server's `url` field. Correct the url or the variables.",
  },
  'a criterion of a workflow twice': {
    file: workflow,
    from: '          - condition: $statusCode == 200\n',
    to: '          - condition: $statusCode == 200\n          - condition: $statusCode == 200\n',
    says: 'items must be unique. Remove one.',
  },
  'a workflow that waits for none': {
    file: workflow,
    from: '    summary:',
    to: '    dependsOn: [nothing]\n    summary:',
    says: 'Workflow nothing must be defined in workflows. Correct it, or remove dependsOn.',
  },
  'a step that calls two things': {
    file: workflow,
    from: 'operationId: cancelSubscription',
    to: 'operationId: cancelSubscription\n        workflowId: other',
    says: 'mutually exclusive fields: `operationId`, `workflowId`. Remove all but one.',
  },
  'a workflow without its contract': {
    file: workflow,
    from: /sourceDescriptions:\n( {2}.*\n)+/,
    to: 'sourceDescriptions: []\n',
    says: 'must have at least one entry. Write the contract, with its url ../openapi.yaml.',
  },
  'a workflow of a contract that is not there': {
    file: workflow,
    from: 'url: ../openapi.yaml',
    to: 'url: ../openapi.yml',
    says: 'There is no file ../openapi.yml. Write ../openapi.yaml.',
  },
  'an exchange that contradicts another': {
    file: 'components/examples/cancel-subscription/cancelTwice.yaml',
    from: /sub-1006([\s\S]*?) {6}type: CancelAtDate\n.*\n/,
    to: 'sub-1001\ncancelTwice.request:\n  value:\n    schedule:\n      type: CancelNextDay\n',
    says: 'sends the same request as',
  },
};

const gone = { file: schema('ErrorResponse'), from: '', to: '', says: '' };
const all = [...Object.values(edits), gone];
const excerpt = await excerptOf(original, [change, cancel]);
excerpt.set(workflow, await readFile(path.join(original, workflow), 'utf8'));
let folder: string;
let problems: Problem[][];

// All copies in one run of the linter: starting it takes longer than linting.
beforeAll(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'connect-lint-')));
  await makeShared(path.join(folder, 'shared'));
  await Promise.all(
    all.map((edit, index) => makeCopy(path.join(folder, `${index}`, 'spec'), edit)),
  );
  problems = await problemsOf(
    all.map(({ file }, index) =>
      path.join(folder, `${index}`, 'spec', file === workflow ? workflow : 'openapi.yaml'),
    ),
  );
}, 180_000);
afterAll(() => rm(folder, { recursive: true }));

const reportFor = (index: number) =>
  reportOf(problems[index] ?? [], path.join(folder, `${index}`)).report;
const messagesIn = (report: string) =>
  report.split('\n').filter((line) => /^\S+:\d+:\d+: /.test(line));

it.each(Object.entries(edits).map(([name, edit], index) => ({ name, ...edit, index })))(
  '$name has one message',
  ({ index, file, says, at = file }) => {
    const report = reportFor(index);
    const messages = messagesIn(report);
    expect(messages, report).toHaveLength(1);
    expect(messages[0]).toMatch(says);
    expect(messages[0]).toMatch(new RegExp(`^spec/${escaped(at)}:\\d`));
    expect(report).toContain('One problem.');
  },
);

it('a schema that is gone is told once, with how many refer to it', () => {
  const report = reportFor(all.indexOf(gone));
  expect(messagesIn(report), report).toHaveLength(1);
  expect(report).toMatch(
    /'spec\/components\/schemas\/ErrorResponse\.yaml'.* \d+ more places refer to it\. \(no-unresolved-refs\)/,
  );
});

it('nothing is wrong with what is edited', async () => {
  const spec = path.join(folder, 'as-it-is', 'spec');
  await makeCopy(spec);
  expect(await problemsOf([path.join(spec, 'openapi.yaml')])).toEqual([[]]);
});

it('a file that refers to itself is told in words', async () => {
  const spec = path.join(folder, 'itself', 'spec');
  await makeCopy(spec, { file: schema('Sim'), from: /^/, to: '$ref: Sim.yaml\n', says: '' });
  await expect(problemsOf([path.join(spec, 'openapi.yaml')])).rejects.toThrow(
    'A file begins with a $ref that leads back to itself',
  );
});

it('a name that Redocly cannot read is told in words', async () => {
  const spec = path.join(folder, 'its-own', 'spec');
  const to = 'properties:\n  hasOwnProperty: { type: string, description: Whose it is. }\n';
  await makeCopy(spec, { file: schema('Customer'), from: 'properties:\n', to, says: '' });
  await expect(problemsOf([path.join(spec, 'openapi.yaml')])).rejects.toThrow(
    'something is called hasOwnProperty',
  );
});

it('linting fails, and names files from the repository', async () => {
  await using spec = await copyOfSpec();
  await spec.edit(cancel, '- Subscriptions', '- Subscription');
  const { code, output } = await spec.run('lint.ts', { cwd: '/' });
  expect(code).toBe(1);
  expect(messagesIn(output)[0]).toContain(`${path.basename(spec.folder)}/${cancel}:`);
});

/** What the copies share is there once: to copy each file a hundred times takes longer than linting. */
async function makeShared(shared: string) {
  for (const [file, text] of excerpt) {
    await mkdir(path.dirname(path.join(shared, file)), { recursive: true });
    await writeFile(path.join(shared, file), text);
  }
}

async function makeCopy(copy: string, edit?: Edit) {
  const others = [...excerpt.keys()].filter((file) => file !== edit?.file);
  const folders = new Set([...others, edit?.file ?? ''].map((file) => path.dirname(file)));
  for (const each of folders) await mkdir(path.join(copy, each), { recursive: true });
  await Promise.all(
    others.map((file) => link(path.join(folder, 'shared', file), path.join(copy, file))),
  );
  if (!edit || edit === gone) return;
  const before = excerpt.get(edit.file) ?? '';
  const after = before.replace(edit.from, () => edit.to);
  if (after === before) throw new Error(`An edit of ${edit.file} changes nothing: ${edit.from}`);
  await writeFile(path.join(copy, edit.file), after);
}

function escaped(text: string) {
  return text.replace(/[.{}]/g, '\\$&');
}
