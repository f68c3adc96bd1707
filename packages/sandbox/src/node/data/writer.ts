import type { ChangeLog } from '../../store/saved.js';
import { StoreUnavailable } from '../../store/unavailable.js';
import { type Database, row, type SettingsRow } from './rows.js';

export interface Writer extends ChangeLog {
  settings(settings: SettingsRow): void;
  /**
   * Resolves once every change until now is on disk.
   *
   * @throws {StoreUnavailable} when a write has failed. The memory is then ahead of the disk, so it
   *   stays so until the directory is opened anew.
   */
  durable(): Promise<void>;
}

/**
 * Collects changes and writes them in atomic batches, one at a time and in order. What arrives during
 * a write goes into the next one together, so that many requests share the wait for the disk.
 */
export function createWriter(database: Database): Writer {
  // `undefined` stands for a row that goes.
  let changes = new Map<string, unknown>();
  let cleared = false;
  let waiting = false;
  let last: Promise<void> = Promise.resolve();

  return {
    settings: (settings) => set(row.settings, settings),
    clock: (clock) => set(row.clock, clock),
    subscription: (value) => set(row.subscription(value.subscriptionId), value),
    key: (value) => set(row.key(value.key), value),
    keyExpired: (key) => set(row.key(key), undefined),
    effect: (effect) => set(row.effect(effect.sequence), effect),
    effectDropped: (sequence) => set(row.effect(sequence), undefined),
    reset() {
      const settings = changes.get(row.settings);
      changes = new Map(settings === undefined ? [] : [[row.settings, settings]]);
      cleared = true;
    },
    durable() {
      if (!waiting && changes.size > 0) {
        waiting = true;
        last = last.then(write);
      }
      return last;
    },
  };

  function set(name: string, value: unknown): void {
    changes.set(name, value);
  }

  async function write(): Promise<void> {
    const [batch, all] = [changes, cleared];
    changes = new Map();
    cleared = false;
    waiting = false;
    try {
      const gone = all ? (await database.keys().all()).filter(isState) : [];
      await database.batch(
        [
          ...gone.map((key) => ({ type: 'del' as const, key })),
          ...[...batch].map(([key, value]) =>
            value === undefined
              ? { type: 'del' as const, key }
              : { type: 'put' as const, key, value },
          ),
        ],
        { sync: true },
      );
    } catch (error) {
      throw new StoreUnavailable(
        `${database.location} cannot be written: ${(error as Error).message} Correct that and start the sandbox again.`,
        { cause: error },
      );
    }
  }
}

function isState(key: string): boolean {
  return key !== row.settings;
}
