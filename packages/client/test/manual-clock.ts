import type { Clock } from '../src/index.js';

/** A clock that stands still until a test moves it to the next timer. */
export class ManualClock implements Clock {
  #now: number;
  #timers: { at: number; callback: () => void }[] = [];

  constructor(start: number) {
    this.#now = start;
  }

  now() {
    return this.#now;
  }

  after(delay: number, callback: () => void) {
    const timer = { at: this.#now + delay, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Lets time pass, or sets the clock back, without a timer that rings. */
  advance(milliseconds: number) {
    this.#now += milliseconds;
  }

  /** Timers that were set and neither rang nor were stopped. */
  get pending() {
    return this.#timers.length;
  }

  ringNext() {
    const [next] = this.#timers.sort((a, b) => a.at - b.at);
    if (!next) throw new Error('No timer is set.');
    this.#timers = this.#timers.filter((other) => other !== next);
    this.#now = Math.max(this.#now, next.at);
    next.callback();
  }
}
