// What the two operations of the independent server do. Dates are calendar dates of its one zone.
import { type Addon, type Line, type Offering, offerings } from './world.js';

export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly property: string | undefined;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    code: string,
    property?: string,
    headers: Record<string, string> = {},
  ) {
    super(code);
    this.status = status;
    this.code = code;
    this.property = property;
    this.headers = headers;
  }
}

const zoneMs = 5.5 * 3_600_000;
const dayMs = 86_400_000;

export const dateAt = (instant: number) => new Date(instant + zoneMs).toISOString().slice(0, 10);
const plusDays = (date: string, days: number) =>
  new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10);
const invalid = (property: string) => new Refusal(400, 'VALIDATION_ERROR', property);
const conflict = () => new Refusal(409, 'SUBSCRIPTION_STATE_CONFLICT');

/** Applies what has fallen due. */
export function settle(line: Line, today: string): void {
  const { moving, ending } = line;
  if (moving && moving.on <= today) {
    moving.addon.offering = moving.to;
    delete line.moving;
  }
  if (ending !== undefined && ending <= today) {
    line.state = 'CANCELLED';
    line.ended = new Date(Date.parse(ending) - zoneMs).toISOString();
    delete line.ending;
    delete line.moving;
  }
}

type Body = Record<string, unknown>;

export function cancel(line: Line | undefined, body: Body, today: string): (line: Line) => object {
  const schedule = body['schedule'] as { type: string; date?: string };
  if (schedule.date !== undefined && schedule.date <= today) throw invalid('schedule.date');
  return (own) => {
    if (own !== line) throw new Error('another line');
    keepNotes(own, body, () => {
      if (own.state === 'CANCELLED' || own.ending) throw conflict();
      const [year = 0, month = 1] = today.split('-').map(Number);
      own.ending =
        schedule.type === 'CancelNextDay'
          ? plusDays(today, 1)
          : (schedule.date ?? new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10));
    });
    return show(own);
  };
}

export function change(line: Line | undefined, body: Body, today: string): (line: Line) => object {
  const preferred = body['scheduledAt'] as string | undefined;
  if (preferred !== undefined && preferred < today) throw invalid('scheduledAt');
  return (own) => {
    if (own !== line) throw new Error('another line');
    let shown: object = {};
    keepNotes(own, body, () => {
      const { addon, from, to } = chosen(own, body);
      const cheaper = (to.price ?? 0) < (from.price ?? 0);
      const on = cheaper ? renewal(own, from, preferred, today) : (preferred ?? today);
      if (own.moving && own.moving.addon !== addon) throw conflict();
      const moving = { addon, to: to.id, on };
      shown = { pendingProductOffering: showMove(moving) };
      own.moving = moving;
    });
    settle(own, today);
    return { ...show(own), ...shown };
  };
}

function chosen(line: Line, body: Body): { addon: Addon; from: Offering; to: Offering } {
  const wanted = body['subscriptionAddonId'];
  const addons = line.addons.filter(({ id }) => wanted === undefined || id === wanted);
  if (addons.length === 0) throw new Refusal(404, 'ADDON_NOT_FOUND');
  const to = offerings.find(({ id, group }) => id === body['productOfferingId'] && group);
  if (!to) throw new Refusal(404, 'PRODUCT_OFFERING_NOT_FOUND');
  const moves = addons.flatMap((addon) => {
    const from = offerings.find(({ id }) => id === addon.offering);
    return from && from !== to && from.group === to.group ? [{ addon, from, to }] : [];
  });
  if (moves.length > 1) throw invalid('subscriptionAddonId');
  if (line.state !== 'ACTIVATED' || line.ending) throw conflict();
  if (!moves[0]) throw new Refusal(409, 'PRODUCT_OFFERING_NOT_AVAILABLE');
  return moves[0];
}

function renewal(line: Line, { days }: Offering, preferred = '', today: string): string {
  const first = dateAt(Date.parse(line.since));
  const [year = 0, month = 1, day = 1] = first.split('-').map(Number);
  for (let count = 1; ; count += 1) {
    const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
    const date = days
      ? plusDays(first, days * count)
      : new Date(Date.UTC(year, month - 1 + count, Math.min(day, last))).toISOString().slice(0, 10);
    if (date > today && date >= preferred) return date;
  }
}

/** Metadata are merged and bounded first, and kept only where the rest succeeds. */
function keepNotes(line: Line, body: Body, work: () => void): void {
  const merged = { ...line.notes, ...(body['metadata'] as object | undefined) };
  if (Buffer.byteLength(JSON.stringify(merged)) > 65_536) throw invalid('metadata');
  work();
  if (body['metadata']) line.notes = merged;
}

const showOffering = (id: string) => ({ productOfferingId: id, name: id.toUpperCase() });
const showMove = ({ to, on }: NonNullable<Line['moving']>) => ({
  scheduledAt: on,
  ...showOffering(to),
});

/** Little more than what is required, and a field that no contract names. */
function show(line: Line): object {
  return {
    subscriptionId: line.id,
    status: line.state,
    type: 'FIXED_WIRELESS',
    msisdn: '+4915100000001',
    customer: { customerId: 'c-1' },
    sim: {},
    activatedAt: line.since,
    createdAt: line.since,
    updatedAt: line.touched,
    loyaltyPoints: 12,
    ...(line.ending && { pendingStatus: { status: 'CANCELLED', scheduledAt: line.ending } }),
    ...(line.moving && { pendingProductOffering: showMove(line.moving) }),
    ...(line.ended && { cancelledAt: line.ended }),
    ...(line.notes && { metadata: line.notes }),
  };
}
