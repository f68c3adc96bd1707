import { another, type Case, type Expect, type Send } from '../case.js';

// For every operation that takes an idempotency key. Most cases ask for what does not exist: that answer
// is remembered like any other, so they need no subject and have no effect.

const nothing = { request: 'nothing', key: 'a' } as const satisfies Send;
const success = { request: 'success', key: 'a' } as const satisfies Send;
const executed = { status: 'executed' } as const satisfies Expect;
const mismatch = { status: 409, code: 'idempotency_key_mismatch' } as const satisfies Expect;
const locked = { status: 409, code: 'idempotency_key_locked' } as const satisfies Expect;
const day = 24 * 60 * 60;

const replay: Case[] = [
  {
    id: 'replay-nothing',
    title: 'The server answers an identical request with the first refusal again, byte for byte.',
    cites: 'Idempotency › Remembered results',
    steps: [
      { send: nothing, as: 'first', expect: executed },
      { send: nothing, expect: { same: 'first' } },
    ],
  },
  {
    id: 'replay-success',
    title: 'The server answers an identical request with the first success again, byte for byte.',
    cites: 'Idempotency › Replay',
    steps: [
      { send: success, as: 'first', expect: { status: 'success' } },
      { send: success, expect: { same: 'first' } },
      { send: success, expect: { same: 'first' } },
    ],
  },
  {
    id: 'replay-other-headers',
    title: 'The server replays also where headers differ that do not affect processing.',
    cites: 'Idempotency › Identical requests',
    steps: [
      { send: nothing, as: 'first', expect: executed },
      {
        send: {
          ...nothing,
          headers: {
            'User-Agent': 'another/2',
            'X-Other': '1',
            'X-Request-Id': 'another',
            'X-HTTP-Method-Override': 'DELETE',
          },
        },
        expect: { same: 'first' },
      },
    ],
  },
  {
    id: 'without-key',
    title: 'The server executes every request that has no idempotency key.',
    cites: 'Idempotency › Key',
    steps: [
      { send: { request: 'nothing' }, as: 'first', expect: executed },
      { send: { request: 'nothing' }, expect: { ...executed, notSame: 'first' } },
    ],
  },
  {
    id: 'other-key',
    title: 'The server executes the same request under another idempotency key.',
    cites: 'Idempotency › Key',
    steps: [
      { send: nothing, as: 'first', expect: executed },
      { send: { ...nothing, key: 'b' }, expect: { ...executed, notSame: 'first' } },
    ],
  },
];

/** A request that differs in one ingredient from the first one; the first result stays. */
function mismatchBy(id: string, what: string, difference: Partial<Send>): Case {
  return {
    id: `mismatch-${id}`,
    title: `The server refuses a request with ${what} under a key that is in use.`,
    cites: 'Idempotency › Identical requests',
    steps: [
      { send: nothing, as: 'first', expect: executed },
      { send: { ...nothing, ...difference }, expect: mismatch },
      { send: nothing, expect: { same: 'first' } },
    ],
  };
}

const mismatches: Case[] = [
  mismatchBy('operation', 'another method and path', { operation: another }),
  mismatchBy('path', 'another path', { request: 'nothing else' }),
  mismatchBy('path-spelling', 'another spelling of the same path', { respelled: true }),
  mismatchBy('query', 'a query parameter more', { query: 'extra=1' }),
  mismatchBy('body', 'another body', { edit: 'other' }),
  mismatchBy('body-bytes', 'a space more in its body', { edit: 'spaced' }),
  mismatchBy('body-order', 'the properties of its body in another order', { edit: 'reordered' }),
  mismatchBy('content-type', 'another Content-Type', { typeAs: 'with a charset' }),
  mismatchBy('content-type-case', 'its Content-Type in other upper and lower case', {
    typeAs: 'in capitals',
  }),
  {
    ...mismatchBy('api-key', 'another API key of the tenant', { apiKey: 'second' }),
    cites: 'Idempotency › Scope',
  },
  {
    ...mismatchBy('invalid-body', 'a body that is invalid', { edit: 'unknownProperty' }),
    cites: 'Idempotency › Order of checks',
  },
  {
    ...mismatchBy('broken-body', 'a body that is no JSON', { edit: 'broken' }),
    cites: 'Idempotency › Order of checks',
  },
  {
    id: 'mismatch-success',
    title: 'The server refuses another body under a key that has succeeded.',
    cites: 'Idempotency › Mismatch',
    steps: [
      { send: success, as: 'first', expect: { status: 'success' } },
      { send: { ...success, edit: 'spaced' }, expect: mismatch },
      { send: success, expect: { same: 'first' } },
    ],
  },
  {
    id: 'replay-needs-api-key',
    title: 'The server checks the API key before it looks for a result.',
    cites: 'Idempotency › Order of checks',
    steps: [
      { send: nothing, as: 'first', expect: executed },
      { send: { ...nothing, apiKey: 'unknown' }, expect: { status: 401 } },
      { send: nothing, expect: { same: 'first' } },
    ],
  },
];

const atOnce: Case[] = [
  {
    id: 'concurrency-nothing',
    title: 'The server executes one of many identical requests at once.',
    cites: 'Idempotency › Key',
    steps: [
      { together: nothing, times: 10, outcome: 'one result', as: 'first', expect: executed },
      { send: nothing, expect: { same: 'first' } },
    ],
  },
  {
    id: 'concurrency-success',
    title: 'The server gives one effect to many identical requests at once.',
    cites: 'Idempotency › Locked',
    steps: [
      {
        together: success,
        times: 10,
        outcome: 'one result',
        as: 'first',
        expect: { status: 'success' },
      },
      { send: success, expect: { same: 'first' } },
    ],
  },
  {
    id: 'locked',
    title: 'The server tells an identical request to wait while the first is being processed.',
    cites: 'Idempotency › Locked',
    steps: [
      { slow: true },
      { start: nothing, as: 'first' },
      { pause: true },
      { send: nothing, expect: locked },
      { await: 'first', expect: executed },
      { send: nothing, expect: { same: 'first' } },
    ],
  },
  {
    id: 'locked-other-key',
    title: 'The server processes a request under another key while the first is being processed.',
    cites: 'Idempotency › Locked',
    steps: [
      { slow: true },
      { start: nothing, as: 'first' },
      { pause: true },
      { send: { ...nothing, key: 'b' }, expect: executed },
      { await: 'first', expect: executed },
    ],
  },
  {
    id: 'mismatch-in-flight',
    title: 'The server refuses another request under a key whose first one is being processed.',
    cites: 'Idempotency › Mismatch',
    steps: [
      { slow: true },
      { start: nothing, as: 'first' },
      { pause: true },
      { send: { ...nothing, edit: 'spaced' }, expect: mismatch },
      { await: 'first', expect: executed },
    ],
  },
];

const scope: Case[] = [
  {
    id: 'scope-other-tenant',
    title: 'The server lets another tenant use the same idempotency key.',
    cites: 'Idempotency › Scope',
    steps: [
      { send: nothing, as: 'first', expect: executed },
      {
        send: { ...nothing, apiKey: 'other tenant' },
        expect: { ...executed, notSame: 'first' },
      },
      { send: nothing, expect: { same: 'first' } },
    ],
  },
  {
    id: 'scope-in-flight',
    title: "The server does not lock another tenant's request with the same idempotency key.",
    cites: 'Idempotency › Scope',
    steps: [
      { slow: true },
      { start: nothing, as: 'first' },
      { pause: true },
      { send: { ...nothing, apiKey: 'other tenant' }, expect: executed },
      { await: 'first', expect: executed },
    ],
  },
];

/** A refusal, the same once more, and then the correct request under the same key. */
function notRemembered(id: string, what: string, status: number, refused: Partial<Send>): Case {
  return {
    id: `not-remembered-${id}`,
    title: `The server does not remember ${what}: the corrected request is executed.`,
    cites: 'Idempotency › Remembered results',
    steps: [
      { send: { ...nothing, ...refused }, as: 'first', expect: { status } },
      { send: { ...nothing, ...refused }, expect: { status, notSame: 'first' } },
      { send: nothing, as: 'executed', expect: executed },
      { send: nothing, expect: { same: 'executed' } },
    ],
  };
}

/** The same for a failure, after which the request is only repeated. */
function failureNotRemembered(status: number): Case {
  return {
    id: `not-remembered-${status}`,
    title: `The server does not remember a ${status}: the repeated request is executed.`,
    cites: 'Idempotency › Remembered results',
    steps: [
      { fail: status },
      { send: nothing, expect: { status } },
      { send: nothing, expect: executed },
    ],
  };
}

const memory: Case[] = [
  notRemembered('400', 'a 400', 400, { edit: 'unknownProperty' }),
  notRemembered('400-broken', 'a 400 for a body that is no JSON', 400, { edit: 'broken' }),
  notRemembered('401', 'a 401', 401, { apiKey: 'unknown' }),
  notRemembered('404-path', 'a 404 for an unknown path', 404, { unknownPath: true }),
  notRemembered('405', 'a 405', 405, { method: 'wrong' }),
  notRemembered('406', 'a 406', 406, { headers: { Accept: 'text/html' } }),
  notRemembered('413', 'a 413', 413, { edit: 'tooLarge' }),
  notRemembered('415', 'a 415', 415, { headers: { 'Content-Type': 'text/plain' } }),
  failureNotRemembered(429),
  failureNotRemembered(500),
  failureNotRemembered(503),
];

/** An idempotency key that is refused, and must not be taken for none. */
function refusedKey(id: string, what: string, form: Partial<Send>): Case {
  return {
    id: `key-${id}`,
    title: `The server refuses an idempotency key ${what}.`,
    cites: 'Idempotency › Key',
    steps: [
      { send: { request: 'nothing', ...form }, expect: { status: 400, code: 'VALIDATION_ERROR' } },
    ],
  };
}

const taken = [200, 201, 202, 204, 403, 404, 409];

const otherHeader = { 'Idempotency-Key': 'conformance' };

const visible = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)).join('');

const keyForm: Case[] = [
  refusedKey('empty', 'that is empty', { literalKey: '' }),
  refusedKey('257', 'of 257 characters', { key: 'a', keyLength: 257 }),
  refusedKey('space', 'with a space', { literalKey: 'two words' }),
  refusedKey('tab', 'with a tab', { literalKey: 'two\twords' }),
  refusedKey('not-ascii', 'with other than ASCII', { literalKey: 'clé' }),
  refusedKey('two-lines', 'of two header lines', { literalKey: 'one, two' }),
  {
    id: 'key-1',
    title: 'The server takes an idempotency key of one character.',
    cites: 'Idempotency › Key',
    // An earlier run may have used it: then it is a mismatch, and was taken all the same.
    steps: [{ send: { ...nothing, keyLength: 1 }, expect: { status: taken } }],
  },
  {
    id: 'key-256',
    title: 'The server takes an idempotency key of 256 characters, and compares all of them.',
    cites: 'Idempotency › Key',
    steps: [
      { send: { ...nothing, keyLength: 256 }, as: 'first', expect: executed },
      { send: { ...nothing, keyLength: 256 }, expect: { same: 'first' } },
      { send: { ...nothing, request: 'nothing else', keyLength: 255 }, expect: executed },
    ],
  },
  {
    id: 'key-every-character',
    title: 'The server takes every visible ASCII character in an idempotency key.',
    cites: 'Idempotency › Key',
    steps: [
      { send: { request: 'nothing', key: visible }, as: 'first', expect: executed },
      { send: { request: 'nothing', key: visible }, expect: { same: 'first' } },
    ],
  },
  differentKeys('case', 'upper and lower case', { key: 'x' }, { key: 'X' }),
  differentKeys('quotes', 'quotes around them', { key: 'x' }, { key: 'x', keyAs: '"*"' }),
  differentKeys('encoding', 'percent-encoding', { key: 'xA' }, { key: 'x%41' }),
  differentKeys('comma', 'what follows a comma', { key: 'x,1' }, { key: 'x,2' }),
  differentKeys('semicolon', 'what follows a semicolon', { key: 'x;1' }, { key: 'x;2' }),
  differentKeys('zero', 'zeros', { key: 'x', keyAs: '1*' }, { key: 'x', keyAs: '01*' }),
  {
    id: 'key-other-header',
    title: 'The server takes no other header for the one of the idempotency key.',
    cites: 'Idempotency › Key',
    steps: [
      { send: { request: 'nothing', headers: otherHeader }, expect: executed },
      { send: { request: 'nothing else', headers: otherHeader }, expect: executed },
    ],
  },
];

/** Two keys that differ in something, for different requests: one key for both would be a mismatch. */
function differentKeys(
  id: string,
  what: string,
  one: Pick<Send, 'key' | 'keyAs'>,
  other: Pick<Send, 'key' | 'keyAs'>,
): Case {
  return {
    id: `key-${id}`,
    title: `The server tells idempotency keys apart by ${what}.`,
    cites: 'Idempotency › Key',
    steps: [
      { send: { request: 'nothing', ...one }, as: 'first', expect: executed },
      { send: { request: 'nothing else', ...other }, expect: executed },
      { send: { request: 'nothing', ...one }, expect: { same: 'first' } },
    ],
  };
}

// A clock is read in whole seconds, so a running one may show up to a second less.
const expired = { clock: { after: 'first', seconds: day + 1 } } as const;

const expiry: Case[] = [
  {
    id: 'expiry-before',
    title: 'The server still remembers a result a minute before 24 hours have passed.',
    cites: 'Idempotency › Expiry',
    steps: [
      { send: nothing, as: 'first', expect: executed },
      { clock: { after: 'first', seconds: day - 60 } },
      { send: nothing, expect: { same: 'first' } },
    ],
  },
  {
    id: 'expiry-after',
    title: 'The server has forgotten a result when 24 hours have passed.',
    cites: 'Idempotency › Expiry',
    steps: [
      { send: nothing, as: 'first', expect: executed },
      expired,
      { send: nothing, expect: { ...executed, notSame: 'first' } },
    ],
  },
  {
    id: 'expiry-exactly',
    title: 'The server has forgotten a result at exactly 24 hours.',
    cites: 'Idempotency › Expiry',
    steps: [
      { still: true },
      { send: nothing, as: 'first', expect: executed },
      { clock: { after: 'first', seconds: day } },
      { send: nothing, expect: { ...executed, notSame: 'first' } },
    ],
  },
  {
    id: 'expiry-other-request',
    title: 'The server takes another request under a key that has expired.',
    cites: 'Idempotency › Expiry',
    steps: [
      { send: nothing, as: 'first', expect: executed },
      expired,
      { send: { ...nothing, request: 'nothing else' }, expect: executed },
    ],
  },
  {
    id: 'expiry-mismatch',
    title: 'The server does not remember a result longer because of a mismatch.',
    cites: 'Idempotency › Expiry',
    steps: [
      { send: nothing, as: 'first', expect: executed },
      { clock: { after: 'first', seconds: day / 2 } },
      { send: { ...nothing, request: 'nothing else' }, expect: mismatch },
      expired,
      { send: { ...nothing, request: 'nothing else' }, expect: executed },
    ],
  },
  {
    id: 'expiry-not-extended',
    title: 'The server does not remember a result longer because it was replayed.',
    cites: 'Idempotency › Expiry',
    steps: [
      { send: nothing, as: 'first', expect: executed },
      { clock: { after: 'first', seconds: day / 2 } },
      { send: nothing, expect: { same: 'first' } },
      expired,
      // Another request, because without a request id a replay would look the same.
      { send: { ...nothing, request: 'nothing else' }, expect: executed },
    ],
  },
];

export const idempotencyCases: Case[] = [
  ...replay,
  ...mismatches,
  ...atOnce,
  ...scope,
  ...memory,
  ...keyForm,
  ...expiry,
];
