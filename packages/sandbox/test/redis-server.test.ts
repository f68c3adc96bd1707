import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { redisIsInstalled, unlessInstalled } from './redis-server.js';

it.runIf(redisIsInstalled)(
  `a Redis of the tests ends with the process that started it, even when that is killed${unlessInstalled}`,
  async () => {
    const code = `
      const { startRedis } = await import(process.argv[1]);
      const { port } = await startRedis();
      console.log(port);`;
    const module = new URL('redis-server.ts', import.meta.url).href;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code, module], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [port] = await once(child.stdout, 'data');
    expect(await listens(Number(port))).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await expect.poll(() => listens(Number(port)), { timeout: 20_000 }).toBe(false);
  },
);

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
