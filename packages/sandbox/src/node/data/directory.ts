import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ClassicLevel } from 'classic-level';
import type { SandboxOptions } from '../../sandbox.js';
import { createMemoryStore } from '../../store/memory.js';
import { type Backing, checkSettings, newSettings, withSettings } from '../backing.js';
import { Damage, damaged, damageOf, refusedBySystem } from './damage.js';
import { createDurableStore } from './durable-store.js';
import {
  createLastCommit,
  type LastCommit,
  lastCommitFile,
  openLastCommit,
  readLastCommit,
} from './last-commit.js';
import { type Contents, type Database, format, readRows, row } from './rows.js';
import { isWholeTable } from './table.js';
import { createWriter } from './writer.js';

/**
 * Opens a data directory, or makes one of a new or empty directory. Only one process can hold it.
 *
 * A new one is made with the given world, clock and time zone, which it keeps from then on.
 *
 * @throws {Error} that names the directory and says what to do: another process holds it, it belongs
 *   to something else, it is not as it was written, the system refuses it, or it was made with other
 *   settings
 */
export async function openDirectory(location: string, options: SandboxOptions): Promise<Backing> {
  await prepare(location);
  const database: Database = new ClassicLevel(location);
  await open(database);
  let lastCommit: LastCommit | undefined;
  try {
    const contents = await read(database);
    if (contents) checkSettings(location, contents.settings, options, 'name a new directory');
    lastCommit = await openLastCommit(location);
    return use(database, lastCommit, options, contents);
  } catch (error) {
    await lastCommit?.close();
    await database.close();
    throw explained(location, error as Error);
  }
}

function use(
  database: Database,
  lastCommit: LastCommit,
  options: SandboxOptions,
  contents: Contents | undefined,
): Backing {
  const settings = contents?.settings ?? { format, ...newSettings(options) };
  const writer = createWriter(database, lastCommit, contents);
  const { wallClock, maxKeys } = options;
  return {
    options: {
      ...withSettings(options, settings),
      store: (initial) => {
        // Written only here, because by now the world and the time zone have been checked.
        if (!contents) writer.settings(settings);
        const memory = createMemoryStore(initial, {
          log: writer,
          saved: contents?.saved,
          wallClock,
          maxKeys,
        });
        return createDurableStore(memory, writer);
      },
    },
    begin: () => writer.durable(),
    close: async () => {
      await writer.durable().catch(() => {});
      await lastCommit.close();
      await database.close();
    },
  };
}

const databaseFile = /^(CURRENT|LOCK|LOG|LOG\.old|MANIFEST-\d+|\d+\.(log|ldb|sst|dbtmp))$/;

async function prepare(location: string): Promise<void> {
  try {
    await make(location);
    const files = await readdir(location);
    const stranger = files.find((file) => file !== lastCommitFile && !databaseFile.test(file));
    if (stranger !== undefined) throw foreign(location, `There is a file ${stranger} in it.`);
    if (files.length === 0) await createLastCommit(location);
    // Without CURRENT, LevelDB would start anew and remove the data.
    else if (!files.includes('CURRENT') && !(await isNew(location, files))) {
      throw new Damage('missing', 'Its file CURRENT is missing.');
    } else if (files.includes(lastCommitFile)) {
      for (const file of files) if (file.endsWith('.ldb')) await checkTable(location, file);
    }
  } catch (error) {
    throw explained(location, error as Error);
  }
}

/**
 * Makes the directory, and those around it, readable by its owner alone: the world's API keys are in it.
 *
 * Node's own way of making all of them never ends below a directory that is there and takes none, such
 * as `/proc`.
 */
async function make(directory: string): Promise<void> {
  try {
    await mkdir(directory, { mode: 0o700 });
  } catch (error) {
    if (existsSync(directory)) return;
    const parent = path.dirname(directory);
    // The root of a drive that is not there is its own parent.
    if (parent === directory || existsSync(parent)) throw error;
    await make(parent);
    await make(directory);
  }
}

/** LevelDB itself ends the process over some tables that are not whole. */
async function checkTable(location: string, file: string): Promise<void> {
  const bytes = await readFile(path.join(location, file)).catch((error: NodeJS.ErrnoException) => {
    // Another process holds the database, and is done with the table.
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (bytes && !isWholeTable(bytes))
    throw new Damage('altered', `Its file ${file} is not as it was written.`);
}

/** Whether the process that made it ended before anything was in it. */
async function isNew(location: string, files: string[]): Promise<boolean> {
  return !files.some((file) => /\d\./.test(file)) && (await readLastCommit(location)) === 0;
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
    throw explained(location, cause);
  }
}

/** @returns nothing where the directory is new */
async function read(database: Database): Promise<Contents | undefined> {
  const { location } = database;
  await checkOwner(database);
  const lastCommit = await readLastCommit(location);
  const contents = await readRows(database);
  const missing = lastCommit - (contents?.state.commit ?? 0);
  if (missing > 0) {
    throw new Damage('missing', `Of its ${lastCommit} commits the last ${missing} are gone.`);
  }
  return contents;
}

/** Tells what is another's, or of another format, from what is damaged. */
async function checkOwner(database: Database): Promise<void> {
  const { location } = database;
  const files = await readdir(location);
  if (files.includes(lastCommitFile)) return;
  const settings = await database.get(row.settings);
  if (settings?.includes('"world"')) {
    if (!settings.startsWith('{')) return;
    throw foreign(location, 'Another version of the sandbox made it.');
  }
  const isEmpty = (await database.keys({ limit: 1 }).all()).length === 0;
  if (!isEmpty) throw foreign(location, 'It is the database of another program.');
}

function foreign(location: string, reason: string): Error {
  return new Error(
    `${location} is not a data directory of this sandbox. ${reason} Name a new or an empty directory.`,
  );
}

/** What to do about whatever has happened. */
function explained(location: string, error: Error): Error {
  if (error instanceof Damage) return damaged(location, error);
  // It says what to do already.
  if (error.message.startsWith(location)) return error;
  // LevelDB's reason is below classic-level's.
  const cause = (error.cause ?? error) as NodeJS.ErrnoException;
  const refused = refusedBySystem(location, cause.message);
  if (refused !== undefined) return new Error(refused, { cause });
  if (cause.code?.startsWith('LEVEL_')) return damaged(location, damageOf(cause));
  return new Error(`${location} cannot be used: ${cause.message}. Name another directory.`, {
    cause,
  });
}
