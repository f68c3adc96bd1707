import { decodeBody, parseBody, pathOf } from '@connect-api/http-edge';
import * as v from 'valibot';
import { invalid, problem } from '../problems/problem.js';
import { FaultsSchema } from '../requests/faults.js';
import type { ApiRequest, ApiResponse } from '../requests/http.js';
import { formatInstant } from '../time/clock.js';
import { Instant } from '../validation/formats.js';
import { detailOf } from '../validation/issues.js';
import type { Delivery } from '../webhooks/delivery.js';
import type { SandboxControl } from './sandbox-control.js';

const prefix = '/__sandbox/';

const ClockBody = v.strictObject({ now: Instant });

type Endpoint = (request: ApiRequest) => Promise<unknown>;

/** Whether a request is meant for the control of the sandbox and not for the API. */
export function isControl(url: string): boolean {
  return pathOf(url).startsWith(prefix);
}

/** The control of a sandbox over HTTP. No API key is needed. */
export function createControl(
  control: SandboxControl,
): (request: ApiRequest, requestId: string) => Promise<ApiResponse> {
  const endpoints = new Map(Object.entries(endpointsOf(control)));
  return async (request, requestId) => {
    const path = pathOf(request.url).slice(prefix.length);
    const methods = new Map(Object.entries(endpoints.get(path) ?? sendAgain(control, path) ?? {}));
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

function endpointsOf(control: SandboxControl): Record<string, Record<string, Endpoint>> {
  const { clock, faults, webhooks } = control;
  return {
    // In the form of a world file, so that it can be kept and started from.
    world: { GET: control.world },
    reset: { POST: control.reset },
    clock: {
      GET: clock.get,
      PUT: async (request) => clock.set(bodyOf(request, ClockBody).now),
    },
    faults: {
      GET: async () => ({ faults: await faults.get() }),
      PUT: async (request) => ({
        faults: await faults.set(bodyOf(request, FaultsSchema).faults),
      }),
    },
    effects: { GET: async () => ({ effects: await control.effects() }) },
    webhooks: { GET: () => deliveriesOf(control) },
    'webhooks/settled': {
      POST: async () => {
        await webhooks.settled();
        return deliveriesOf(control);
      },
    },
  };
}

/** `webhooks/{number}/send`. */
function sendAgain(control: SandboxControl, path: string): Record<string, Endpoint> | undefined {
  const number = /^webhooks\/(\d{1,15})\/send$/.exec(path)?.[1];
  if (number === undefined) return undefined;
  return {
    POST: async () => {
      await control.webhooks.sendAgain(Number(number));
      return deliveriesOf(control);
    },
  };
}

/** The latest first: what happened just now is what one looks for. */
async function deliveriesOf({ webhooks }: SandboxControl) {
  const deliveries = await webhooks.deliveries();
  return {
    receivers: webhooks.receivers,
    deliveries: deliveries.slice(-shown).reverse().map(withEvent),
  };
}

/** So many of them are answered at most. */
const shown = 100;

function withEvent({ event, dueAt, ...delivery }: Delivery) {
  return {
    ...delivery,
    ...(delivery.state === 'pending' && { dueAt: formatInstant(dueAt) }),
    event: JSON.parse(event),
  };
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
