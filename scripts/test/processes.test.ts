import { once } from 'node:events';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createProcesses, describeEnd, endOf } from '../lib/processes.mjs';

// The second program holds the first one's output open for as long as it lives.
const startsAnother = `
  const { spawn } = require('node:child_process');
  spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log("up")'], { stdio: 'inherit' });
  setInterval(() => {}, 1000);
`;
const ignoresTerm = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up');`;

afterEach(() => vi.restoreAllMocks());

describe('ending everything', () => {
  test.each(['linux', 'darwin'] as const)(
    'ends what a program has started, too, on %s',
    async (platform) => {
      const processes = createProcesses({ platform });
      const child = await startUp(processes, startsAnother);
      const closed = once(child.stdout.resume(), 'close');
      await processes.endAll();
      await closed;
      expect(child.signalCode).toBe('SIGTERM');
    },
  );

  test('insists where a program does not want to end', async () => {
    const processes = createProcesses();
    const child = await startUp(processes, ignoresTerm);
    await processes.endAll();
    expect(child.signalCode).toBe('SIGKILL');
  });

  test('leaves nothing behind that would insist later', async () => {
    const timers = () =>
      process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const processes = createProcesses();
    await startUp(processes, `setInterval(() => {}, 1000); console.log('up')`);
    const before = timers();
    await processes.endAll();
    expect(timers()).toBeLessThanOrEqual(before);
  });

  test('lets nothing be started afterwards', async () => {
    const processes = createProcesses();
    await processes.endAll();
    expect(() => processes.start('true', [], {})).toThrow('nothing more is started');
  });

  test('does not wait for a program that could not be started', async () => {
    const processes = createProcesses();
    await expect(endOf(processes.start('/no/such/program', [], {}))).rejects.toThrow('ENOENT');
    await processes.endAll();
  });

  test('does not mind a program that has ended by itself', async () => {
    const processes = createProcesses();
    const child = processes.start(process.execPath, ['-e', ''], {});
    expect(await endOf(child)).toEqual({ code: 0, signal: null });
    await processes.end(child);
  });

  test('does not mind one that is gone by the time it is asked, and tells what else is wrong', async () => {
    const processes = createProcesses();
    const child = processes.start(process.execPath, ['-e', ''], {});
    let code = 'EPERM';
    vi.spyOn(process, 'kill').mockImplementation(() => {
      throw Object.assign(new Error(`kill ${code}`), { code });
    });
    await expect(processes.end(child)).rejects.toThrow('kill EPERM');
    code = 'ESRCH';
    await processes.endAll();
    expect(child.exitCode).toBe(0);
  });
});

test('an end comes after all that was printed, by what the program left running too', async () => {
  const later = `setTimeout(() => console.log('later'), 50)`;
  const program = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(later)}], { stdio: 'inherit' }).unref()`;
  const stdio: ['ignore', 'pipe', 'inherit'] = ['ignore', 'pipe', 'inherit'];
  const child = createProcesses().start(process.execPath, ['-e', program], { stdio });
  let text = '';
  child.stdout?.on('data', (chunk) => {
    text += chunk;
  });
  await endOf(child);
  expect(text).toBe('later\n');
});

test('an end is told by its signal, else by its exit code', () => {
  expect(describeEnd({ code: null, signal: 'SIGTERM' })).toBe('ended by SIGTERM');
  expect(describeEnd({ code: 0, signal: null })).toBe('exit code 0');
});

async function startUp(processes: any, program: any) {
  const stdio = ['ignore', 'pipe', 'inherit'];
  const child = processes.start(process.execPath, ['-e', program], { stdio });
  await once(child.stdout, 'data');
  return child;
}
