import type { ClassicLevel } from 'classic-level';
import type { Saved, SavedClock, SavedKey } from '../../store/saved.js';
import type { Effect } from '../../store/store.js';
import type { Subscription } from '../../world/world.js';
import type { Settings } from '../backing.js';

export type Database = ClassicLevel<string, unknown>;

/** The row of the settings. */
export interface SettingsRow extends Settings {
  format: typeof format;
}

/** Counts up when rows change their form. */
export const format = 1;

/** The names of the rows. */
export const row = {
  settings: 'settings',
  /** There once LevelDB has dropped damaged data. */
  loss: 'loss',
  clock: 'clock',
  subscription: (subscriptionId: string) => `subscription/${subscriptionId}`,
  key: (key: string) => `key/${key}`,
  // Padded, so that the rows stand in the order of the journal.
  effect: (sequence: number) => `effect/${String(sequence).padStart(16, '0')}`,
};

/** @throws {Error} where entries of the journal are missing in between */
export async function readSaved(database: Database): Promise<Saved> {
  const saved: Saved = {
    clock: (await database.get(row.clock)) as SavedClock | undefined,
    subscriptions: await valuesOf<Subscription>(database, 'subscription/'),
    keys: await valuesOf<SavedKey>(database, 'key/'),
    effects: await valuesOf<Effect>(database, 'effect/'),
  };
  const first = saved.effects[0]?.sequence ?? 1;
  if (saved.effects.some(({ sequence }, index) => sequence !== first + index)) {
    throw new Error('Entries of its journal are missing.');
  }
  return saved;
}

async function valuesOf<Value>(database: Database, prefix: string): Promise<Value[]> {
  // The character after the slash ends the range. Ids may hold any other, an emoji for example.
  const end = prefix.replace(/\/$/, '0');
  return (await database.values({ gte: prefix, lt: end }).all()) as Value[];
}
