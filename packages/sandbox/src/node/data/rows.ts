import { crc32 } from 'node:zlib';
import type { ClassicLevel } from 'classic-level';
import type { Saved, SavedClock, SavedKey } from '../../store/saved.js';
import type { Effect } from '../../store/store.js';
import type { Delivery } from '../../webhooks/delivery.js';
import type { Subscription } from '../../world/world.js';
import type { Settings } from '../backing.js';
import { Damage } from './damage.js';

export type Database = ClassicLevel<string, string>;

/** Counts up when rows change their form. */
export const format = 2;

/** The row of the settings. */
export interface SettingsRow extends Settings {
  format: number;
}

/**
 * The row that every commit writes. By it rows are missed that are gone, and found out that are older
 * than the last commit.
 */
export interface StateRow {
  /** Counts the commits. */
  commit: number;
  clock: SavedClock;
  /** How many subscriptions have rows, and the sum of the commits that wrote them. */
  subscriptions: { count: number; commits: number };
  /** The numbers of the first row and of the next one to come. In between, each has its row. */
  keys: Range;
  effects: Range;
  /** As of subscriptions. Missing in a directory without any. */
  deliveries?: { count: number; commits: number };
}

interface Range {
  first: number;
  next: number;
}

/** A row of a subscription, or of a delivery. */
export interface VersionedRow<Value> {
  commit: number;
  value: Value;
}

/** The names of the rows. Numbers are padded, so that rows stand in their order. */
export const row = {
  settings: 'settings',
  state: 'state',
  subscription: (subscriptionId: string) => `subscription/${subscriptionId}`,
  key: (number: number) => `key/${padded(number)}`,
  effect: (sequence: number) => `effect/${padded(sequence)}`,
  delivery: (number: number) => `delivery/${padded(number)}`,
};

const deliveryPrefix = 'delivery/';

/** What is in a directory. */
export interface Contents {
  settings: SettingsRow;
  state: StateRow;
  /** The rows of subscriptions and deliveries, by the names of the rows. */
  commits: Map<string, number>;
  saved: Saved;
}

/** The text of a row: its value as JSON behind a checksum of name and value. */
export function textOf(name: string, value: unknown): string {
  const json = JSON.stringify(value);
  return checksumOf(`${name}\n${json}`) + json;
}

/** So many characters that tell a text from every one that differs from it in a bit. */
export function checksumOf(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}

/**
 * Reads every row.
 *
 * @returns nothing where there are no rows
 * @throws {Damage} where a row is altered, missing or too many
 */
export async function readRows(database: Database): Promise<Contents | undefined> {
  const values = new Map<string, unknown>();
  for await (const [name, text] of database.iterator()) values.set(name, parsed(name, text));
  if (values.size === 0) return undefined;
  const take = <Value>(name: string): Value => {
    const value = values.get(name);
    if (!values.delete(name)) throw new Damage('missing', `Its row ${name} is missing.`);
    return value as Value;
  };
  const takeAll = <Value>({ first, next }: Range, nameOf: (number: number) => string): Value[] =>
    Array.from({ length: next - first }, (_, index) => take<Value>(nameOf(first + index)));

  const settings = take<SettingsRow>(row.settings);
  const state = take<StateRow>(row.state);
  const keys = takeAll<SavedKey>(state.keys, row.key);
  const effects = takeAll<Effect>(state.effects, row.effect);
  const commits = new Map<string, number>();
  const takeVersioned = <Value>(
    prefix: string,
    { count, commits: sum }: { count: number; commits: number },
    what: string,
  ): Value[] => {
    const found = [...values].filter(([name]) => name.startsWith(prefix));
    let sumFound = 0;
    const taken = found.map(([name, value]) => {
      const { commit, value: own } = value as VersionedRow<Value>;
      values.delete(name);
      commits.set(name, commit);
      sumFound += commit;
      return own;
    });
    if (taken.length !== count || sumFound !== sum) {
      throw new Damage('missing', `Rows of its ${what} are missing or outdated.`);
    }
    return taken;
  };
  const subscriptions = takeVersioned<Subscription>(
    row.subscription(''),
    state.subscriptions,
    'subscriptions',
  );
  const none = { count: 0, commits: 0 };
  const deliveries = takeVersioned<Delivery>(
    deliveryPrefix,
    state.deliveries ?? none,
    'deliveries',
  );
  const [tooMany] = values.keys();
  if (tooMany !== undefined) throw new Damage('altered', `Its row ${tooMany} should not be there.`);
  const saved = { clock: state.clock, subscriptions, keys, effects, deliveries };
  return { settings, state, commits, saved };
}

function parsed(name: string, text: string): unknown {
  const json = text.slice(8);
  if (text.slice(0, 8) !== checksumOf(`${name}\n${json}`)) {
    throw new Damage('altered', `Its row ${JSON.stringify(name)} is not as it was written.`);
  }
  return JSON.parse(json);
}

function padded(number: number): string {
  return String(number).padStart(16, '0');
}
