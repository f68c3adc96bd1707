import * as v from 'valibot';

const text = v.pipe(v.string(), v.nonEmpty('must not be empty'));

const numberAsText = v.pipe(v.number(), v.transform(String));

const billingCycle = v.strictObject({
  period: v.picklist(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']),
  interval: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

const subscription = { subscriptionId: text };

/** An `ACTIVATED` subscription with one add-on, and where the add-on can move. */
const addon = v.strictObject({
  ...subscription,
  subscriptionAddonId: text,
  /** The add-on's present offering. */
  productOfferingId: text,
  /** An offering that the add-on can move to and that costs the same or more. */
  upgradeTo: v.optional(text),
  /** One that costs less. */
  downgradeTo: v.optional(text),
  /** An add-on offering that it cannot move to, for example of another group. */
  notAvailable: v.optional(text),
  /** Of the present offering. Default: one month. */
  billingCycle: v.optional(billingCycle, { period: 'MONTHLY', interval: 1 }),
});

/** What a subject of each role has to be. */
export const roles = {
  /** Subscriptions that may be cancelled. */
  cancellable: v.strictObject(subscription),
  /** Subscriptions with the status `CANCELLED`. */
  cancelled: v.strictObject(subscription),
  /** Subscriptions of another tenant than the API key's. */
  foreign: v.strictObject(subscription),
  oneAddon: addon,
  /** As `oneAddon`, activated on the 31st of a month; with `downgradeTo`. */
  monthEnd: addon,
  /** `ACTIVATED`, with two add-ons that can both move to the offering `upgradeTo`, at no lower price. */
  twoAddons: v.strictObject({
    ...subscription,
    subscriptionAddonId: text,
    otherAddonId: text,
    upgradeTo: text,
  }),
  /** `ACTIVATED`, without add-ons. */
  withoutAddons: v.strictObject(subscription),
  /** Not `ACTIVATED` and not `CANCELLED`, with an add-on that could otherwise move to `upgradeTo`. */
  notActivated: v.strictObject({ ...subscription, upgradeTo: text }),
  /** A product offering that exists and is not for add-ons. */
  plan: v.strictObject({ productOfferingId: text }),
} as const;

/** What a subject has to be. */
export type Role = keyof typeof roles;

/** One thing that a server has, by the fields of its role. */
export type Subject = Readonly<Record<string, unknown>>;

/** A request that succeeds once. */
const request = v.strictObject({
  path: v.optional(v.record(v.string(), v.union([text, numberAsText])), {}),
  body: v.optional(v.unknown()),
});

export const SubjectsSchema = v.strictObject({
  timeZone: v.optional(v.pipe(text, v.check(isTimeZone, 'is not an IANA time zone')), 'UTC'),
  subjects: v.optional(
    v.strictObject(
      Object.fromEntries(
        Object.entries(roles).map(([role, schema]) => [role, v.optional(v.array(schema))]),
      ) as {
        [Name in Role]: v.OptionalSchema<v.ArraySchema<(typeof roles)[Name], undefined>, undefined>;
      },
    ),
    {},
  ),
  requests: v.optional(v.record(v.string(), v.array(request)), {}),
});

/**
 * What a server has that the suite may use: the content of a `--subjects` file.
 *
 * - `timeZone`: the operator's, an IANA name. Default: UTC
 * - `subjects`: lists by role
 * - `requests`: by `operationId` requests that succeed once, for operations that have no cases of
 *   their own
 */
export type Subjects = v.InferInput<typeof SubjectsSchema>;

export type KnownSubjects = v.InferOutput<typeof SubjectsSchema>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
