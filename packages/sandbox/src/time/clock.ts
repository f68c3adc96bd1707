import { withLatest } from './latest.js';

/**
 * How a clock runs: as its own from its start (`running`), not at all (`frozen`), or as the machine's
 * (`system`). Every one of them can be set forward.
 */
export type ClockMode = 'running' | 'frozen' | 'system';

/** The clock showed `instant` when the machine's showed `wall`. Unix times in milliseconds. */
export interface ClockSetting {
  mode: ClockMode;
  instant: number;
  wall: number;
}

/** Later than this no clock can be set, so that every date still has four digits for the year. */
export const lastInstant = Date.parse('9999-01-01T00:00:00Z');

/** A clock as it starts: at the world's instant, or at the machine's. */
export function startClock(mode: ClockMode, worldStart: number, wall: number): ClockSetting {
  return { mode, instant: mode === 'system' ? wall : worldStart, wall };
}

/** What a clock shows. */
export function readClock({ mode, instant, wall }: ClockSetting, wallNow: number): number {
  if (mode === 'frozen') return instant;
  return Math.min(instant + Math.max(0, wallNow - wall), lastInstant);
}

/** The second of an instant, which is what an instant is shown as. */
export function wholeSecond(instant: number): number {
  return Math.floor(instant / 1000) * 1000;
}

const formatSecond = withLatest((ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`);

/** An instant as the API writes it: RFC 3339, in whole seconds. */
export function formatInstant(instant: number): string {
  return formatSecond(wholeSecond(instant));
}
