import type { Awaitable } from '../../requests/http.js';
import type { Store } from '../../store/store.js';
import type { Writer } from './writer.js';

/**
 * A store in memory whose results are given out only once what they rest on is on disk.
 *
 * What a request reads on its way needs no wait of its own: its commit comes after, and waits for
 * everything before it.
 */
export function createDurableStore(memory: Store, writer: Writer): Store {
  const onDisk = async <Result>(result: Awaitable<Result>): Promise<Result> => {
    await writer.durable();
    return result;
  };
  return {
    ...memory,
    ready: () => writer.durable(),
    moveClock: (to) => onDisk(memory.moveClock(to)),
    claim: async (key, fingerprint) => {
      const claim = await memory.claim(key, fingerprint);
      return claim.kind === 'granted' ? claim : onDisk(claim);
    },
    subscriptions: () => onDisk(memory.subscriptions()),
    commit: (commit) => onDisk(memory.commit(commit)),
    effects: () => onDisk(memory.effects()),
    deliveries: () => onDisk(memory.deliveries()),
    recordAttempt: (delivery, token) => onDisk(memory.recordAttempt(delivery, token)),
    sendAgain: (number) => onDisk(memory.sendAgain(number)),
    reset: () => onDisk(memory.reset()),
  };
}
