import {
  type ClaimedDelivery,
  type Delivery,
  type DeliveryInput,
  lineOf,
  onceMore,
  outboxLength,
} from './delivery.js';

/** Hears of every change of an outbox in memory. */
export interface OutboxLog {
  delivery(delivery: Delivery): void;
  deliveryDropped(number: number): void;
}

/** So many characters of events are kept at most. */
const mostCharacters = 2 ** 26;

/** The deliveries of a store in memory. */
export class Outbox {
  /** In the order of their numbers. */
  #all = new Map<number, Delivery>();
  /** The numbers of what is pending, by line, in order. */
  #lines = new Map<string, number[]>();
  #claimed = new Map<number, object>();
  #characters = 0;
  #latest = 0;
  readonly #log: OutboxLog | undefined;

  constructor(log?: OutboxLog, saved: Delivery[] = []) {
    this.#log = log;
    for (const delivery of saved) this.#take(delivery);
  }

  get list(): Delivery[] {
    return [...this.#all.values()];
  }

  /** When the next delivery is due; nothing where none is pending. */
  get next(): number | undefined {
    const heads = [...this.#lines.values()].map(([number]) => this.#all.get(number ?? 0));
    const due = heads.flatMap((head) =>
      head && !this.#claimed.has(head.number) ? [head.dueAt] : [],
    );
    return due.length === 0 ? undefined : Math.min(...due);
  }

  add(input: DeliveryInput): void {
    const delivery = { number: this.#latest + 1, ...input };
    this.#take(delivery);
    this.#log?.delivery(delivery);
    while (this.#all.size > outboxLength || this.#characters > mostCharacters) this.#drop();
  }

  claim(now: number): ClaimedDelivery | undefined {
    for (const [number = 0] of this.#lines.values()) {
      const delivery = this.#all.get(number);
      if (!delivery || delivery.dueAt > now || this.#claimed.has(number)) continue;
      const token = {};
      this.#claimed.set(number, token);
      return { delivery, token };
    }
    return undefined;
  }

  recordAttempt(delivery: Delivery, token: unknown): boolean {
    const { number } = delivery;
    if (this.#claimed.get(number) !== token) return false;
    this.#claimed.delete(number);
    this.#all.set(number, delivery);
    this.#log?.delivery(delivery);
    if (delivery.state !== 'pending') this.#leaveLine(delivery);
    return true;
  }

  sendAgain(number: number, now: number): boolean {
    const delivery = this.#all.get(number);
    if (!delivery) return false;
    if (delivery.state === 'pending') {
      this.#all.set(number, { ...delivery, dueAt: now });
      this.#log?.delivery({ ...delivery, dueAt: now });
    } else {
      this.add(onceMore(delivery, now));
    }
    return true;
  }

  #take(delivery: Delivery): void {
    this.#all.set(delivery.number, delivery);
    this.#characters += delivery.event.length;
    this.#latest = delivery.number;
    if (delivery.state !== 'pending') return;
    const line = this.#lines.get(lineOf(delivery));
    if (line) line.push(delivery.number);
    else this.#lines.set(lineOf(delivery), [delivery.number]);
  }

  #drop(): void {
    const [first] = this.#all.values();
    const done = this.#firstDone();
    const gone = done ?? first;
    if (!gone) return;
    this.#leaveLine(gone);
    this.#claimed.delete(gone.number);
    this.#all.delete(gone.number);
    this.#characters -= gone.event.length;
    this.#log?.deliveryDropped(gone.number);
  }

  #firstDone(): Delivery | undefined {
    for (const delivery of this.#all.values()) if (delivery.state !== 'pending') return delivery;
    return undefined;
  }

  #leaveLine(delivery: Delivery): void {
    const name = lineOf(delivery);
    const left = (this.#lines.get(name) ?? []).filter((number) => number !== delivery.number);
    if (left.length > 0) this.#lines.set(name, left);
    else this.#lines.delete(name);
  }
}
