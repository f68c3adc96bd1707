// An ES module in TypeScript. Each wrong line must be refused, or its directive is an error itself.
import {
  type ConnectClient,
  createConnectClient,
  orThrow,
  ResponseError,
} from '@connect-api/client';
import { type ConformanceOptions, runConformance } from '@connect-api/conformance';
import type { GeneratedRequests } from '@connect-api/conformance/requests';
import { type Mock, startMock } from '@connect-api/mock';
import { createSandbox, type Sandbox } from '@connect-api/sandbox';
import { type RunningSandbox, startSandbox } from '@connect-api/sandbox/node';
import type { CancelSubscriptionRequest, ErrorCode, Subscription } from '@connect-api/types';
import { validators } from '@connect-api/validators';

export const request: CancelSubscriptionRequest = {
  schedule: { type: 'CancelNextDay' },
  reason: 'NO_NEED',
};
// @ts-expect-error OTHER needs a comment.
export const uncommented: CancelSubscriptionRequest = { ...request, reason: 'OTHER' };
export const servers: (() => Promise<Mock | RunningSandbox>)[] = [startMock, startSandbox];

export const judge = (options: ConformanceOptions) => runConformance(options);
export const namesOf = ({ variants }: GeneratedRequests) => variants.map(({ name }) => name);

const sandbox: Sandbox = createSandbox({ clock: 'frozen' });
const client: ConnectClient = createConnectClient({
  baseUrl: 'https://sandbox.test',
  apiKey: 'sandbox-harbour-1',
  fetch: sandbox.fetch,
});
const params = { path: { subscriptionId: 'sub-1001' } };

// @ts-expect-error Headers are no number, also where the web's types are Node's.
export const numbered = () => client.cancelSubscription({ params, body: request, headers: 5 });
// @ts-expect-error There is no such method.
export const missing = client.nothing;
// @ts-expect-error A request needs a schedule.
export const unscheduled = () => client.cancelSubscription({ params, body: { reason: 'NO_NEED' } });

const subscription: Subscription = await orThrow(
  client.cancelSubscription({ params, body: request }),
);
const { data, error } = await client.cancelSubscription({
  params: { path: { subscriptionId: 'nobody' } },
  body: request,
});
if (data) throw new Error(data.subscriptionId);
// What no API has answered, such as a gateway, has none.
const code: ErrorCode | undefined = error.code;

const checked = validators.cancelSubscription.requestBody({ schedule: { type: 'CancelNextDay' } });
console.log(
  JSON.stringify({
    inProcess: subscription.pendingStatus,
    refused: code,
    missing: checked.valid ? undefined : checked.details[0]?.property,
    classes: ResponseError.name,
  }),
);
