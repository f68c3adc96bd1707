// What tests of running services share.
import { once } from 'node:events';
import { get } from 'node:http';
import { createServer } from 'node:net';

/** The body of a response from this machine. */
export function ask(port, path) {
  return new Promise((resolve, reject) => {
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
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

export async function listen() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
