import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { start } from './program.js';

// What only the built program in a process of its own shows; main.test.ts has the rest.
describe('connect-sandbox', () => {
  it('prints an API key and a line to paste that works, as often as it is pasted', async () => {
    const { url, greeting } = await start();
    const [, key = ''] = /^API key: (\S+)$/m.exec(greeting.join('\n')) ?? [];
    const curl = greeting.find((line) => line.startsWith('curl ')) ?? '';
    expect(curl).toContain(url);
    expect(curl).toContain(key);
    const paste = () => execFileSync('sh', ['-c', `${curl} -s`], { encoding: 'utf8' });
    const first = paste();
    expect(first).toMatch(/^HTTP\/1\.1 200 /);
    const id = /x-request-id: .*/i.exec(first)?.[0];
    expect(paste()).toContain(id);
  });

  it('goes on when whoever reads the log goes away', async () => {
    const { child, send } = await start();
    child.stdout?.destroy();
    for (let request = 0; request < 5; request++) {
      expect((await send('GET', '/__health')).status).toBe(200);
    }
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends cleanly on %s', async (signal) => {
    const { child } = await start();
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('ends when the process that started it is gone', async () => {
    const { child } = await start();
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
