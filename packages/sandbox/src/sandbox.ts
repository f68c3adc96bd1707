import { createHandle, createRouter } from '@connect-api/http-edge';
import packageJson from '../package.json' with { type: 'json' };
import { createControl, isControl } from './control/control.js';
import { createSandboxControl, type SandboxControl } from './control/sandbox-control.js';
import {
  operations as contractOperations,
  contractVersion,
  digest,
  errors,
} from './generated/contract.js';
import { rules as contractRules } from './generated/rules.js';
import type { Operation } from './operation.js';
import { type Problem, problem } from './problems/problem.js';
import { createAuthenticator } from './requests/authenticate.js';
import { createFetch } from './requests/fetch.js';
import { createHandler } from './requests/handler.js';
import type { Answer, ApiRequest, Awaitable } from './requests/http.js';
import { createSubscriptionReader } from './requests/own-subscriptions.js';
import type { AnyRules } from './rules/rules.js';
import { createMemoryStore } from './store/memory.js';
import type { InitialState, Store } from './store/store.js';
import { OutcomeUnknown, StoreUnavailable } from './store/unavailable.js';
import { type ClockMode, startClock } from './time/clock.js';
import { createDueChanges } from './time/due-changes.js';
import { createTimeZone } from './time/time-zone.js';
import { checkOptions, sandboxOptions } from './validation/options.js';
import type { RequestCheck } from './validation/request-check.js';
import { requestChecks, subscriptionCheck } from './validation/request-checks.js';
import { callbackReceiver, type WebhookCallback } from './webhooks/callback.js';
import { createDispatcher, type Receiver } from './webhooks/dispatcher.js';
import { createTeller } from './webhooks/events.js';
import { createCatalogue } from './world/catalogue.js';
import defaultWorld from './world/default-world.json' with { type: 'json' };
import { loadWorld } from './world/load.js';
import type { WorldInput } from './world/world.js';

/** How a sandbox is set up. */
export interface SandboxOptions {
  /** What the sandbox starts with. Default: its own small world. */
  world?: WorldInput | undefined;
  /** The operator's time zone, an IANA name. Default: the world's, and UTC where it names none. */
  timeZone?: string | undefined;
  /**
   * `running` from the world's instant, `frozen` there, or the machine's (`system`).
   * Default: `running`. Each can be set forward by `PUT /__sandbox/clock`.
   */
  clock?: ClockMode | undefined;
  /** Whether `/__sandbox/…` is there. Default: `true`. */
  control?: boolean | undefined;
  /**
   * Hear of every event (contract: Events › Delivery), each for itself. What one throws, or a promise
   * that it returns rejects, leaves the event unacknowledged. Default: none.
   */
  webhooks?: readonly WebhookCallback[] | undefined;
  /** How many idempotency keys are kept at once; at the bound new ones get a 429. Default: 250,000. */
  maxKeys?: number | undefined;
  /** The machine's clock, a Unix time in milliseconds. Default: `Date.now`. */
  wallClock?: (() => number) | undefined;
  /** Waits for so many milliseconds, for the fault `delay`. Default: by `setTimeout`. */
  sleep?: ((ms: number) => Promise<void>) | undefined;
  /** Makes the store from what it starts with. Default: one in memory. */
  store?: ((initial: InitialState) => Store) | undefined;
  /** Hears of failures that the client sees as a 500, or a 503 where the store fails. Default: `console.error`. */
  onError?: ((error: unknown) => void) | undefined;
}

/** The Connect API, with its memory and its rules. */
export interface Sandbox {
  /**
   * Answers a request as the API would, whatever its host. It takes what the global `fetch` takes, and
   * needs no `this`, so it can be handed over in its place.
   *
   * @throws {TypeError} where a fault breaks the connection, as `fetch` does
   */
  fetch(input: Request | URL | string, init?: RequestInit): Promise<Response>;
  /** The same for servers: from a plain request to a plain answer. It never throws. */
  handle(request: ApiRequest): Promise<Answer>;
  /** What `/__sandbox/…` does, for tests in the same process; `control: false` leaves it there. */
  readonly control: SandboxControl;
}

/** Parts of a sandbox that only its own tests exchange. */
export interface ContractParts {
  operations?: Operation[];
  checks?: Record<string, RequestCheck>;
  rules?: Record<string, AnyRules>;
  /** In place of callbacks. */
  receivers?: readonly Receiver[];
}

/** A sandbox, and what its server ends. */
export interface AssembledSandbox extends Sandbox {
  /** {@link Sandbox.handle}, at once where nothing has to be waited for. */
  answer(request: ApiRequest): Awaitable<Answer>;
  /** Applies what has fallen due, and sends what is due. */
  tick(): Promise<void>;
  close(): void;
}

/**
 * Makes a sandbox.
 *
 * @throws {TypeError} for an option that it does not have, or that is of another kind
 * @throws {WorldError} when the world is not valid
 * @throws {RangeError} when the time zone is no IANA name
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  checkOptions('createSandbox', sandboxOptions, options);
  const { fetch, handle, control } = assembleSandbox(options);
  return { fetch, handle, control };
}

/** {@link createSandbox}, with other operations than the contract's. */
export function assembleSandbox(
  options: SandboxOptions,
  {
    operations = contractOperations,
    checks = requestChecks,
    rules = contractRules,
    receivers = (options.webhooks ?? []).map(callbackReceiver),
  }: ContractParts = {},
): AssembledSandbox {
  const { world: given = defaultWorld as WorldInput } = options;
  const world = loadWorld(given, subscriptionCheck);
  const zone = createTimeZone(options.timeZone ?? world.timeZone);
  const { wallClock = Date.now, sleep = sleepByTimer, onError = console.error } = options;
  const initial: InitialState = {
    subscriptions: world.subscriptions,
    clock: () => startClock(options.clock ?? 'running', Date.parse(world.clock), wallClock()),
  };
  const store =
    options.store?.(initial) ??
    createMemoryStore(initial, {
      wallClock,
      maxKeys: options.maxKeys,
    });
  const catalogue = createCatalogue(world);
  const dispatcher = createDispatcher(store, receivers, onError);
  const names = receivers.map(({ name }) => name);
  const tell = createTeller(names, catalogue);
  const applyDueChanges = createDueChanges(store, zone, tell, dispatcher.wake);
  const api = createHandler({
    route: createRouter(operations),
    authenticate: createAuthenticator(world.tenants),
    checks,
    rules,
    catalogue,
    zone,
    store,
    applyDueChanges,
    subscriptionsOf: createSubscriptionReader(store, world.subscriptions),
    tell,
    wake: dispatcher.wake,
    sleep,
  });
  const control = createSandboxControl({
    store,
    applyDueChanges,
    zone,
    world,
    operations,
    dispatcher,
  });
  const overHttp = options.control === false ? undefined : createControl(control);
  const answer: AssembledSandbox['answer'] = createHandle({
    errors,
    health: {
      version: packageJson.version,
      contract: { version: contractVersion, sha256: digest },
    },
    checkReady: async () => store.ready(),
    respond: (request, requestId) =>
      overHttp && isControl(request.url) ? overHttp(request, requestId) : api(request, requestId),
    problemOf(error) {
      onError(error);
      return error instanceof StoreUnavailable ? unavailable(error) : problem('INTERNAL_ERROR');
    },
  });

  const handle = async (request: ApiRequest) => answer(request);

  return {
    answer,
    handle,
    fetch: createFetch(handle),
    control,
    async tick() {
      const epoch = await store.epoch();
      await applyDueChanges(epoch, zone.dateAt(await store.now()));
      dispatcher.wake();
    },
    close: dispatcher.close,
  };
}

function unavailable(error: StoreUnavailable): Problem {
  return problem('SERVICE_UNAVAILABLE', {
    ...(error instanceof OutcomeUnknown && {
      message: 'The service went away meanwhile. Whether the request had an effect is not known.',
    }),
  });
}

function sleepByTimer(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
