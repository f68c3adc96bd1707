import { isDeepStrictEqual } from 'node:util';
import type { SandboxOptions } from '../sandbox.js';
import type { ClockMode } from '../time/clock.js';
import defaultWorld from '../world/default-world.json' with { type: 'json' };
import type { WorldInput } from '../world/world.js';

/** What keeps the state of a sandbox outside of its memory. */
export interface Backing {
  /** The given options, with the store and with the settings that it keeps. */
  options: SandboxOptions;
  /** Writes what a new one starts with. Called once world and time zone have been checked. */
  begin(): Promise<void>;
  /** Ends what is under way and lets go of it. */
  close(): Promise<void>;
}

/** What a backing was made with, and keeps. */
export interface Settings {
  world: WorldInput;
  /** Missing where it is the world's. */
  timeZone?: string | undefined;
  clock: ClockMode;
}

export function newSettings({
  world = defaultWorld as WorldInput,
  timeZone,
  clock = 'running',
}: SandboxOptions): Settings {
  return { world, timeZone, clock };
}

/** @throws {Error} where the options ask for others than the ones that are kept */
export function checkSettings(
  place: string,
  settings: Settings,
  options: SandboxOptions,
  advice: string,
): void {
  for (const name of ['world', 'clock', 'timeZone'] as const) {
    if (options[name] !== undefined && !isDeepStrictEqual(options[name], settings[name])) {
      throw new Error(
        `${place} was made with another ${spelled[name]}, which it keeps. Leave that out, or ${advice}.`,
      );
    }
  }
}

const spelled = { world: 'world', clock: 'clock mode', timeZone: 'time zone' };

export function withSettings(
  options: SandboxOptions,
  { world, clock, timeZone }: Settings,
): SandboxOptions {
  return { ...options, world, clock, timeZone };
}
