// What the tests with a Redis begin with.
import { afterAll, beforeAll, it } from 'vitest';
import type { ConnectionOptions } from '../src/node/redis/connection.js';
import { openRedis } from '../src/node/redis/open.js';
import type { SandboxOptions } from '../src/sandbox.js';
import {
  type RunningRedis,
  redisIsInstalled,
  startRedis,
  unlessInstalled,
} from './redis-server.js';
import { testSandbox } from './support.js';

/** A test that is skipped where no Redis is installed. */
export const test: typeof it = it.skipIf(!redisIsInstalled) as typeof it;

export const title = (text: string) => `${text}${unlessInstalled}`;

/** One Redis for all tests of a file or a group. */
export function redisForAll(options: Parameters<typeof startRedis>[0] = {}): () => RunningRedis {
  let redis: RunningRedis | undefined;
  beforeAll(async () => {
    if (redisIsInstalled) redis = await startRedis(options);
  });
  afterAll(() => redis?.stop());
  return () => redis as RunningRedis;
}

/** An instance in this process; failures of its store are collected. */
export async function openInstance(
  url: string,
  options: SandboxOptions = {},
  connection: ConnectionOptions = {},
) {
  const {
    begin,
    close,
    options: backing,
  } = await openRedis(url, { clock: 'frozen', ...options }, connection);
  const errors: Error[] = [];
  const onError = (error: unknown) => errors.push(error as Error);
  const sandbox = testSandbox({ ...backing, onError });
  await begin();
  return { ...sandbox, errors, close };
}
