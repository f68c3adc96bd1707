import type { WebhookEvent } from '@connect-api/types';
import type { Receiver } from './dispatcher.js';

/** Hears of events in process. What it throws leaves the event unacknowledged. */
export type WebhookCallback = (event: WebhookEvent) => unknown;

export function callbackReceiver(callback: WebhookCallback, index: number): Receiver {
  return {
    name: `callback ${index + 1}`,
    async send(event) {
      await callback(JSON.parse(event) as WebhookEvent);
      return { status: 204, body: '' };
    },
  };
}
