/** Stops a timer; without an effect on one that has rung. */
export type StopTimer = () => void;

/** The time that a client lives in, for tests that do not wait. */
export interface Clock {
  /** The current instant, in milliseconds since 1970. */
  now(): number;
  /** Calls back once after a delay in milliseconds. */
  after(delay: number, callback: () => void): StopTimer;
}

/** The machine's own time. */
export const systemClock: Clock = {
  now: Date.now,
  after(delay, callback) {
    const timer = setTimeout(callback, delay);
    return () => clearTimeout(timer);
  },
};
