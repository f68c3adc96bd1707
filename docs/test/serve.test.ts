import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { pageAt, root, textOf } from './site.ts';

const script = path.join(root, 'scripts/serve.ts');
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

describe('serve', () => {
  it('prints its address and serves pages and files', async () => {
    const { url } = await serve(spawn(process.execPath, [script, '--port', '0']));
    const home = await fetch(url);
    expect(home.status).toBe(200);
    expect(home.headers.get('content-type')).toContain('text/html');
    expect(home.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(await home.text()).toContain(textOf(pageAt('/'), 'h1'));
    expect((await fetch(`${url}/openapi.json`)).headers.get('content-type')).toContain('json');
  });

  it('compresses pages for those who take it', async () => {
    const { url } = await serve(spawn(process.execPath, [script, '--port', '0']));
    const encoding = async (accepted: string) =>
      (await fetch(url, { headers: { 'Accept-Encoding': accepted } })).headers.get(
        'content-encoding',
      );
    expect(await encoding('gzip')).toBe('gzip');
    expect(await encoding('identity')).toBe(null);
  });

  it('answers an unknown address with 404 and a page', async () => {
    const { url } = await serve(spawn(process.execPath, [script, '--port', '0']));
    const response = await fetch(`${url}/no/such/page/`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain(textOf(pageAt('/404.html'), 'h1'));
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends quietly on %s', async (signal) => {
    const { child } = await serve(spawn(process.execPath, [script, '--port', '0']));
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('ends when its parent is gone', async () => {
    const { child } = await serve(fork(script, ['--port', '0'], { silent: true }));
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('says which port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await failure(script, ['--port', String(port)]);
    other.close();
    expect(code).toBe(1);
    expect(stderr).toContain(`Port ${port} is taken`);
  });

  it('refuses a port that is none and an unknown flag', async () => {
    const port = await failure(script, ['--port', 'http']);
    expect(port).toMatchObject({ code: 1, stderr: expect.stringContaining('"http"') });
    const flag = await failure(script, ['--prot', '1']);
    expect(flag).toMatchObject({ code: 1, stderr: expect.stringContaining('--prot') });
  });

  it('says to build where there is nothing to serve', async () => {
    const folder = mkdtempSync(path.join(root, '.astro', 'unbuilt-'));
    cpSync(script, path.join(folder, 'scripts/serve.ts'));
    const { code, stderr } = await failure(path.join(folder, 'scripts/serve.ts'), []);
    rmSync(folder, { recursive: true });
    expect(code).toBe(1);
    expect(stderr).toContain('build');
  });
});

describe('the development server', () => {
  it('ends where whoever started it is gone before it is up', async () => {
    const file = path.join(root, 'scripts/dev.ts');
    const child = fork(file, ['--port', '0'], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    children.push(child);
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});

async function serve(child: ChildProcess): Promise<{ child: ChildProcess; url: string }> {
  children.push(child);
  const [output] = await Promise.race([
    once(child.stdout ?? child, 'data'),
    once(child, 'exit').then(() => Promise.reject(new Error('The server ended at once.'))),
  ]);
  return { child, url: /http:\S+/.exec(String(output))?.[0] ?? '' };
}

async function failure(file: string, args: string[]) {
  const child = spawn(process.execPath, [file, ...args]);
  children.push(child);
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, stderr };
}
