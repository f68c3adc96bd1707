import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ClassicLevel } from 'classic-level';
import type { SandboxOptions } from '../../sandbox.js';
import { createMemoryStore } from '../../store/memory.js';
import type { Saved } from '../../store/saved.js';
import { type Backing, checkSettings, newSettings, withSettings } from '../backing.js';
import { createDurableStore } from './durable-store.js';
import { type Database, format, readSaved, row, type SettingsRow } from './rows.js';
import { createWriter } from './writer.js';

/**
 * Opens a data directory, or makes one of a new or empty directory. Only one process can hold it.
 *
 * A new one is made with the given world, clock and time zone, which it keeps from then on.
 *
 * @throws {Error} that names the directory and says what to do: another process holds it, it belongs
 *   to something else, it is damaged, or it was made with other settings
 */
export async function openDirectory(location: string, options: SandboxOptions): Promise<Backing> {
  await prepare(location);
  const database: Database = new ClassicLevel(location, { valueEncoding: 'json' });
  await open(database);
  try {
    const { settings, saved } = await read(database);
    if (settings) checkSettings(location, settings, options, 'name a new directory');
    return use(database, options, settings ?? { format, ...newSettings(options) }, saved);
  } catch (error) {
    await database.close();
    throw error;
  }
}

function use(
  database: Database,
  options: SandboxOptions,
  settings: SettingsRow,
  saved: Saved,
): Backing {
  const writer = createWriter(database);
  const { wallClock, maxKeys } = options;
  return {
    options: {
      ...withSettings(options, settings),
      store: (initial) => {
        // Written only here, because by now the world and the time zone have been checked.
        writer.settings(settings);
        const memory = createMemoryStore(initial, {
          saved,
          log: writer,
          ...(wallClock && { wallClock }),
          ...(maxKeys !== undefined && { maxKeys }),
        });
        return createDurableStore(memory, writer);
      },
    },
    begin: () => writer.durable(),
    close: async () => {
      await writer.durable().catch(() => {});
      await database.close();
    },
  };
}

const databaseFile = /^(CURRENT|LOCK|LOG|LOG\.old|MANIFEST-\d+|\d+\.(log|ldb|sst|dbtmp))$/;

/** Makes the directory, readable by its owner alone: the world's API keys are in it. */
async function prepare(location: string): Promise<void> {
  const files = await mkdir(location, { recursive: true, mode: 0o700 })
    .then(() => readdir(location))
    .catch(({ message }: Error) => {
      throw new Error(`${location} cannot be used: ${message}. Name another directory.`);
    });
  const stranger = files.find((file) => !databaseFile.test(file));
  if (stranger !== undefined) throw foreign(location, `There is a file ${stranger} in it.`);
  // Without CURRENT, LevelDB would start anew and remove the data.
  if (!files.includes('CURRENT') && files.some((file) => /^\d+\.(log|ldb|sst)$/.test(file))) {
    throw damaged(location, 'Its file CURRENT is missing.');
  }
}

async function open(database: Database): Promise<void> {
  const { location } = database;
  try {
    await database.open();
  } catch (error) {
    const cause = ((error as Error).cause ?? error) as NodeJS.ErrnoException;
    if (cause.code === 'LEVEL_LOCKED') {
      throw new Error(
        `${location} is held by another process. Stop that one, or name another directory.`,
      );
    }
    throw damaged(location, cause.message);
  }
}

async function read(database: Database): Promise<{ settings?: SettingsRow; saved: Saved }> {
  const { location } = database;
  await checkLosses(database);
  let settings: SettingsRow | undefined;
  let saved: Saved;
  let empty: boolean;
  try {
    settings = (await database.get(row.settings)) as SettingsRow | undefined;
    saved = await readSaved(database);
    empty = (await database.keys({ limit: 1 }).all()).length === 0;
  } catch (error) {
    throw damaged(location, (error as Error).message);
  }
  if (!settings && empty) return { saved };
  if (!settings) throw foreign(location, 'It is the database of another program.');
  if (settings.format !== format) {
    throw foreign(location, 'Another version of the sandbox made it.');
  }
  return { settings, saved };
}

/**
 * LevelDB drops what is damaged in its journal and only says so in its LOG, once. The row keeps it in
 * mind. A write that a kill has cut off is no damage, and is not reported there.
 */
async function checkLosses(database: Database): Promise<void> {
  const { location } = database;
  const log = await readFile(path.join(location, 'LOG'), 'utf8');
  const loss = /dropping \d+ bytes.*/.exec(log)?.[0];
  if (loss !== undefined) await database.put(row.loss, loss, { sync: true });
  const known = loss ?? (await database.get(row.loss));
  if (known !== undefined) throw damaged(location, `Data was lost (${known}).`);
}

function foreign(location: string, reason: string): Error {
  return new Error(
    `${location} is not a data directory of this sandbox. ${reason} Name a new or an empty directory.`,
  );
}

function damaged(location: string, reason: string): Error {
  return new Error(
    `${location} cannot be read. ${reason} Restore it from a copy, or name a new directory.`,
  );
}
