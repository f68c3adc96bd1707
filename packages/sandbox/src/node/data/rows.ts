import { crc32 } from 'node:zlib';
import type { ClassicLevel } from 'classic-level';
import type { Saved, SavedClock, SavedKey } from '../../store/saved.js';
import type { Effect } from '../../store/store.js';
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
}

interface Range {
  first: number;
  next: number;
}

/** A row of a subscription. */
export interface SubscriptionRow {
  commit: number;
  value: Subscription;
}

/** The names of the rows. Numbers are padded, so that rows stand in their order. */
export const row = {
  settings: 'settings',
  state: 'state',
  subscription: (subscriptionId: string) => `subscription/${subscriptionId}`,
  key: (number: number) => `key/${padded(number)}`,
  effect: (sequence: number) => `effect/${padded(sequence)}`,
};

/** What is in a directory. */
export interface Contents {
  settings: SettingsRow;
  state: StateRow;
  /** The rows of subscriptions, by the names of the rows. */
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
  const [subscriptions, commits] = [[] as Subscription[], new Map<string, number>()];
  let sum = 0;
  for (const [name, value] of values) {
    if (!name.startsWith(row.subscription('')))
      throw new Damage('altered', `Its row ${name} should not be there.`);
    const { commit, value: subscription } = value as SubscriptionRow;
    subscriptions.push(subscription);
    commits.set(name, commit);
    sum += commit;
  }
  if (commits.size !== state.subscriptions.count || sum !== state.subscriptions.commits) {
    throw new Damage('missing', 'Rows of its subscriptions are missing or outdated.');
  }
  return { settings, state, commits, saved: { clock: state.clock, subscriptions, keys, effects } };
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
