// What tests of running services share.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, statSync } from 'node:fs';
import { get } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { repository } from '../lib/workspace.ts';

/** The body of a response from this machine. */
export function ask(port: number, path: string) {
  return new Promise<string>((resolve, reject) => {
    get({ port, path, host: 'localhost', agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve(text));
    }).on('error', reject);
  });
}

export async function freePort() {
  const server = await listen();
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export async function listen() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** The files of the repository. In a copy without git: those that are there. */
export function tracked(): string[] {
  const { status, stdout } = spawnSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    { cwd: repository, encoding: 'utf8' },
  );
  if (status === 0)
    return stdout.split('\0').filter((file) => file && existsSync(join(repository, file)));
  const made = /(^|\/)(node_modules|dist|tarballs|\.(?!github|changeset|ci)[^/]*)$/;
  return globSync('**/*', { cwd: repository, exclude: (name: any) => made.test(name) })
    .map((file: any) => file.replaceAll('\\', '/'))
    .filter((file: any) => statSync(join(repository, file)).isFile());
}
