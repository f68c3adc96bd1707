import type { SandboxOptions } from '../../sandbox.js';
import {
  type Backing,
  checkSettings,
  newSettings,
  type Settings,
  withSettings,
} from '../backing.js';
import { type ConnectionOptions, connect } from './connection.js';
import { createRedisStore, type RedisStore } from './redis-store.js';
import { keys } from './scripts.js';

/** Counts up when what is stored changes its form. */
const format = 2;

interface StoredSettings extends Settings {
  format: typeof format;
}

/**
 * Opens a store in Redis, which any number of instances can share.
 *
 * A new one is made with the given world, clock and time zone, which it keeps from then on.
 *
 * @throws {Error} that names the server and says what to do: it cannot be used, or the store was made
 *   with other settings
 */
export async function openRedis(
  url: string,
  options: SandboxOptions,
  connectionOptions: ConnectionOptions = {},
): Promise<Backing> {
  const connection = await connect(url, connectionOptions);
  const { url: place } = connection;
  const check = (text: string) => {
    const settings: StoredSettings = JSON.parse(text);
    if (settings.format !== format) {
      throw new Error(`Another version of the sandbox made the store ${place}: ${advice}.`);
    }
    checkSettings(`The store ${place}`, settings, options, advice);
    return text;
  };
  try {
    const kept = await connection.use((redis) => redis.get(keys.settings));
    const settings =
      kept === null ? JSON.stringify({ format, ...newSettings(options) }) : check(kept);
    let store: RedisStore | undefined;
    return {
      options: {
        ...withSettings(options, JSON.parse(settings)),
        store: (initial) => {
          store = createRedisStore(connection, initial, {
            settings,
            replicated: (connectionOptions.replicas ?? 0) > 0,
            maxKeys: options.maxKeys,
          });
          return store;
        },
      },
      async begin() {
        if ((await store?.begin()) === settings) return;
        // Another instance made the store a moment ago.
        throw new Error(`The store ${place} was made with other settings just now. Start again.`);
      },
      async close() {
        store?.close();
        connection.close();
      },
    };
  } catch (error) {
    connection.close();
    throw error;
  }
}

const advice =
  'use another database of that server: its number is the path of the URL, as in redis://localhost:6379/1';
