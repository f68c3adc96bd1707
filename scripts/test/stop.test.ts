import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { awaitStop } from '../lib/stop.mjs';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('the wish to stop', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])('comes with %s, and the exit code is a shell’s %i', async (signal, code) => {
    const process = programOf();
    const stop = awaitStop(process);
    process.emit(signal);
    expect(stop.signal.aborted).toBe(true);
    expect(await stop.exitCode).toBe(code);
  });

  test.each([
    ['npm', { npm_lifecycle_event: 'start' }],
    ['older Node', { CONNECT_OWN_NODE: '/usr/bin/node' }],
  ])('comes when the %s that started us is gone', async (_, env) => {
    const process = programOf(env);
    const stop = awaitStop(process);
    vi.advanceTimersByTime(10_000);
    expect(stop.signal.aborted).toBe(false);
    process.ppid = 1;
    vi.advanceTimersByTime(1000);
    expect(await stop.exitCode).toBe(129);
  });

  test('does not come with another parent where no npm started us', () => {
    const process = programOf();
    const stop = awaitStop(process);
    process.ppid = 1;
    vi.advanceTimersByTime(10_000);
    expect(stop.signal.aborted).toBe(false);
  });

  test('is forgotten whole', () => {
    const process = programOf({ npm_lifecycle_event: 'start' });
    awaitStop(process).forget();
    expect(process.eventNames()).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

function programOf(env: NodeJS.ProcessEnv = {}): any {
  return Object.assign(new EventEmitter(), { ppid: 7, env });
}
