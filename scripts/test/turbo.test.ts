import { delimiter, dirname } from 'node:path';
import { execPath } from 'node:process';
import { describe, expect, test, vi } from 'vitest';
import { findProgram } from '../lib/find-program.ts';
import { followProgress, turboEnvironment } from '../lib/turbo.ts';

describe('progress', () => {
  test('tells of each finished task once, and whether it came from the cache', () => {
    expect(
      eventsOf(
        '@connect-api/client:build: cache hit, suppressing logs 0123',
        '//:test:scripts: cache miss, executing 4567',
        ' Tasks:    2 successful, 2 total',
      ),
    ).toEqual([
      { task: '@connect-api/client#build', cached: true, failed: false },
      { task: '//#test:scripts', cached: false, failed: false },
    ]);
  });

  test('tells that a task failed instead of that it finished', () => {
    expect(
      eventsOf(
        '//:biome: cache miss, executing 0123',
        '//#biome:  WARNING  command finished with error, but continuing...',
      ),
    ).toEqual([{ task: '//#biome', cached: false, failed: true }]);
  });

  test('does not wait for the next line to tell that a task finished', () => {
    vi.useFakeTimers();
    const onTask = vi.fn();
    followProgress(onTask).read('a:build: cache miss, executing 0123');
    vi.runAllTimers();
    vi.useRealTimers();
    expect(onTask).toHaveBeenCalledOnce();
  });
});

describe('the environment of tasks', () => {
  test('switches off every telemetry and keeps what was there', () => {
    expect(turboEnvironment({ HOME: '/home/a', PATH: '/bin' }, '/repo')).toMatchObject({
      HOME: '/home/a',
      PATH: expect.stringMatching(/node_modules.\.bin.*\/bin$/),
      TURBO_TELEMETRY_DISABLED: '1',
      DO_NOT_TRACK: '1',
      ASTRO_TELEMETRY_DISABLED: '1',
      REDOCLY_TELEMETRY: 'off',
    });
  });

  test('names the Firefox that tests can use', () => {
    const named = (env: any) => turboEnvironment(env, '/repo').FIREFOX_PATH;
    expect(named({ PATH: '/nowhere' })).toBe('');
    expect(named({ PATH: '/nowhere', FIREFOX_PATH: '/opt/firefox' })).toBe('/opt/firefox');
  });

  test('names the redis-server that tests can use', () => {
    const named = (env: any) => turboEnvironment(env, '/repo').REDIS_SERVER;
    expect(named({ PATH: '/nowhere' })).toBe('');
    expect(named({ PATH: '/nowhere', REDIS_SERVER: '/opt/redis' })).toBe('/opt/redis');
    expect(findProgram('node', `/nowhere${delimiter}${dirname(execPath)}`)).toBe(execPath);
  });
});

function eventsOf(...lines: any[]) {
  const events: any[] = [];
  const progress = followProgress((event) => events.push(event));
  for (const line of lines) progress.read(line);
  progress.end();
  return events;
}
