// biome-ignore-all lint/suspicious/noTemplateCurlyInString: sources as text.
// Sandboxes with one defect each. An edit names a file of the sandbox's sources, a text that stands
// there once, and what takes its place.

import { edgeDefects } from './edges.js';

export type Edit = [file: string, from: string, to: string];

export interface Defect {
  /** `The server …` */
  name: string;
  edits?: Edit[];
  /** What stands between a right server and the network. */
  serve?: (fetch: typeof globalThis.fetch) => typeof globalThis.fetch;
  /** The operator's. Default: UTC. */
  timeZone?: string;
  /** The check that has to fail, whatever others do. */
  fails: string;
}

const idempotency = 'requests/idempotency.ts';
const handler = 'requests/handler.ts';
const memory = 'store/memory.ts';
const cancel = 'rules/operations/cancel-subscription.ts';
const change = 'rules/operations/change-subscription-addon.ts';
const metadata = 'rules/metadata.ts';
const merged = '{ ...current, ...given }';
const bytesOfMetadata = 'new TextEncoder().encode(json).length';
const utcToday = 'new Date(now).toISOString().slice(0, 10)';
const dateOfCancellation = 'cancellationDate(schedule, today)';
const notDueToday: Edit = [memory, 'dueDateOf(each) <= date', 'dueDateOf(each) < date'];
const stillPending: Edit[] = [
  [change, 'scheduledAt > today ?', 'scheduledAt >= today ?'],
  notDueToday,
];
const remembered = 'status === 403 ||';
const bodyOfFingerprint = 'text ?? `\\0${(request.body ?? []).join()}`';
const fingerprint = '[request.method, request.url, contentType, keyId, body]';
const typeOfFingerprint = "request.header('content-type') ?? ''";
const checkedHeader = 'request.header(name.toLowerCase()) ?? null';
const headersFit = 'if (headers.valid && cookies.valid) return';
const fit = headersFit.replace(') return', '');
const keyOf = "(sent.get(keyParameter.header) ?? '')";
const authenticated = 'const credential =\n';
const lifetime = 'idempotencyKey.lifetimeSeconds * 1000';
const claimedKey = "[credential.tenantId, key].join(' ')";
const replayed = "claim?.kind === 'replay' ? claim.response :";
const beforeTheKey = 'const claim = claimFor(call);';

export const defects: Defect[] = [
  ...edgeDefects,
  {
    name: 'compares parsed JSON instead of bytes',
    edits: [
      [
        idempotency,
        bodyOfFingerprint,
        '(() => { try { return JSON.stringify(JSON.parse(text!)); } catch { return text; } })()',
      ],
    ],
    fails: 'cancelSubscription/mismatch-body-bytes',
  },
  {
    name: 'compares properties in any order',
    edits: [[idempotency, bodyOfFingerprint, "[...(text ?? '')].sort().join('')"]],
    fails: 'cancelSubscription/mismatch-body-order',
  },
  {
    name: 'compares no bodies',
    edits: [[idempotency, bodyOfFingerprint, "''"]],
    fails: 'cancelSubscription/mismatch-body',
  },
  {
    name: 'compares neither method nor path',
    edits: [[idempotency, fingerprint, '[contentType, keyId, body]']],
    fails: 'cancelSubscription/mismatch-path',
  },
  {
    name: 'compares no queries',
    edits: [
      [idempotency, fingerprint, fingerprint.replace('request.url', "request.url.split('?')[0]")],
    ],
    fails: 'cancelSubscription/mismatch-query',
  },
  {
    name: 'compares no media types',
    edits: [[idempotency, typeOfFingerprint, "''"]],
    fails: 'cancelSubscription/mismatch-content-type',
  },
  {
    name: 'compares no API keys',
    edits: [[idempotency, fingerprint, fingerprint.replace('keyId, ', '')]],
    fails: 'cancelSubscription/mismatch-api-key',
  },
  {
    name: 'compares a header that does not matter',
    edits: [[idempotency, typeOfFingerprint, "request.header('user-agent') ?? ''"]],
    fails: 'cancelSubscription/replay-other-headers',
  },
  {
    name: 'gives every API key a scope of its own',
    edits: [[handler, claimedKey, '`${credential.keyId} ${key}`']],
    fails: 'cancelSubscription/mismatch-api-key',
  },
  {
    name: 'ignores the tenant in the scope of a key',
    edits: [[handler, claimedKey, 'key']],
    fails: 'cancelSubscription/scope-other-tenant',
  },
  {
    name: 'takes upper and lower case for the same key',
    edits: [[handler, claimedKey, "[credential.tenantId, key.toLowerCase()].join(' ')"]],
    fails: 'cancelSubscription/key-case',
  },
  {
    name: 'compares the first 255 characters of a key',
    edits: [[handler, claimedKey, "[credential.tenantId, key.slice(0, 255)].join(' ')"]],
    fails: 'cancelSubscription/key-256',
  },
  {
    name: 'accepts 257 characters',
    edits: [[handler, checkedHeader, 'request.header(name.toLowerCase())?.slice(0, 256) ?? null']],
    fails: 'cancelSubscription/key-257',
  },
  {
    name: 'accepts 255 characters at most',
    edits: [[handler, headersFit, `${fit} && ${keyOf}.length < 256) return`]],
    fails: 'cancelSubscription/key-256',
  },
  {
    name: 'takes an empty key for none',
    edits: [[handler, checkedHeader, 'request.header(name.toLowerCase()) || null']],
    fails: 'cancelSubscription/key-empty',
  },
  {
    name: 'accepts spaces in a key',
    edits: [
      [handler, checkedHeader, "request.header(name.toLowerCase())?.replaceAll(' ', '-') ?? null"],
    ],
    fails: 'cancelSubscription/key-space',
  },
  {
    name: 'accepts other than ASCII in a key',
    edits: [
      [
        handler,
        checkedHeader,
        "request.header(name.toLowerCase())?.replace(/[\\x80-\\xff]/g, 'x') ?? null",
      ],
    ],
    fails: 'cancelSubscription/key-not-ascii',
  },
  {
    name: 'accepts letters, digits and hyphens in a key only',
    edits: [[handler, headersFit, `${fit} && /^[\\w~-]*$/.test${keyOf}) return`]],
    fails: 'cancelSubscription/key-every-character',
  },
  {
    name: 'forgets the lock',
    edits: [[memory, "{ kind: 'locked' };", "{ kind: 'granted', lease: { key, token: known } };"]],
    fails: 'cancelSubscription/concurrency-success',
  },
  {
    name: 'takes a request in flight for the same, whatever it is',
    edits: [
      [
        memory,
        "if (known.fingerprint !== fingerprint) return { kind: 'mismatch' };",
        "if (known.response && known.fingerprint !== fingerprint) return { kind: 'mismatch' };",
      ],
    ],
    fails: 'cancelSubscription/mismatch-in-flight',
  },
  {
    name: 'keeps the lock when a request fails',
    edits: [[handler, 'if (lease) await releaseIfPossible(lease);', '']],
    fails: 'cancelSubscription/not-remembered-400',
  },
  {
    name: 'forgets the first result at a mismatch',
    edits: [
      [
        memory,
        "if (known.fingerprint !== fingerprint) return { kind: 'mismatch' };",
        "if (known.fingerprint !== fingerprint) { keys.delete(key); return { kind: 'mismatch' }; }",
      ],
    ],
    fails: 'cancelSubscription/mismatch-body',
  },
  {
    name: 'loses one of two effects at once',
    edits: [[memory, ' !== before.version', ' === undefined']],
    fails: 'cancelSubscription/concurrency-keys',
  },
  {
    name: 'expires keys after 23 hours',
    edits: [[idempotency, lifetime, '23 * 3_600_000']],
    fails: 'cancelSubscription/expiry-before',
  },
  {
    name: 'expires keys after 25 hours',
    edits: [[idempotency, lifetime, '25 * 3_600_000']],
    fails: 'cancelSubscription/expiry-after',
  },
  {
    name: 'expires keys an instant after 24 hours',
    edits: [[memory, 'first.expiresAt > instant', 'first.expiresAt >= instant']],
    fails: 'cancelSubscription/expiry-exactly',
  },
  {
    name: 'remembers a result longer when it is replayed',
    edits: [
      [
        memory,
        'return known.response ?',
        'if (known.response) known.expiresAt = now() + keyLifetimeMs;\nreturn known.response ?',
      ],
    ],
    fails: 'cancelSubscription/expiry-not-extended',
  },
  {
    name: 'drops X-Request-Id on a replay',
    edits: [
      [
        handler,
        replayed,
        "claim?.kind === 'replay' ? { ...claim.response, headers: { 'Content-Type': 'application/json' } } :",
      ],
    ],
    fails: 'cancelSubscription/replay-nothing',
  },
  {
    name: 'gives a replay a request id of its own',
    edits: [
      [
        handler,
        replayed,
        "claim?.kind === 'replay' ? { ...claim.response, headers: { ...claim.response.headers, 'X-Request-Id': requestId } } :",
      ],
    ],
    fails: 'cancelSubscription/replay-success',
  },
  {
    name: 'marks a replay by a header',
    edits: [
      [
        handler,
        replayed,
        "claim?.kind === 'replay' ? { ...claim.response, headers: { ...claim.response.headers, 'X-Replayed': 'true' } } :",
      ],
    ],
    fails: 'cancelSubscription/replay-nothing',
  },
  {
    name: 'formats the body of a replay anew',
    edits: [
      [
        handler,
        replayed,
        "claim?.kind === 'replay' ? { ...claim.response, body: JSON.stringify(JSON.parse(claim.response.body), null, 1) } :",
      ],
    ],
    fails: 'cancelSubscription/replay-success',
  },
  {
    name: 'remembers successes only',
    edits: [[idempotency, `${remembered} status === 404 || status === 409`, 'false']],
    fails: 'cancelSubscription/replay-nothing',
  },
  {
    name: 'does not remember conflicts of state',
    edits: [[idempotency, ' || status === 409', '']],
    fails: 'cancelSubscription/cancelled',
  },
  {
    name: 'does not remember that access was denied',
    edits: [[idempotency, remembered, '']],
    fails: 'cancelSubscription/foreign',
  },
  {
    name: 'remembers a 400',
    edits: [
      [idempotency, remembered, `${remembered} status === 400 ||`],
      [handler, 'const asked = validate(call);', ''],
      [
        handler,
        'await decide(call, asked, reading);',
        'await decide(call, validate(call), reading);',
      ],
    ],
    fails: 'cancelSubscription/not-remembered-400',
  },
  {
    name: 'validates before it looks the key up',
    edits: [[handler, beforeTheKey, `validate(call);\n${beforeTheKey}`]],
    fails: 'cancelSubscription/mismatch-broken-body',
  },
  {
    name: 'checks the date before it looks the key up',
    edits: [
      [
        handler,
        beforeTheKey,
        `if (text?.includes('CancelAtDate')) {
          const late = parts.rules[operation.operationId]!.check(JSON.parse(text) as never, zone.dateAt(store.now() as number));
          if (late.length > 0) throw invalid(...late);
        }
        ${beforeTheKey}`,
      ],
    ],
    fails: 'cancelSubscription/late-replay',
  },
  {
    name: 'looks at the body before the API key',
    edits: [[handler, authenticated, `checkForm(request, operation);\n${authenticated}`]],
    fails: 'cancelSubscription/order-api-key',
  },
  {
    name: 'looks at the API key before the method',
    edits: [
      [
        handler,
        'const match = parts.route',
        'parts.authenticate(request.header(apiKeyHeader));\nconst match = parts.route',
      ],
    ],
    fails: 'cancelSubscription/order-method',
  },
  {
    name: 'checks the media type before the size',
    edits: [
      [
        handler,
        "if (request.body === undefined) throw problem('PAYLOAD_TOO_LARGE');",
        "checkMediaType(request.header('content-type'), request.header('content-encoding'));\nif (request.body === undefined) throw problem('PAYLOAD_TOO_LARGE');",
      ],
    ],
    fails: 'cancelSubscription/order-size',
  },
  {
    name: 'accepts any API key that begins like one it knows',
    edits: [
      [
        'requests/authenticate.ts',
        'credentials.get(apiKey)',
        '[...credentials].find(([known]) => apiKey.startsWith(known))?.[1]',
      ],
    ],
    fails: 'cancelSubscription/api-key-longer',
  },
  {
    name: 'accepts properties that the contract does not name',
    edits: [
      [
        handler,
        '      throw invalid(...detailsOf(inPath), ...detailsOf(inQuery), ...inBody);',
        "      if ([...detailsOf(inPath), ...detailsOf(inQuery), ...inBody].some(({ code }) => code !== 'FIELD_UNKNOWN')) throw invalid(...detailsOf(inPath), ...detailsOf(inQuery), ...inBody);",
      ],
    ],
    fails: 'changeSubscriptionAddon/schema-with-body-against-additionalproperties',
  },
  {
    name: 'names a delay with a lock',
    edits: [
      [
        handler,
        "throw problem('idempotency_key_locked');",
        "throw problem('idempotency_key_locked', { headers: { 'Retry-After': '1' } });",
      ],
    ],
    fails: 'cancelSubscription/locked',
  },
  {
    name: 'denies that another tenant’s subscription is there',
    edits: [
      [
        'requests/own-subscriptions.ts',
        "throw problem('FORBIDDEN', {",
        "throw problem('SUBSCRIPTION_NOT_FOUND', {",
      ],
    ],
    fails: 'cancelSubscription/foreign',
  },
  {
    name: 'cancels today',
    edits: [[cancel, 'return addDays(today, 1);', 'return today;']],
    fails: 'cancelSubscription/next-day',
  },
  {
    name: 'lets a cancellation begin today',
    edits: [[cancel, 'schedule.date > today', 'schedule.date >= today']],
    fails: 'cancelSubscription/at-date-today',
  },
  {
    name: 'stays in the year at the end of December',
    edits: [
      [
        'time/dates.ts',
        'return addMonths(`${date.slice(0, 7)}-01`, 1);',
        "return `${date.slice(0, 5)}${String((Number(date.slice(5, 7)) % 12) + 1).padStart(2, '0')}-01`;",
      ],
    ],
    fails: 'cancelSubscription/next-month-of-december',
  },
  {
    name: 'cancels twice',
    edits: [[cancel, 'refuseWhileCancelling(subscription);', '']],
    fails: 'cancelSubscription/twice',
  },
  {
    name: 'changes what is being cancelled',
    edits: [[change, 'refuseWhileCancelling(subscription);', '']],
    fails: 'changeSubscriptionAddon/cancelling',
  },
  {
    name: 'downgrades at once',
    edits: [[change, '!isCheaper(target, current)', 'true']],
    fails: 'changeSubscriptionAddon/downgrade',
  },
  {
    name: 'makes upgrades wait for a renewal',
    edits: [[change, '!isCheaper(target, current)', 'false']],
    fails: 'changeSubscriptionAddon/upgrade-now',
  },
  {
    name: 'renews on the 28th in every month',
    edits: [
      ['time/dates.ts', 'Math.min(day, daysInMonth(targetYear, targetMonth))', 'Math.min(day, 28)'],
    ],
    fails: 'changeSubscriptionAddon/month-end-2125-03',
  },
  {
    name: 'counts each renewal from the one before',
    edits: [
      [
        'rules/renewal.ts',
        'addMonths(activation, count * step)',
        'Array.from({ length: count }).reduce((date: string) => addMonths(date, step), activation)',
      ],
    ],
    fails: 'changeSubscriptionAddon/month-end-2125-03',
  },
  {
    name: 'takes the first of two add-ons that could be meant',
    edits: [[change, 'if (movable.length > 1) throw ambiguous(target);', '']],
    fails: 'changeSubscriptionAddon/ambiguous',
  },
  {
    name: 'lets two add-ons change at different times',
    edits: [[change, 'refuseWhileAnotherChanges(subscription, addon);', '']],
    fails: 'changeSubscriptionAddon/other-pending',
  },
  {
    name: 'replaces metadata instead of merging them',
    edits: [[metadata, merged, '{ ...given }']],
    fails: 'changeSubscriptionAddon/metadata-merged',
  },
  {
    name: 'merges metadata deeply',
    edits: [
      [
        metadata,
        merged,
        `{ ...current, ...Object.fromEntries(Object.entries(given).map(([name, value]) => {
          const before = current?.[name];
          const deep = [before, value].every((each) => each?.constructor === Object);
          return [name, deep ? { ...(before as object), ...(value as object) } : value];
        })) }`,
      ],
    ],
    fails: 'changeSubscriptionAddon/metadata-not-deep',
  },
  {
    name: 'takes null in metadata for a deletion',
    edits: [
      [
        metadata,
        merged,
        'Object.fromEntries(Object.entries({ ...current, ...given }).filter(([, each]) => each !== null))',
      ],
    ],
    fails: 'cancelSubscription/metadata',
  },
  {
    name: 'keeps the metadata of what it refuses',
    edits: [[metadata, merged, 'Object.assign(current ?? {}, given)']],
    fails: 'changeSubscriptionAddon/refusal-has-no-effect',
  },
  {
    name: 'takes no names in metadata that its objects have',
    edits: [
      [
        metadata,
        merged,
        'Object.fromEntries(Object.entries({ ...current, ...given }).filter(([name]) => !(name in {})))',
      ],
    ],
    fails: 'cancelSubscription/metadata-names',
  },
  {
    name: 'counts metadata in characters',
    edits: [[metadata, bytesOfMetadata, 'json.length']],
    fails: 'cancelSubscription/metadata-too-large-in-bytes',
  },
  {
    name: 'bounds the metadata of one request alone',
    edits: [[metadata, bytesOfMetadata, 'JSON.stringify(given).length']],
    fails: 'changeSubscriptionAddon/metadata-too-large-together',
  },
  {
    name: 'takes 32 KB of metadata',
    edits: [[metadata, '64 * 1024', '32 * 1024']],
    fails: 'cancelSubscription/metadata-large',
  },
  ...[
    { timeZone: 'Pacific/Auckland', when: 'morning' },
    { timeZone: 'Pacific/Honolulu', when: 'evening' },
  ].flatMap(({ timeZone, when }): Defect[] => [
    {
      name: `finds the first of next month in UTC, in ${timeZone}`,
      edits: [
        [
          cancel,
          `${dateOfCancellation} }`,
          `cancellationDate(schedule, schedule.type === 'CancelAtBeginningOfNextMonth' ? ${utcToday} : today) }`,
        ],
      ],
      timeZone,
      fails: `cancelSubscription/next-month-${when}`,
    },
    {
      name: `finds tomorrow in UTC, in ${timeZone}`,
      edits: [
        [
          cancel,
          `${dateOfCancellation} }`,
          `cancellationDate(schedule, schedule.type === 'CancelNextDay' ? ${utcToday} : today) }`,
        ],
      ],
      timeZone,
      fails: `cancelSubscription/next-day-${when}`,
    },
    {
      name: `reckons in UTC, in ${timeZone}`,
      edits: [[handler, 'const today = zone.dateAt(now);', `const today = ${utcToday};`]],
      timeZone,
      fails: `changeSubscriptionAddon/today-${when}`,
    },
  ]),
  ...[
    { timeZone: 'Pacific/Auckland', fails: 'changeSubscriptionAddon/applied-morning' },
    { timeZone: 'Pacific/Honolulu', fails: 'changeSubscriptionAddon/applied-not-before' },
  ].map(
    ({ timeZone, fails }): Defect => ({
      name: `applies changes at midnight in UTC, in ${timeZone}`,
      edits: [
        [
          'time/due-changes.ts',
          'while ((await store.due(today)).length > 0) {',
          `const now = await store.now();
          today = ${utcToday};
          while ((await store.due(today)).length > 0) {`,
        ],
      ],
      timeZone,
      fails,
    }),
  ),
  {
    name: 'keeps a change pending that takes effect today',
    edits: stillPending,
    fails: 'changeSubscriptionAddon/upgrade-takes-effect',
  },
  {
    name: 'lets a change of today block another add-on',
    edits: stillPending,
    fails: 'changeSubscriptionAddon/other-not-pending',
  },
  {
    name: 'keeps a change pending for which today is preferred',
    edits: [[change, 'scheduledAt > today ?', 'request.scheduledAt !== undefined ?'], notDueToday],
    fails: 'changeSubscriptionAddon/today-shows-once',
  },
  {
    name: 'makes a change in the future at once',
    edits: [[change, 'scheduledAt > today ?', 'scheduledAt < today ?']],
    fails: 'changeSubscriptionAddon/future-shows',
  },
  {
    name: 'moves the first add-on, whichever is named',
    edits: [
      [
        change,
        'attachOffering(changed, subscriptionAddonId,',
        'attachOffering(changed, changed.addons[0]!.subscriptionAddonId,',
      ],
    ],
    fails: 'changeSubscriptionAddon/named',
  },
  {
    name: 'looks at the state before it looks for the offering',
    edits: [
      [
        change,
        'const target = offeringFor(',
        'refuseUnlessActive(subscription);\nconst target = offeringFor(',
      ],
    ],
    fails: 'changeSubscriptionAddon/order-state',
  },
  {
    name: 'remembers a result longer because of a mismatch',
    edits: [
      [
        memory,
        "if (known.fingerprint !== fingerprint) return { kind: 'mismatch' };",
        `if (known.fingerprint !== fingerprint) {
          if (known.response) known.expiresAt = now() + keyLifetimeMs;
          return { kind: 'mismatch' };
        }`,
      ],
    ],
    fails: 'cancelSubscription/expiry-mismatch',
  },
];
