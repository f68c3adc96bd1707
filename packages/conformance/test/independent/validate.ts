// What a body of the independent server has to be, written by hand from the contract's text.
type Check = (value: unknown) => boolean;

const text =
  (least: number, most: number): Check =>
  (value) =>
    typeof value === 'string' && [...value].length >= least && [...value].length <= most;
const object: Check = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const oneOf =
  (...values: string[]): Check =>
  (value) =>
    values.includes(value as string);
const date: Check = (value) => {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const instant = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(value);
};

function shape(required: Record<string, Check>, optional: Record<string, Check> = {}): Check {
  const all = new Map(Object.entries({ ...required, ...optional }));
  return (value) =>
    object(value) &&
    Object.keys(required).every((name) => Object.hasOwn(value as object, name)) &&
    Object.entries(value as object).every(([name, each]) => all.get(name)?.(each) ?? false);
}

const schedule: Check = (value) =>
  [
    shape({ type: oneOf('CancelNextDay', 'CancelAtBeginningOfNextMonth') }),
    shape({ type: oneOf('CancelAtDate'), date }),
  ].some((check) => check(value));

const reasons =
  'BETTER_DEAL_PRICE NOT_HAPPY_MISSING_FUNCTIONS NOT_HAPPY_COVERAGE_SLA NOT_HAPPY_COMPLEX_ADMIN NOT_HAPPY_SUPPORT_ENGAGEMENT FRAUD FRAUD_ATTEMPT TEST_OR_MARKETING NO_NEED WRONG_ORDER'.split(
    ' ',
  );
const comment = text(1, 4096);

export const cancelBody: Check = (value) =>
  shape({ schedule, reason: oneOf(...reasons) }, { comment, metadata: object })(value) ||
  shape({ schedule, reason: oneOf('OTHER'), comment }, { metadata: object })(value);

export const changeBody: Check = shape(
  { productOfferingId: text(1, 256) },
  {
    subscriptionAddonId: text(1, 256),
    scheduledAt: date,
    reason: text(0, 4096),
    metadata: object,
  },
);
