import { delimiter, dirname } from 'node:path';
import { execPath } from 'node:process';
import { describe, expect, test } from 'vitest';
import { findProgram } from '../lib/find-program.ts';
import { readEvent, turboEnvironment } from '../lib/turbo.ts';

describe('what turbo prints', () => {
  const event = (source: string, text: string) => JSON.stringify({ source, level: 'info', text });

  test.each(['miss, executing 01', 'bypass, force executing 01'])(
    'starts a task: cache %s',
    (how) => {
      const line = event('@connect-api/client#test', `cache ${how}`);
      expect(readEvent(line)).toHaveProperty('started', '@connect-api/client#test');
    },
  );

  test.each([
    event('@connect-api/client#test', 'cache hit, suppressing logs 01'),
    event('@connect-api/client#test', 'a cache miss, says a log'),
    event('turbo', 'cache miss'),
    ' ERROR  run failed',
    '{"text":1}',
    'null',
  ])('starts nothing: %s', (line) => {
    expect(readEvent(line)).not.toHaveProperty('started');
  });

  test.each([event('turbo', 'no such task'), 'no such task'])('has a text: %s', (line) => {
    expect(readEvent(line).text).toBe('no such task');
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

  test('names this Node to the last number: what passed on one has not passed on another', () => {
    expect(turboEnvironment({}, '/repo').CONNECT_NODE).toBe(
      `${process.version} ${process.platform} ${process.arch}`,
    );
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
