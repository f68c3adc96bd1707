import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Backing } from '../src/node/backing.js';
import { openRedis } from '../src/node/redis/open.js';
import { createSandbox, type Sandbox } from '../src/sandbox.js';
import { redisIsInstalled, startRedis, unlessInstalled } from './redis-server.js';
import { type Answered, callsOf, testSandbox } from './support.js';

type Calls = ReturnType<typeof callsOf>;

// A second, much smaller reading of the contract: two subscriptions of two tenants, three offerings.
const hourMs = 3_600_000;
const prices: Record<string, number> = {
  'addon-data-2gb': 5,
  'addon-data-5gb': 10,
  'addon-data-10gb': 16,
};
const tenants: Record<string, string> = {
  'sandbox-harbour-1': 'harbour',
  'sandbox-harbour-2': 'harbour',
  'sandbox-meadow-1': 'meadow',
};

interface Subscription {
  tenant: string;
  renewalDay: number;
  cancelled: boolean;
  cancelOn?: string;
  offering: string;
  pending?: { offering: string; date: string };
}

class Model {
  now = Date.parse('2024-01-15T09:00:00Z');
  effects = 0;
  keys = new Map<string, { request: string; answer: Answered; expires: number }>();
  subscriptions: Record<string, Subscription> = {
    'sub-1001': { tenant: 'harbour', renewalDay: 20, cancelled: false, offering: 'addon-data-2gb' },
    'sub-9001': { tenant: 'meadow', renewalDay: 10, cancelled: false, offering: 'addon-data-2gb' },
  };

  get today() {
    return dateOf(this.now);
  }

  advance(hours: number) {
    this.now += hours * hourMs;
    for (const each of Object.values(this.subscriptions)) {
      const { pending, cancelOn } = each;
      if (pending && pending.date <= this.today && pending.date <= (cancelOn ?? '9999')) {
        each.offering = pending.offering;
        delete each.pending;
        this.effects++;
      }
      if (cancelOn && cancelOn <= this.today) {
        each.cancelled = true;
        delete each.cancelOn;
        delete each.pending;
        this.effects++;
      }
    }
  }

  /** The status of a request that is executed. */
  execute({ apiKey, id, action }: Request): number {
    const tenant = tenants[apiKey];
    if (!tenant) return 401;
    const found = this.subscriptions[id];
    if (!found) return 404;
    if (found.tenant !== tenant) return 403;
    if (found.cancelled || found.cancelOn) return 409;
    if (action === 'cancel') found.cancelOn = dateOf(this.now + 24 * hourMs);
    else if (action === found.offering) return 409;
    else if ((prices[action] ?? 0) < (prices[found.offering] ?? 0)) {
      found.pending = { offering: action, date: this.nextRenewal(found.renewalDay) };
    } else {
      found.offering = action;
      delete found.pending;
    }
    this.effects++;
    return 200;
  }

  private nextRenewal(day: number): string {
    let date = this.today;
    do date = dateOf(Date.parse(date) + 24 * hourMs);
    while (Number(date.slice(8)) !== day);
    return date;
  }
}

function dateOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

interface Request {
  apiKey: string;
  id: string;
  /** `cancel`, or the offering to change to. */
  action: string;
  key?: string;
}

class Send implements fc.AsyncCommand<Model, Calls> {
  readonly request: Request;

  constructor(request: Request) {
    this.request = request;
  }

  check = () => true;

  async run(model: Model, { cancel, change }: Calls) {
    const { apiKey, id, action, key } = this.request;
    const headers = { 'X-Api-Key': apiKey, 'X-Idempotency-Key': key };
    const answer =
      action === 'cancel'
        ? await cancel(id, {}, headers)
        : await change(id, { productOfferingId: action }, headers);

    const scoped = `${tenants[apiKey]} ${key}`;
    const known = key !== undefined && tenants[apiKey] ? model.keys.get(scoped) : undefined;
    const request = JSON.stringify(this.request);
    if (known && model.now < known.expires) {
      if (known.request === request) expect(answer).toEqual(known.answer);
      else expect(answer.body.code).toBe('idempotency_key_mismatch');
      return;
    }
    const status = model.execute(this.request);
    expect(answer.status).toBe(status);
    if (key !== undefined && status !== 401) {
      model.keys.set(scoped, { request, answer, expires: model.now + 24 * hourMs });
    }
  }

  toString = () => JSON.stringify(this.request);
}

class Advance implements fc.AsyncCommand<Model, Calls> {
  readonly hours: number;

  constructor(hours: number) {
    this.hours = hours;
  }

  check = () => true;

  async run(model: Model, { setClock }: Calls) {
    model.advance(this.hours);
    await setClock(new Date(model.now).toISOString());
  }

  toString = () => `+${this.hours} h`;
}

class Compare implements fc.AsyncCommand<Model, Calls> {
  check = () => true;

  async run(model: Model, { world, effects }: Calls) {
    const { subscriptions } = await world();
    for (const [id, expected] of Object.entries(model.subscriptions)) {
      const found = subscriptions.find((each: any) => each.subscriptionId === id);
      expect({
        cancelled: found.status === 'CANCELLED',
        cancelOn: found.pendingStatus?.scheduledAt,
        offering: found.addons[0].productOfferingId,
        pending: found.pendingProductOffering?.scheduledAt,
      }).toEqual({
        cancelled: expected.cancelled,
        cancelOn: expected.cancelOn,
        offering: expected.offering,
        pending: expected.pending?.date,
      });
    }
    const ours = (await effects()).filter(
      ({ subscriptionId }) => subscriptionId in model.subscriptions,
    );
    expect(ours).toHaveLength(model.effects);
  }

  toString = () => 'compare';
}

const request: fc.Arbitrary<Request> = fc.record(
  {
    apiKey: fc.constantFrom(...Object.keys(tenants), 'nobody'),
    id: fc.constantFrom('sub-1001', 'sub-1001', 'sub-9001', 'sub-4040'),
    action: fc.constantFrom('cancel', ...Object.keys(prices), ...Object.keys(prices)),
    key: fc.constantFrom('a', 'b', 'c'),
  },
  { requiredKeys: ['apiKey', 'id', 'action'] },
);

const commands = fc.commands(
  [
    request.map((each) => new Send(each)),
    request.map((each) => new Send(each)),
    fc.constantFrom(1, 6, 15, 24, 24 * 20).map((hours) => new Advance(hours)),
    fc.constant(new Compare()),
  ],
  { size: 'large', maxCommands: 40 },
);

it('behaves as the model does, whatever is done in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(commands, (each) =>
      fc.asyncModelRun(() => ({ model: new Model(), real: testSandbox() }), each),
    ),
    { numRuns: 150 },
  );
}, 60_000);

it.skipIf(!redisIsInstalled)(
  `behaves so too when every request goes to another of two instances${unlessInstalled}`,
  async () => {
    const redis = await startRedis();
    const backings: Backing[] = [];
    try {
      const fetches: Sandbox['fetch'][] = [];
      for (let count = 0; count < 2; count++) {
        const backing = await openRedis(redis.url, { clock: 'frozen' });
        backings.push(backing);
        fetches.push(createSandbox(backing.options).fetch);
        await backing.begin();
      }
      let turn = 0;
      const real = callsOf((input, init) =>
        (fetches[turn++ % fetches.length] as Sandbox['fetch'])(input, init),
      );
      const setUp = async () => {
        await real.send('POST', '/__sandbox/reset');
        return { model: new Model(), real };
      };
      await fc.assert(
        fc.asyncProperty(commands, (each) => fc.asyncModelRun(setUp, each)),
        { numRuns: 15 },
      );
    } finally {
      for (const backing of backings) await backing.close();
      await redis.stop();
    }
  },
  60_000,
);
