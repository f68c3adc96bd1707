import { cp, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Problem, problemsOf, reportOf } from '../lib/lint.ts';
import { copyOfSpec } from './support/copy.ts';

const original = fileURLToPath(new URL('..', import.meta.url));
const change = 'paths/subscriptions_{subscriptionId}_addons_product-offering-change.yaml';
const cancel = 'paths/subscriptions_{subscriptionId}_cancel.yaml';
const schema = (name: string) => `components/schemas/${name}.yaml`;
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
    says: 'Property `propertys` is not expected here',
  },
  'a tag that is misspelt': {
    file: cancel,
    from: '- Subscriptions',
    to: '- Subscription',
    says: 'Operation tags should be defined in global tags',
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
  'an operation that never succeeds': {
    file: cancel,
    from: "'200':",
    to: "'303':",
    says: 'No response is a success. Add one with a status such as 200 or 204.',
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
  'a link to a section that does not exist': {
    file: schema('Price'),
    from: 'What an offering costs.',
    to: 'What an offering costs, as [Prices](#prices) say.',
    says: 'There is no section prices',
  },
  'a version that is none': {
    file: 'openapi.yaml',
    from: 'version: 1.0.0',
    to: 'version: one',
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
  'an exchange that contradicts another': {
    file: 'components/examples/cancel-subscription/cancelTwice.yaml',
    from: /sub-1006([\s\S]*?) {6}type: CancelAtDate\n.*\n/,
    to: 'sub-1001\ncancelTwice.request:\n  value:\n    schedule:\n      type: CancelNextDay\n',
    says: 'sends the same request as',
  },
};

const gone = { file: schema('ErrorResponse'), from: '', to: '', says: '' };
const all = [...Object.values(edits), gone];
let folder: string;
let problems: Problem[][];

// All copies in one run of the linter: starting it takes longer than linting.
beforeAll(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'connect-lint-')));
  await Promise.all(
    all.map((edit, index) => makeCopy(path.join(folder, `${index}`, 'spec'), edit)),
  );
  problems = await problemsOf(
    all.map((_, index) => path.join(folder, `${index}`, 'spec/openapi.yaml')),
  );
});
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

it('linting fails, and names files from the repository', async () => {
  await using spec = await copyOfSpec();
  await spec.edit(cancel, '- Subscriptions', '- Subscription');
  const { code, output } = await spec.run('lint.ts', { cwd: '/' });
  expect(code).toBe(1);
  expect(messagesIn(output)[0]).toContain(`${path.basename(spec.folder)}/${cancel}:`);
});

async function makeCopy(copy: string, edit: Edit) {
  for (const part of ['openapi.yaml', 'paths', 'webhooks', 'components'])
    await cp(path.join(original, part), path.join(copy, part), { recursive: true });
  const file = path.join(copy, edit.file);
  if (edit === gone) return rm(file);
  const before = await readFile(file, 'utf8').catch(() => '');
  const after = before.replace(edit.from, () => edit.to);
  if (after === before) throw new Error(`An edit of ${edit.file} changes nothing: ${edit.from}`);
  await writeFile(file, after);
}

function escaped(text: string) {
  return text.replace(/[.{}]/g, '\\$&');
}
