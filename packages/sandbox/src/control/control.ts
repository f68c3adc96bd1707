import { decodeBody, parseBody, pathOf } from '@connect-api/http-edge';
import * as v from 'valibot';
import { formatInstant, lastInstant, wholeSecond } from '../clock.js';
import type { Operation } from '../contract.js';
import type { ApplyDueChanges } from '../due-changes.js';
import { type Fault, FaultsSchema } from '../faults.js';
import { Instant } from '../formats.js';
import type { ApiRequest, ApiResponse } from '../http.js';
import { detailOf } from '../issues.js';
import { invalid, problem } from '../problem.js';
import type { Store } from '../store/store.js';
import type { TimeZone } from '../time-zone.js';
import type { World } from '../world/world.js';

const prefix = '/__sandbox/';

const ClockBody = v.strictObject({ now: Instant });

interface Parts {
  store: Store;
  applyDueChanges: ApplyDueChanges;
  zone: TimeZone;
  world: World;
  operations: Operation[];
}

type Endpoint = (request: ApiRequest) => Promise<unknown>;

/** Whether a request is meant for the control of the sandbox and not for the API. */
export function isControl(url: string): boolean {
  return pathOf(url).startsWith(prefix);
}

/** What a tester sees and does behind the API's back. No API key is needed. */
export function createControl(
  parts: Parts,
): (request: ApiRequest, requestId: string) => Promise<ApiResponse> {
  const endpoints = new Map(Object.entries(endpointsOf(parts)));
  return async (request, requestId) => {
    const methods = new Map(
      Object.entries(endpoints.get(pathOf(request.url).slice(prefix.length)) ?? {}),
    );
    if (methods.size === 0) throw problem('NOT_FOUND');
    const endpoint = methods.get(request.method);
    if (!endpoint) {
      throw problem('METHOD_NOT_ALLOWED', { headers: { Allow: [...methods.keys()].join(', ') } });
    }
    return {
      status: 200,
      headers: { 'Content-Type': 'application/json', 'X-Request-Id': requestId },
      body: `${JSON.stringify(await endpoint(request), null, 2)}\n`,
    };
  };
}

function endpointsOf({
  store,
  applyDueChanges,
  zone,
  world,
  operations,
}: Parts): Record<string, Record<string, Endpoint>> {
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
    world: {
      // In the form of a world file, so that it can be kept and started from.
      GET: async () => {
        await applyDue();
        return {
          ...world,
          clock: formatInstant(await store.now()),
          timeZone: zone.name,
          subscriptions: await store.subscriptions(),
        };
      },
    },
    reset: {
      POST: async () => {
        await store.reset();
        return readClock();
      },
    },
    clock: {
      GET: readClock,
      PUT: async (request) => {
        const { now } = bodyOf(request, ClockBody);
        const instant = Date.parse(now);
        if (instant > lastInstant)
          throw wrongInstant(`now is too late; the latest is ${formatInstant(lastInstant)}.`);
        if (!(await store.moveClock(instant)) && instant < seen) {
          throw wrongInstant(
            `now lies before the clock, which shows ${formatInstant(await store.now())}.`,
          );
        }
        await applyDue();
        return readClock();
      },
    },
    faults: {
      GET: async () => ({ faults: await store.faults() }),
      PUT: async (request) => {
        const { faults } = bodyOf(request, FaultsSchema);
        checkOperations(faults, operations);
        await store.setFaults(faults);
        return { faults: await store.faults() };
      },
    },
    effects: {
      GET: async () => {
        await applyDue();
        return { effects: await store.effects() };
      },
    },
  };
}

function wrongInstant(message: string) {
  return invalid({ message, code: 'FIELD_INVALID', property: 'now' });
}

/** A fault of an operation that is misspelt would wait for ever. */
function checkOperations(faults: Fault[], operations: Operation[]): void {
  const known = operations.map(({ operationId }) => operationId);
  const details = faults.flatMap(({ operationId }, index) =>
    operationId === undefined || known.includes(operationId)
      ? []
      : [
          {
            message: `Must be one of ${known.join(', ')}.`,
            code: 'FIELD_INVALID',
            property: `faults[${index}].operationId`,
          },
        ],
  );
  if (details.length > 0) throw invalid(...details);
}

function bodyOf<Schema extends v.GenericSchema>(
  { body }: ApiRequest,
  schema: Schema,
): v.InferOutput<Schema> {
  if (!body) throw problem('PAYLOAD_TOO_LARGE');
  const result = v.safeParse(schema, parseBody(decodeBody(body)));
  if (result.success) return result.output;
  throw invalid(...result.issues.map(detailOf));
}
