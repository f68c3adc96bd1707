import { startMock } from '@connect-api/mock';
import { describe, expect, it } from 'vitest';
import { type Report, runConformance, type Subjects } from '../src/index.js';
import { apiKey, idsOf, judge, ownCases, sandboxFetch } from './support.js';

/**
 * What was not checked, but could be: some body may have too little in it to be reordered, and where
 * nothing can be missing no request is without effect.
 */
function uncheckedIn({ results }: Report): string[] {
  const rest = results.filter(
    ({ reason }) =>
      reason && !/cannot be written in another|nothing (else )?that could be missing/.test(reason),
  );
  return rest.map(({ id }) => id);
}

describe('the mock', () => {
  it('passes the schema part', async () => {
    const mock = await startMock({ port: 0 });
    try {
      const report = await runConformance({
        baseUrl: mock.url,
        apiKey: 'any-key',
        parts: ['schema'],
        seed: 1,
        runs: 2,
      });
      expect([idsOf(report, 'failed'), uncheckedIn(report)]).toEqual([[], []]);
    } finally {
      await mock.close();
    }
  });

  it('does not pass the behaviour part: it remembers nothing', async () => {
    const mock = await startMock({ port: 0 });
    try {
      const report = await runConformance({
        baseUrl: mock.url,
        apiKey: 'any-key',
        only: ['/mismatch-query', '/key-257'],
      });
      const failed = idsOf(report, 'failed').map((id) => id.split('/')[1]);
      expect([...new Set(failed)]).toEqual(['mismatch-query']);
    } finally {
      await mock.close();
    }
  });
});

describe('the sandbox', () => {
  it('passes everything', async () => {
    const report = await judge(sandboxFetch());
    expect([idsOf(report, 'failed'), uncheckedIn(report)]).toEqual([[], []]);
    expect(report.verdict).toBe('kept');
  });

  it('passes in a time zone far from UTC', async () => {
    const report = await judge(sandboxFetch({ timeZone: 'Pacific/Auckland' }), {
      parts: ['behaviour'],
      only: ['date', 'day', 'month', 'grade', 'late', 'today', 'past'],
    });
    expect([idsOf(report, 'failed'), uncheckedIn(report)]).toEqual([[], []]);
  });

  it('passes in another world, with the keys and subjects of that one', async () => {
    const fetch = sandboxFetch();
    const world = await (await fetch('http://server.test/__sandbox/world')).json();
    const other = JSON.parse(JSON.stringify(world).replaceAll('sub-1', 'abo-7'));
    other.tenants[0].apiKeys = ['other-1', 'other-2'];
    const report = await judge(sandboxFetch({ world: other }), {
      apiKey: 'other-1',
      parts: ['behaviour'],
      only: ownCases,
    });
    expect([idsOf(report, 'failed'), uncheckedIn(report)]).toEqual([[], []]);
  });
});

const subjects: Subjects = {
  subjects: {
    cancellable: [{ subscriptionId: 'sub-1001' }, { subscriptionId: 'sub-1011' }],
    cancelled: [{ subscriptionId: 'sub-1010' }],
    foreign: [{ subscriptionId: 'sub-9001' }],
    oneAddon: [
      {
        subscriptionId: 'sub-1002',
        subscriptionAddonId: 'addon-instance-201',
        productOfferingId: 'addon-data-10gb',
        downgradeTo: 'addon-data-2gb',
      },
    ],
  },
};

describe('a server without control endpoints', () => {
  it('is judged without subjects, by what does not exist', async () => {
    const report = await judge(sandboxFetch({ control: false }), {
      parts: ['behaviour'],
      // They need a subject; others may do without.
      only: ownCases,
    });
    // Nothing succeeded, so the run is not complete.
    expect([report.verdict, report.failed, report.succeeded]).toEqual(['unfinished', 0, 0]);
    expect(idsOf(report, 'passed')).toContain('cancelSubscription/replay-nothing');
    expect(idsOf(report, 'passed')).toContain('cancelSubscription/concurrency-nothing');
    expect(idsOf(report, 'not checked')).toContain('cancelSubscription/replay-success');
  });

  it('has its subjects changed once, and each case without one is not checked', async () => {
    const report = await judge(sandboxFetch({ control: false }), {
      parts: ['behaviour'],
      only: ownCases,
      subjects,
    });
    expect(idsOf(report, 'failed')).toEqual([]);
    const passed = idsOf(report, 'passed');
    expect(passed).toContain('cancelSubscription/replay-success');
    expect(passed).toContain('cancelSubscription/mismatch-success');
    // Both cancellable subscriptions are used up by now.
    expect(passed).not.toContain('cancelSubscription/next-day');
    // These change nothing.
    expect(passed).toContain('cancelSubscription/cancelled');
    expect(passed).toContain('cancelSubscription/foreign');
    expect(passed).toContain('changeSubscriptionAddon/downgrade');
    const { reason } = report.results.find(({ id }) => id === 'cancelSubscription/next-day')!;
    expect(reason).toBe('no subject with the role cancellable is left');
  });

  it('is judged further by hooks that make subjects, reset them and set the clock', async () => {
    const controlled = sandboxFetch();
    const control = async (method: string, name: string, body?: object) =>
      (
        await controlled(`http://server.test/__sandbox/${name}`, {
          method,
          body: body ? JSON.stringify(body) : null,
        })
      ).json();
    const hidden = ((input: string, init) =>
      String(input).includes('__sandbox')
        ? Promise.resolve(Response.json({ message: 'No.', code: 'NOT_FOUND' }, { status: 404 }))
        : controlled(input, init)) as typeof fetch;
    const made: string[] = [];
    const report = await judge(hidden, {
      parts: ['behaviour'],
      only: ownCases,
      hooks: {
        create(role) {
          made.push(role);
          return role === 'cancellable' && made.filter((each) => each === role).length === 1
            ? { subscriptionId: 'sub-1001' }
            : undefined;
        },
        reset: () => control('POST', 'reset'),
        now: async () => (await control('GET', 'clock')).now,
        setClock: async (now) => {
          await control('PUT', 'clock', { now });
        },
      },
    });
    expect(idsOf(report, 'failed')).toEqual([]);
    expect(idsOf(report, 'passed')).toContain('cancelSubscription/expiry-exactly');
    expect(idsOf(report, 'passed')).toContain('cancelSubscription/replay-success');
    expect(idsOf(report, 'not checked')).toContain('cancelSubscription/locked');
    expect(made).toContain('twoAddons');
  });

  it('is sent the API key that it knows in every valid request', async () => {
    const keys = new Set<string | null>();
    const fetch = sandboxFetch({ control: false });
    await judge(
      ((input, init) => {
        keys.add(new Headers(init?.headers).get('X-Api-Key'));
        return fetch(input, init);
      }) as typeof globalThis.fetch,
      { only: ['/schema-in-order', '/schema-without'] },
    );
    expect([...keys]).toEqual([apiKey, null]);
  });
});
