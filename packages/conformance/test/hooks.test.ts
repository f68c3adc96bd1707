import { describe, expect, it } from 'vitest';
import type { Hooks } from '../src/index.js';
import { guardHooks } from '../src/subjects/guarded-hooks.js';
import { apiKey, idsOf, judge, sandboxFetch } from './support.js';

const never = () => new Promise<never>(() => {});

describe('a hook', () => {
  it.each<[string, Hooks, string]>([
    ['that throws', { now: () => Promise.reject(new Error('Away.')) }, 'now failed: Away.'],
    ['that is never done', { now: never }, 'now failed: it was not done within 1 ms'],
    ['that tells no instant', { now: () => 'noon' }, 'now failed: it gave "noon", which is no RFC'],
  ])('%s is named', async (_, hooks, message) => {
    await expect(guardHooks(hooks, 1).now?.()).rejects.toThrow(`the hook ${message}`);
  });

  it('that makes something else than a subject is named, with what is wrong', async () => {
    const hooks = guardHooks({ create: () => ({ id: 1 }) }, 1000);
    await expect(hooks.create?.('cancelled')).rejects.toThrow(
      /create failed: .*\n.*subscriptionId/,
    );
  });

  it('is called as it was given, on its own object', async () => {
    class Backend implements Hooks {
      readonly made = { subscriptionId: 'a' };
      create() {
        return this.made;
      }
    }
    const hooks = guardHooks(new Backend(), 1000);
    expect(await hooks.create?.('cancelled')).toEqual({ subscriptionId: 'a' });
    expect(hooks.reset).toBeUndefined();
  });
});

describe('a run whose hook fails', () => {
  const hooks: Hooks = {
    setClock: () => {
      throw new Error(`No clock for ${apiKey}.`);
    },
    now: () => '2024-01-15T09:00:00Z',
  };

  it('checks what it can, and is not complete', async () => {
    const report = await judge(sandboxFetch(), {
      hooks,
      only: ['cancelSubscription/expiry-after', 'cancelSubscription/replay-nothing'],
    });
    expect(idsOf(report, 'passed')).toEqual(['cancelSubscription/replay-nothing']);
    expect(report.results.find(({ outcome }) => outcome === 'not checked')?.reason).toBe(
      `the hook setClock failed: No clock for \${CONNECT_API_KEY}.`,
    );
    expect(report.verdict).toBe('unfinished');
  });

  it('sends no more generated requests than one', async () => {
    let calls = 0;
    const reset = () => {
      calls += 1;
      throw new Error('Away.');
    };
    const report = await judge(sandboxFetch({ control: false }), {
      hooks: { reset },
      only: ['cancelSubscription/schema-in-order'],
    });
    expect(calls).toBe(1);
    expect(idsOf(report, 'not checked')).toEqual(['cancelSubscription/schema-in-order']);
  });
});
