import type { Delivery, Effect, Fault, WorldInput } from '@connect-api/sandbox';
import type { Target } from './targets.ts';

/** What a sandbox's clock shows. */
export interface Clock {
  now: string;
  today: string;
  timeZone: string;
}

/** A change that waits for its date, whose date has come, or that took effect at once. */
export interface Change {
  /** Or the instant, in the journal. */
  date: string;
  subscriptionId: string;
  /** What changes, such as `pendingStatus CANCELLED`. */
  what: string;
  /** The event that tells of it, as it was sent. */
  event?: unknown;
}

/** What a tester does with a sandbox behind the API's back, by its `/__sandbox/…`. */
export interface Control {
  world(): Promise<WorldInput>;
  clock(): Promise<Clock>;
  /** Moves the clock to a date, or on by some hours. Returns what fell due. */
  move(to: { date: string } | { hours: number }): Promise<Change[]>;
  reset(): Promise<void>;
  /** What took effect since the start, the latest first. */
  journal(): Promise<Change[]>;
  /** The events that were sent, to each receiver once, the latest first. */
  events(): Promise<Change[]>;
  /** What the next requests meet. */
  faults(): Promise<Fault[]>;
  setFaults(faults: readonly Fault[]): Promise<void>;
}

export function createControl({ baseUrl, fetch }: Pick<Target, 'baseUrl' | 'fetch'>): Control {
  async function call<Body>(method: string, path: string, body?: object): Promise<Body> {
    const response = await fetch(`${baseUrl}/__sandbox/${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = await response.json();
    if (response.ok) return answer;
    throw new Error(answer.details?.[0]?.message ?? answer.message);
  }

  const clock = () => call<Clock>('GET', 'clock');
  const effects = async () => (await call<{ effects: Effect[] }>('GET', 'effects')).effects;

  return {
    world: () => call('GET', 'world'),
    clock,
    async move(to) {
      const before = (await effects()).at(-1)?.sequence ?? 0;
      await call('PUT', 'clock', { now: instantOf(to, (await clock()).now) });
      return (await effects())
        .filter(({ sequence, cause }) => sequence > before && cause === 'due')
        .map((effect) => ({ ...changeOf(effect), date: effect.at.slice(0, 10) }));
    },
    reset: async () => void (await call('POST', 'reset')),
    journal: async () => (await effects()).map(changeOf).reverse(),
    async events() {
      const { deliveries } = await call<{ deliveries: Delivery[] }>('GET', 'webhooks');
      return deliveries.map(({ occurredAt, subscriptionId, type, state, event }) => ({
        date: instantText(occurredAt),
        subscriptionId,
        what: state === 'givenUp' ? `${type}, given up` : type,
        event,
      }));
    },
    faults: async () => (await call<{ faults: Fault[] }>('GET', 'faults')).faults,
    setFaults: async (faults) => void (await call('PUT', 'faults', { faults })),
  };
}

function changeOf({ at, kind, operationId, subscriptionId = '' }: Effect): Change {
  return { date: instantText(at), subscriptionId, what: kind ?? operationId ?? '' };
}

/** As people read an instant. */
export const instantText = (instant: string) => instant.replace('T', ' ').replace('Z', ' UTC');

/** Noon in UTC has the same date in nearly every time zone. */
function instantOf(to: { date: string } | { hours: number }, now: string): string {
  if ('date' in to) return `${to.date}T12:00:00Z`;
  return new Date(Date.parse(now) + to.hours * 3_600_000).toISOString();
}

/** Everything that waits for its date in a world, the earliest first. */
export function scheduledIn({ subscriptions }: WorldInput): Change[] {
  return subscriptions
    .flatMap((subscription) =>
      Object.entries(subscription).flatMap(([name, value]) => {
        if (!isScheduled(value)) return [];
        const { scheduledAt, ...rest } = value;
        const what = [name, ...Object.values(rest)].join(' ');
        return [{ date: scheduledAt, subscriptionId: subscription.subscriptionId, what }];
      }),
    )
    .sort((one, other) => one.date.localeCompare(other.date));
}

function isScheduled(value: unknown): value is { scheduledAt: string } {
  return typeof value === 'object' && value !== null && 'scheduledAt' in value;
}
