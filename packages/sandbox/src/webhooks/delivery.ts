/** One event on its way to one receiver. */
export interface Delivery {
  /** Counts up since the last reset; the order in which they came to be. */
  number: number;
  /** The URL of the receiver, or the name of a callback. */
  receiver: string;
  /** The subscription that the event is about. */
  subscriptionId: string;
  /** The same for every receiver. */
  eventId: string;
  /** The type of the event, the name of its webhook. */
  type: string;
  /** When it happened, by the sandbox's clock. */
  occurredAt: string;
  /** What is sent: JSON. It is the same in every attempt. */
  event: string;
  /** `givenUp`: it was not acknowledged in time, or pushed out by newer ones. */
  state: 'pending' | 'delivered' | 'givenUp';
  /** While it is pending: when it is sent next, a Unix time of the sandbox's clock in milliseconds. */
  dueAt: number;
  /** Oldest first. */
  attempts: Attempt[];
}

/** One time that an event was sent, and what came of it. */
export interface Attempt {
  /** By the sandbox's clock. */
  at: string;
  /** Of the answer; missing where none came. */
  status?: number;
  /** The first 1,000 characters of the answer. */
  body?: string;
  /** Why no answer came, or why none was asked for. */
  problem?: string;
}

export type DeliveryInput = Omit<Delivery, 'number'>;

/** A delivery that somebody is sending. */
export interface ClaimedDelivery {
  delivery: Delivery;
  /** Tells this claim from every other one of the same delivery. */
  token: unknown;
}

/** So many deliveries are kept; beyond that, the oldest that is done goes, or else the oldest at all. */
export const outboxLength = 10_000;

/** What is delivered in order: the events of one subscription to one receiver. */
export function lineOf({ receiver, subscriptionId }: DeliveryInput): string {
  return `${receiver} ${subscriptionId}`;
}

/** The same event once more, with attempts of its own. */
export function onceMore({ number: _, ...delivery }: Delivery, now: number): DeliveryInput {
  return { ...delivery, state: 'pending', dueAt: now, attempts: [] };
}
