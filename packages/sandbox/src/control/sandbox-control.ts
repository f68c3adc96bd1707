import * as v from 'valibot';
import type { Operation } from '../operation.js';
import type { Detail } from '../problems/detail.js';
import { invalid, type Problem, problem } from '../problems/problem.js';
import { type Fault, FaultsSchema, isOfDelivery } from '../requests/faults.js';
import type { Effect, Store } from '../store/store.js';
import { formatInstant, lastInstant, wholeSecond } from '../time/clock.js';
import type { ApplyDueChanges } from '../time/due-changes.js';
import type { TimeZone } from '../time/time-zone.js';
import { Instant } from '../validation/formats.js';
import { detailOf } from '../validation/issues.js';
import type { Delivery } from '../webhooks/delivery.js';
import type { Dispatcher } from '../webhooks/dispatcher.js';
import type { World, WorldInput } from '../world/world.js';

/** What the clock of a sandbox shows. */
export interface ClockReading {
  /** RFC 3339. */
  now: string;
  /** The date in the operator's time zone. */
  today: string;
  /** An IANA name. */
  timeZone: string;
}

/** A fault as it is given; `times` is 1 where it is left out. */
export type FaultInput = Fault extends infer One
  ? One extends Fault
    ? Omit<One, 'times'> & {
        /** How often it is played. Default: 1. */
        times?: number;
      }
    : never
  : never;

/** What a tester sees and does behind the API's back. The same is under `/__sandbox/` over HTTP. */
export interface SandboxControl {
  /** Back to the start: subscriptions, clock, idempotency keys, faults, journal, deliveries. */
  reset(): Promise<ClockReading>;
  /** The sandbox's clock. */
  readonly clock: {
    /** What it shows. */
    get(): Promise<ClockReading>;
    /**
     * Sets the clock forward, and applies what falls due.
     *
     * @param now RFC 3339, or a `Date`
     * @throws {Error} that tells what is expected, for what is no instant, too late, or before the clock
     */
    set(now: string | Date): Promise<ClockReading>;
  };
  /** Answers that are played in place of the right ones. */
  readonly faults: {
    /** Those that are still to be played. */
    get(): Promise<Fault[]>;
    /**
     * Takes the place of all faults.
     *
     * @throws {Error} that names what is no fault, and an operation that the contract does not have
     */
    set(faults: readonly FaultInput[]): Promise<Fault[]>;
  };
  /** The journal, oldest first, at most the latest 10,000. */
  effects(): Promise<Effect[]>;
  /** Everything, in the form of a world file. */
  world(): Promise<WorldInput>;
  /** What is sent to receivers of events. */
  readonly webhooks: {
    /** What events are delivered to: URLs, and names of callbacks. */
    readonly receivers: readonly string[];
    /** Oldest first, at most the latest 10,000. */
    deliveries(): Promise<Delivery[]>;
    /**
     * Sends a delivery at once: one that is pending without waiting longer, another one once more.
     *
     * @param number of the delivery
     * @throws {Error} where there is none
     */
    sendAgain(number: number): Promise<void>;
    /** Sends what is due, and resolves when all of it is acknowledged or waits for another attempt. */
    settled(): Promise<void>;
  };
}

interface Parts {
  store: Store;
  applyDueChanges: ApplyDueChanges;
  zone: TimeZone;
  world: World;
  operations: Operation[];
  dispatcher: Dispatcher;
}

export function createSandboxControl({
  store,
  applyDueChanges,
  zone,
  world,
  operations,
  dispatcher,
}: Parts): SandboxControl {
  // What the clock was last seen to show. It runs on meanwhile, and may be set to that all the same.
  let seen = Number.POSITIVE_INFINITY;
  const readClock = async () => {
    const now = await store.now();
    seen = wholeSecond(now);
    return { now: formatInstant(now), today: zone.dateAt(now), timeZone: zone.name };
  };
  const applyDue = async () => {
    const epoch = await store.epoch();
    await applyDueChanges(epoch, zone.dateAt(await store.now()));
  };

  return {
    async reset() {
      await store.reset();
      return readClock();
    },
    clock: {
      get: readClock,
      async set(now) {
        const instant = instantOf(now);
        if (instant > lastInstant)
          throw wrongInstant(`Must be ${formatInstant(lastInstant)} at the latest.`);
        if (!(await store.moveClock(instant)) && instant < seen) {
          throw wrongInstant(
            `Must not lie before the clock, which shows ${formatInstant(await store.now())}.`,
          );
        }
        await applyDue();
        dispatcher.wake();
        return readClock();
      },
    },
    faults: {
      get: async () => store.faults(),
      async set(given) {
        const result = v.safeParse(FaultsSchema, { faults: given });
        if (!result.success) throw refused('faults.set', result.issues.map(detailOf));
        const faults: Fault[] = result.output.faults;
        checkOperations(faults, operations);
        await store.setFaults(faults);
        return store.faults();
      },
    },
    async effects() {
      await applyDue();
      return store.effects();
    },
    async world() {
      await applyDue();
      return {
        ...world,
        clock: formatInstant(await store.now()),
        timeZone: zone.name,
        subscriptions: await store.subscriptions(),
      };
    },
    webhooks: {
      receivers: dispatcher.receivers.map(({ name }) => name),
      async deliveries() {
        await applyDue();
        return store.deliveries();
      },
      async sendAgain(number) {
        if (!(await store.sendAgain(number))) {
          throw problem('NOT_FOUND', { message: `There is no delivery ${number}.` });
        }
        dispatcher.wake();
      },
      async settled() {
        await applyDue();
        await dispatcher.settled();
      },
    },
  };
}

function instantOf(now: string | Date): number {
  const text = now instanceof Date && !Number.isNaN(now.getTime()) ? now.toISOString() : now;
  const result = v.safeParse(Instant, text);
  if (!result.success) throw wrongInstant('Must be a date-time such as 2024-01-15T09:00:00Z.');
  return Date.parse(result.output);
}

function wrongInstant(message: string): Problem {
  return refused('clock.set', [{ message, code: 'FIELD_INVALID', property: 'now' }]);
}

/** Over HTTP the details stand beside the message; whoever calls in process reads the message alone. */
function refused(call: string, details: Detail[]): Problem {
  const refusal = invalid(...details);
  const reasons = details.map(({ property, message }) => `${property}: ${message}`);
  refusal.message = `control.${call}: ${reasons.join(' ')}`;
  return refusal;
}

/** A fault of an operation that is misspelt would wait for ever. */
function checkOperations(faults: Fault[], operations: Operation[]): void {
  const known = operations.map(({ operationId }) => operationId);
  const details = faults.flatMap((fault, index) =>
    isOfDelivery(fault) || fault.operationId === undefined || known.includes(fault.operationId)
      ? []
      : [
          {
            message: `Must be one of ${known.join(', ')}.`,
            code: 'FIELD_INVALID',
            property: `faults[${index}].operationId`,
          },
        ],
  );
  if (details.length > 0) throw refused('faults.set', details);
}
