import { webhookDelivery } from '../generated/contract.js';
import type { Store } from '../store/store.js';
import { formatInstant } from '../time/clock.js';
import type { Attempt, ClaimedDelivery, Delivery } from './delivery.js';

/** What events are delivered to. */
export interface Receiver {
  /** Its URL, or what stands for it in the list of deliveries. */
  name: string;
  /**
   * Delivers an event.
   *
   * @param event JSON
   * @param signal ends it after 10 seconds
   * @throws {Error} where no answer came, with the reason
   */
  send(event: string, signal: AbortSignal): Promise<{ status: number; body: string }>;
}

export interface Dispatcher {
  receivers: readonly Receiver[];
  /** Sends what is due, soon, and beside everything else. */
  wake(): void;
  /** Sends what is due until there is no more, and waits for that. */
  settled(): Promise<void>;
  /** Ends the waiting for what is due later. */
  close(): void;
}

/** So many deliveries are under way at once. */
const workers = 8;
const mostCharacters = 1_000;

/**
 * Delivers what is in the outbox of a store ("Events" in spec/openapi.yaml). Several instances may share
 * the store: each delivery is claimed by one of them.
 */
export function createDispatcher(
  store: Store,
  receivers: readonly Receiver[],
  onError: (error: unknown) => void,
  timeoutMs = 10_000,
): Dispatcher {
  const byName = new Map(receivers.map((receiver) => [receiver.name, receiver]));
  let underWay: Promise<void> | undefined;
  let again = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  return {
    receivers,
    wake: () => {
      // Later, so that whoever has made the event is answered first.
      if (receivers.length > 0 && !closed) at(0);
    },
    async settled() {
      if (receivers.length === 0) return;
      await run();
    },
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };

  function at(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void run().catch(onError), ms);
    // Nobody's process lives on for it.
    (timer as { unref?: () => void }).unref?.();
  }

  function run(): Promise<void> {
    again = true;
    underWay ??= drain().finally(() => {
      underWay = undefined;
    });
    return underWay;
  }

  async function drain(): Promise<void> {
    while (again) {
      again = false;
      await Promise.all(Array.from({ length: workers }, work));
    }
    const next = await store.nextDelivery();
    if (next !== undefined && !closed)
      at(Math.max(100, Math.min(next - (await store.now()), 3_600_000)));
  }

  async function work(): Promise<void> {
    for (;;) {
      const claimed = closed ? undefined : await store.claimDelivery();
      if (!claimed) return;
      await deliver(claimed);
    }
  }

  async function deliver({ delivery, token }: ClaimedDelivery): Promise<void> {
    const at = await store.now();
    const attempt: Attempt = { at: formatInstant(at), ...(await outcomeOf(delivery)) };
    const isKnown = byName.has(delivery.receiver);
    await store.recordAttempt(
      isKnown ? after(delivery, attempt, await store.now()) : givenUp(delivery, attempt),
      token,
    );
  }

  async function outcomeOf({ receiver, event }: Delivery): Promise<Omit<Attempt, 'at'>> {
    const target = byName.get(receiver);
    if (!target) return { problem: 'This sandbox was started without that receiver.' };
    const fault = await store.takeFault();
    if (fault?.type === 'webhookStatus') {
      return { status: fault.status, problem: 'It was not sent: a fault was played.' };
    }
    try {
      const { status, body } = await inTime(target, event, timeoutMs);
      if (fault?.type === 'webhookAnswerLost')
        return { problem: 'The answer was lost: a fault was played.' };
      return { status, ...(body !== '' && { body: body.slice(0, mostCharacters) }) };
    } catch (error) {
      return { problem: (error as Error).message };
    }
  }
}

/** A receiver that does not obey the signal is left to itself. */
async function inTime(
  receiver: Receiver,
  event: string,
  timeoutMs: number,
): ReturnType<Receiver['send']> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new Error(`No answer within ${timeoutMs / 1000} seconds.`);
      controller.abort(error);
      reject(error);
    }, timeoutMs);
  });
  try {
    return await Promise.race([receiver.send(event, controller.signal), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** A delivery after an attempt: it is done, sent again later, or given up. */
function after(delivery: Delivery, attempt: Attempt, now: number): Delivery {
  const { status = 0 } = attempt;
  const attempts = [...delivery.attempts, attempt];
  if (status >= 200 && status < 300) return { ...delivery, attempts, state: 'delivered' };
  const { retryDelaysSeconds: delays, giveUpAfterSeconds } = webhookDelivery;
  const wait = delays[Math.min(attempts.length, delays.length) - 1] ?? 0;
  const dueAt = now + wait * 1000;
  const first = Date.parse(attempts[0]?.at ?? attempt.at);
  if (dueAt > first + giveUpAfterSeconds * 1000) return givenUp(delivery, attempt);
  return { ...delivery, attempts, dueAt };
}

function givenUp(delivery: Delivery, attempt: Attempt): Delivery {
  return { ...delivery, attempts: [...delivery.attempts, attempt], state: 'givenUp' };
}
