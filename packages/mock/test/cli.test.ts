import { type ChildProcess, execFile, fork, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { digestOf } from '@connect-api/spec';
import { afterEach, describe, expect, it } from 'vitest';
import { contract } from '../src/bundled-contract.js';
import { anyExchange, problemOf, send } from './support.js';

const run = promisify(execFile);
const bin = fileURLToPath(new URL('../bin/connect-mock.js', import.meta.url));

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** Starts the bin and waits for the address that it prints. */
async function start(args: string[], command = bin, stdio: StdioOptions = 'pipe') {
  const child = spawn(process.execPath, [command, '--port', '0', ...args], { stdio });
  children.push(child);
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`It ended with ${code}: ${output}`)));
    child.stderr?.on('data', (chunk) => {
      output += chunk;
    });
    child.stdout?.on('data', (chunk) => {
      output += chunk;
      const [, found] = /Connect API mock: (\S+)\n\n.*\n\n/.exec(output) ?? [];
      if (found) resolve(found);
    });
  });
  return { child, url, output: () => output };
}

async function end(args: string[]) {
  const child = spawn(process.execPath, [bin, ...args]);
  children.push(child);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

// What only the built program in a process of its own shows; main.test.ts has the rest.
describe('connect-mock', () => {
  it('prints its address and a curl line that works when pasted; it logs nothing', async () => {
    const { output } = await start([]);
    const before = output();
    const [, curl = ''] = before.split('\n\n');
    expect(curl).toMatch(/^curl -X /);
    // A shell takes the line apart; not every machine has curl.
    const print = curl.replace('curl', '"$0" --print "JSON.stringify(process.argv.slice(1))" --');
    const { stdout } = await run('sh', ['-c', print, process.execPath]);
    const [, method, url, ...rest] = JSON.parse(stdout);
    const headers = rest.filter((_: string, at: number) => rest[at - 1] === '-H');
    const response = await fetch(url, {
      method,
      headers: headers.map((header: string) => header.split(': ')),
      body: rest[rest.indexOf('-d') + 1],
    });
    expect(response.status).toBe(200);
    expect(output()).toBe(before);
  });

  it('goes on when whoever reads the log goes away', async () => {
    const { child, url } = await start(['--verbose']);
    child.stdout?.destroy();
    for (let request = 0; request < 5; request++) {
      expect((await fetch(`${url}/__health`)).status).toBe(200);
    }
  });

  it('says which port is taken and what to do, and ends cleanly on SIGINT', async () => {
    const { child, url } = await start([]);
    const { port } = new URL(url);
    const { code, stderr } = await end(['--port', port]);
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`^connect-mock: Port ${port} on 127.0.0.1 is taken.*--port`));
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('ends cleanly on SIGTERM, with a connection open', async () => {
    const { child, url } = await start([]);
    await send(url, anyExchange);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('ends when its parent closes the channel between them', async () => {
    const { child } = await start([], bin, ['ignore', 'pipe', 'pipe', 'ipc']);
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('takes the contract that lies beside it when its parent sends a message', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'connect-mock-'));
    for (const part of ['bin', 'dist', 'package.json'])
      await cp(path.join(bin, '../..', part), path.join(folder, part), { recursive: true });
    const copy = path.join(folder, 'bin/connect-mock.js');
    const { child, url } = await start([], copy, ['ignore', 'pipe', 'pipe', 'ipc']);
    expect((await send(url, anyExchange)).status).toBe(200);

    const codes = contract['x-error-codes'];
    const table = { ...codes, NOT_FOUND: { ...codes['NOT_FOUND'], when: 'It is gone.' } };
    // Schemas may lead back to themselves, and then are no JSON.
    const { securitySchemes } = Object(contract['components']);
    const emptied = {
      ...contract,
      paths: {},
      webhooks: {},
      components: { securitySchemes },
      'x-error-codes': table,
    };
    await writeFile(path.join(folder, 'dist/openapi.json'), JSON.stringify(emptied));
    child.send('contract');
    await once(child, 'message');
    const { message } = await problemOf(await send(url, anyExchange), 404, 'NOT_FOUND');
    expect(message).toBe('It is gone.');
    // So is what is no request of the API at all.
    const tunnel = connect(Number(new URL(url).port), '127.0.0.1');
    tunnel.write('CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n');
    expect(await text(tunnel)).toMatch(/^HTTP\/1.1 404 .*"message":"It is gone\."/s);
    const health = await (await fetch(`${url}/__health`)).json();
    expect(health.contract.sha256).toBe(digestOf(JSON.stringify(emptied)));
    await rm(folder, { recursive: true });
  });

  it('ends when its parent is killed', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'connect-mock-'));
    const parentFile = path.join(folder, 'parent.mjs');
    await writeFile(
      parentFile,
      `import { fork } from 'node:child_process';
       const child = fork(process.argv[2], ['--port', '0'], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
       child.stdout.once('data', (text) => process.send(/http:\\S+/.exec(text)[0]));`,
    );
    const parent = fork(parentFile, [bin], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
    children.push(parent);
    const [url] = await once(parent, 'message');
    expect((await fetch(`${url}/__health`)).status).toBe(200);
    parent.kill('SIGKILL');
    await expect.poll(() => isUp(url), { timeout: 10_000 }).toBe(false);
    await rm(folder, { recursive: true });
  });

  it('ends when the npm or pnpm that runs its start script is killed', async () => {
    const child = fork(
      '-e',
      [
        `const { spawn } = require('node:child_process');
         const child = spawn(process.execPath, [process.argv[1], '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
         child.stdout.once('data', (text) => process.send(/http:\\S+/.exec(text)[0]));`,
        bin,
      ],
      { env: { ...process.env, npm_lifecycle_event: 'start' } },
    );
    children.push(child);
    const [url] = await once(child, 'message');
    expect((await fetch(`${url}/__health`)).status).toBe(200);
    child.kill('SIGKILL');
    await expect.poll(() => isUp(url), { timeout: 10_000 }).toBe(false);
  });
});

it('runs from its package with nothing else installed', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'connect-mock-'));
  const npm = (args: string[], cwd: string) => run('npm', args, { cwd });
  await npm(
    ['pack', '--ignore-scripts', '--pack-destination', folder],
    path.dirname(path.dirname(bin)),
  );
  const [tarball = ''] = await readdir(folder);
  await writeFile(path.join(folder, 'package.json'), '{"private":true}');
  await npm(['install', '--offline', '--no-audit', '--no-fund', tarball], folder);
  const modules = path.join(folder, 'node_modules');
  expect(await readdir(modules)).toEqual(expect.arrayContaining(['.bin', '@connect-api']));
  expect((await readdir(modules)).filter((name) => !name.startsWith('.'))).toEqual([
    '@connect-api',
  ]);
  const { url } = await start([], path.join(modules, '.bin', 'connect-mock'));
  expect((await send(url, anyExchange)).status).toBe(200);
  const refused = await send(url, anyExchange, {}, '{}');
  await problemOf(refused, 400, 'VALIDATION_ERROR');
  expect((await send(url, anyExchange, { Prefer: 'dynamic=true' })).status).toBe(200);
  const shipped = await readdir(path.join(modules, '@connect-api/mock/dist'));
  expect(shipped).toContain('THIRD-PARTY-NOTICES.txt');
  await rm(folder, { recursive: true });
}, 120_000);

function isUp(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}
