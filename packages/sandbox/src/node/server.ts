import {
  type RequestEntry as AnsweredRequest,
  type RunningServer,
  startServer,
} from '@connect-api/http-edge/node';
import * as v from 'valibot';
import { errors } from '../generated/contract.js';
import { type Answer, connectionLost } from '../requests/http.js';
import {
  type AssembledSandbox,
  assembleSandbox,
  type Sandbox,
  type SandboxOptions,
} from '../sandbox.js';
import { text, wholeNumber } from '../validation/formats.js';
import { checkOptions, sandboxOptions } from '../validation/options.js';
import { callbackReceiver, type WebhookCallback } from '../webhooks/callback.js';
import type { Receiver } from '../webhooks/dispatcher.js';
import defaultWorld from '../world/default-world.json' with { type: 'json' };
import type { WorldInput } from '../world/world.js';
import type { Backing } from './backing.js';
import { createControlAccess, hostOf, isLoopback, nameOf, originOf } from './control-access.js';
import { createKeyFilter } from './key-filter.js';
import { withLivePage } from './live-page.js';
import { withPackage } from './optional-package.js';
import { urlReceiver } from './webhooks/receiver.js';

/** How the server of a sandbox is set up. */
export interface ServerOptions extends Omit<SandboxOptions, 'store' | 'webhooks'> {
  /** Default: 4011; 0 takes a free one. */
  port?: number | undefined;
  /** Default: `127.0.0.1`. */
  host?: string | undefined;
  /** Whether pages of other origins may call it. Default: `true`. */
  cors?: boolean | undefined;
  /**
   * Whether `/__sandbox/…` is there. Default: only where `host` is a loopback address, because whoever
   * reaches it can see and change everything.
   */
  control?: boolean | undefined;
  /**
   * By which names besides loopback ones and `host` the control may be called, for example
   * `sandbox.internal`. Default: none.
   */
  allowHosts?: readonly string[] | undefined;
  /**
   * The origins whose pages may use the control, for example `http://localhost:4000`, whatever `cors`
   * says. Default: none but the server's own.
   */
  allowOrigins?: readonly string[] | undefined;
  /**
   * The directory that keeps the state. Default: none, the state is kept in memory. The directory also
   * keeps the `world`, `clock` and `timeZone` that it was made with; later they can be left out and
   * cannot be others. It needs the package `classic-level`, installed beside this one.
   */
  data?: string | undefined;
  /**
   * The URL of the Redis that keeps the state, in the place of `data`, for example
   * `redis://user:password@localhost:6379/0`, `rediss:` for TLS, or
   * `redis+sentinel://host-1:26379,host-2:26379/mymaster/0`; a node of a cluster stands for all of it.
   * Several sandboxes with the same URL behave as one. It also keeps `world`, `clock` and `timeZone`, as
   * a directory does. The machine's clock is Redis's own there: `wallClock` has no effect. It needs the
   * package `ioredis`, installed beside this one.
   */
  store?: string | undefined;
  /** The password of the Redis, which then need not stand in its URL. */
  storePassword?: string | undefined;
  /** The user that Sentinels know this by. Default: their own default one. */
  storeSentinelUser?: string | undefined;
  /** The password of the Sentinels, which is not that of the Redis. */
  storeSentinelPassword?: string | undefined;
  /** PEM of the authorities that may have signed the Redis's certificate. Default: those that Node trusts. */
  storeCa?: string | undefined;
  /**
   * How many replicas have to have an effect before it is answered. Default: 0, which loses what was
   * answered last when a replica is promoted that had not received it.
   */
  storeReplicas?: number | undefined;
  /**
   * What every event is delivered to (contract: Events › Delivery): URLs, for example
   * `http://localhost:3000/events`, and callbacks. Sandboxes that share a store have the same ones.
   * Default: none.
   */
  webhooks?: readonly (string | WebhookCallback)[] | undefined;
  /**
   * Whether those URLs may lead to addresses of private networks. Default: `false`, which leaves the
   * public internet and this machine.
   */
  webhookPrivate?: boolean | undefined;
  /** Seconds that a connection may rest between two requests. Default: 75. */
  keepAliveSeconds?: number | undefined;
  /** Hears of every answered request. */
  onRequest?: ((entry: RequestEntry) => void) | undefined;
}

const flag = v.optional(v.boolean());
const name = v.optional(text);

const serverOptions = {
  ...sandboxOptions,
  port: v.optional(wholeNumber(0, 65_535)),
  host: name,
  cors: flag,
  allowHosts: v.optional(v.array(text)),
  allowOrigins: v.optional(v.array(text)),
  data: name,
  store: v.optional(v.string()),
  storePassword: v.optional(v.string()),
  storeSentinelUser: v.optional(v.string()),
  storeSentinelPassword: v.optional(v.string()),
  storeCa: name,
  storeReplicas: v.optional(wholeNumber(0)),
  webhooks: v.optional(
    v.array(
      v.custom<string | WebhookCallback>(
        (value) => typeof value === 'string' || typeof value === 'function',
        'Must be a URL or a function.',
      ),
    ),
  ),
  webhookPrivate: flag,
  keepAliveSeconds: v.optional(wholeNumber(0)),
  onRequest: v.optional(v.function()),
} satisfies Record<keyof ServerOptions, v.GenericSchema>;

/** One request, as a log shows it. */
export interface RequestEntry {
  /** `-`, like `url`, where it was not even HTTP. */
  method: string;
  /** As it was sent, query included; API keys of the world are left out, here and in an error's body. */
  url: string;
  /** What was answered. */
  answer: Answer;
  /** How long the answer took. */
  milliseconds: number;
}

/** A sandbox that serves over HTTP. */
export interface RunningSandbox {
  /** For example `http://127.0.0.1:4011`. */
  url: string;
  /** The sandbox itself, for its control. */
  sandbox: Sandbox;
  /**
   * Stops listening. What is in flight is answered for so many seconds at most; default 0, which ends
   * all connections at once.
   */
  close(drainSeconds?: number): Promise<void>;
}

/**
 * Starts the sandbox as an HTTP server.
 *
 * Headers are limited to 16 KB, and a request must be complete within 30 seconds.
 *
 * @throws when an option is not there or of another kind, the port is taken (its `code` is
 *   `EADDRINUSE`), the host is not one of this machine, or the data directory or the store cannot be used
 */
export async function startSandbox(options: ServerOptions = {}): Promise<RunningSandbox> {
  checkOptions('startSandbox', serverOptions, options);
  const { world: _, ...running } = await serveSandbox(options);
  return running;
}

/** {@link startSandbox}, with the world that it has: a store may keep another than the given one. */
export async function serveSandbox(
  options: ServerOptions,
): Promise<RunningSandbox & { world: WorldInput }> {
  const {
    port = 4011,
    host = '127.0.0.1',
    cors = true,
    control = isLoopback(nameOf(host)),
  } = options;
  const { keepAliveSeconds = 75, onRequest, allowHosts = [], allowOrigins = [] } = options;
  const access = createControlAccess({
    hosts: [...allowHosts.map(hostOf), nameOf(host)],
    origins: allowOrigins.map(originOf),
  });
  const receivers = receiversOf(options);
  const backing = await openBacking(options);
  const { world = defaultWorld as WorldInput } = backing.options;
  let assembled: AssembledSandbox;
  let ticking: ReturnType<typeof setInterval> | undefined;
  let server: RunningServer;
  try {
    assembled = assembleSandbox({ ...backing.options, control }, { receivers });
    await backing.begin();
    server = await startServer({
      handle: control ? access.guard(withLivePage(assembled.answer)) : assembled.answer,
      errors,
      port,
      host,
      cors,
      corsOf: access.corsOf,
      keepAliveSeconds,
      ...(onRequest && { onRequest: withoutKeys(onRequest, createKeyFilter(world)) }),
    });
  } catch (error) {
    await backing.close();
    throw error;
  }
  const { fetch, handle, control: typed, tick } = assembled;
  if (receivers.length > 0) {
    const { onError = console.error } = options;
    ticking = setInterval(() => void tick().catch(onError), tickMs).unref();
  }
  return {
    url: server.url,
    sandbox: { fetch, handle, control: typed },
    world,
    close: async (drainSeconds) => {
      await server.close(drainSeconds);
      clearInterval(ticking);
      assembled.close();
      await backing.close();
    },
  };
}

/** How long what falls due by the clock alone may wait for its event. */
const tickMs = 1_000;

/** @throws {Error} that repeats no more of a URL than its host */
function receiversOf({ webhooks = [], webhookPrivate = false }: ServerOptions): Receiver[] {
  return webhooks.map((webhook, index) =>
    typeof webhook === 'string'
      ? urlReceiver(webhook, { privateAddresses: webhookPrivate })
      : callbackReceiver(webhook, index),
  );
}

function withoutKeys(
  onRequest: (entry: RequestEntry) => void,
  filter: (text: string) => string,
): (entry: AnsweredRequest) => void {
  return ({ method, url, answer: given, milliseconds }) => {
    // The sandbox passes nothing on that another server has answered.
    const answer = given as Answer;
    const isError = answer !== connectionLost && answer.status >= 400;
    onRequest({
      method,
      url: filter(url),
      answer: isError ? { ...answer, body: filter(answer.body) } : answer,
      milliseconds,
    });
  };
}

/** What a database needs is loaded only where it is used. */
async function openBacking({
  data,
  store,
  storePassword: password,
  storeSentinelUser: sentinelUser,
  storeSentinelPassword: sentinelPassword,
  storeCa: ca,
  storeReplicas: replicas,
  webhooks: _,
  ...options
}: ServerOptions): Promise<Backing> {
  if (data !== undefined && store !== undefined) {
    throw new Error('data and store exclude each other: the state is kept in one place.');
  }
  if (data !== undefined) {
    const { openDirectory } = await withPackage(
      'classic-level',
      3,
      'A data directory',
      () => import('./data/directory.js'),
    );
    return openDirectory(data, options);
  }
  if (store !== undefined) {
    const { openRedis } = await withPackage(
      'ioredis',
      6,
      'A shared store',
      () => import('./redis/open.js'),
    );
    const security = { password, ca, sentinelUser, sentinelPassword };
    return openRedis(store, options, { ...security, replicas });
  }
  return { options, begin: async () => {}, close: async () => {} };
}
