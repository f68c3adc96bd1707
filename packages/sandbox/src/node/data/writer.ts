import type { ChangeLog, SavedClock } from '../../store/saved.js';
import { StoreUnavailable } from '../../store/unavailable.js';
import { refusedBySystem } from './damage.js';
import type { LastCommit } from './last-commit.js';
import { type Contents, type Database, row, type SettingsRow, textOf } from './rows.js';

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
 *
 * @param contents what is in the database already
 */
export function createWriter(
  database: Database,
  lastCommit: LastCommit,
  contents?: Pick<Contents, 'state' | 'commits'>,
): Writer {
  let commit = (contents?.state.commit ?? 0) + 1;
  let clock = contents?.state.clock as SavedClock;
  const keys = { first: 0, next: 0, ...contents?.state.keys };
  const effects = { first: 1, next: 1, ...contents?.state.effects };
  // The commits that wrote the rows of subscriptions and deliveries.
  const commits = new Map(contents?.commits);
  const subscriptions = { count: 0, commits: 0, ...contents?.state.subscriptions };
  const deliveries = { count: 0, commits: 0, ...contents?.state.deliveries };
  // `undefined` stands for a row that goes.
  let changes = new Map<string, string | undefined>();
  let changed = false;
  let cleared = false;
  let waiting = false;
  let last: Promise<void> = Promise.resolve();

  return {
    settings: (settings) => set(row.settings, settings),
    clock(given) {
      clock = given;
      changed = true;
    },
    subscription(value) {
      setVersioned(subscriptions, row.subscription(value.subscriptionId), value);
    },
    key: (key) => set(row.key(keys.next++), key),
    // They expire in the order in which they came.
    keyExpired: () => remove(row.key(keys.first++)),
    effect(effect) {
      effects.next = effect.sequence + 1;
      set(row.effect(effect.sequence), effect);
    },
    effectDropped(sequence) {
      effects.first = sequence + 1;
      remove(row.effect(sequence));
    },
    delivery(value) {
      setVersioned(deliveries, row.delivery(value.number), value);
    },
    deliveryDropped(number) {
      const name = row.delivery(number);
      deliveries.count--;
      deliveries.commits -= commits.get(name) ?? 0;
      commits.delete(name);
      remove(name);
    },
    reset() {
      const settings = changes.get(row.settings);
      changes = new Map(settings === undefined ? [] : [[row.settings, settings]]);
      commits.clear();
      for (const counted of [subscriptions, deliveries])
        Object.assign(counted, { count: 0, commits: 0 });
      keys.first = keys.next;
      effects.first = 1;
      effects.next = 1;
      changed = true;
      cleared = true;
    },
    durable() {
      if (!waiting && changed) {
        waiting = true;
        last = last.then(write);
      }
      return last;
    },
  };

  function setVersioned(
    counted: { count: number; commits: number },
    name: string,
    value: unknown,
  ): void {
    const before = commits.get(name);
    if (before === undefined) counted.count++;
    counted.commits += commit - (before ?? 0);
    commits.set(name, commit);
    set(name, { commit, value });
  }

  function set(name: string, value: unknown): void {
    changes.set(name, textOf(name, value));
    changed = true;
  }

  function remove(name: string): void {
    changes.set(name, undefined);
    changed = true;
  }

  async function write(): Promise<void> {
    set(row.state, { commit, clock, subscriptions, keys, effects, deliveries });
    const [batch, all, number] = [changes, cleared, commit++];
    changes = new Map();
    changed = false;
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
      await lastCommit.write(number);
    } catch (error) {
      throw new StoreUnavailable(`${whatFailed(error as Error)} Then start the sandbox again.`, {
        cause: error,
      });
    }
  }

  function whatFailed(error: Error): string {
    const { location } = database;
    // LevelDB's reason is below classic-level's.
    const { message } = (error.cause as Error | undefined) ?? error;
    return (
      refusedBySystem(location, message) ??
      `${location} cannot be written: ${message.replace(/\.?$/, '.')} Correct that.`
    );
  }
}

function isState(key: string): boolean {
  return key !== row.settings;
}
