import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { curlOf, keyNamesOf, withoutKeys } from '../src/curl.js';
import type { PlainRequest } from '../src/http.js';

const run = promisify(execFile);
const hasTools = ['curl', 'bash'].every((tool) => spawnSync(tool, ['--version']).status === 0);
const key = 'secret-key-1';
const names = new Map([[key, 'CONNECT_API_KEY']]);
let received: { method: string; url: string; headers: Record<string, unknown>; body: Buffer };

const server = createServer(async (request, response) => {
  const { method = '', url = '', headers } = request;
  received = { method, url, headers, body: await buffer(request) };
  response.end('{}');
});

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const json = { 'Content-Type': 'application/json' };
const text = JSON.stringify({ comment: `it's "so" $HOME \`id\` \\ é 😀\n` });

const requests: [string, PlainRequest][] = [
  [
    'a body with what a shell would take for itself',
    { method: 'POST', url: '/a/b', headers: json, body: text },
  ],
  ['no body', { method: 'GET', url: '/a?x=%zz&y=%27', headers: {} }],
  ['no media type', { method: 'PUT', url: '/a', headers: {}, body: '{}' }],
  [
    'an empty header',
    { method: 'POST', url: '/a', headers: { ...json, 'X-Idempotency-Key': '' }, body: '{}' },
  ],
  ['an API key', { method: 'POST', url: '/a', headers: { ...json, 'X-Api-Key': key }, body: '{}' }],
  [
    'almost an API key',
    { method: 'POST', url: '/a', headers: { ...json, 'X-Api-Key': `${key}x` }, body: '{}' },
  ],
  [
    'a body that is no text',
    { method: 'POST', url: '/a', headers: json, body: new Uint8Array([123, 255, 0, 125]) },
  ],
  [
    'a large body',
    { method: 'POST', url: '/a', headers: json, body: `{"a":"100%"}${' '.repeat(1_048_576)}` },
  ],
  ['an empty body', { method: 'POST', url: '/a', headers: json, body: '' }],
];

describe('the curl command of a request', () => {
  it.for(requests)('sends the same, with %s', async ([, request], { skip }) => {
    if (!hasTools) skip('curl or bash is not on this machine');
    const { port } = server.address() as AddressInfo;
    const command = curlOf(`http://127.0.0.1:${port}`, request, names);
    expect(command).not.toContain(key);
    expect(command.length).toBeLessThan(1000);
    await run('bash', ['-c', `${command} -sS`], { env: { ...process.env, CONNECT_API_KEY: key } });
    const { method, url, headers, body } = request;
    expect([received.method, received.url]).toEqual([method, url]);
    expect(received.body.equals(Buffer.from(body ?? ''))).toBe(true);
    expect(received.headers['content-type']).toBe(headers['Content-Type']);
    for (const [name, value] of Object.entries(headers))
      expect(received.headers[name.toLowerCase()]).toBe(value);
  });
});

describe('a text', () => {
  it('holds variables in the place of API keys', () => {
    expect(withoutKeys(`a ${key} b ${key}x`, names)).toMatch(/^a \$\{(\w+)\} b \$\{\1\}x$/);
  });

  it('loses no letters to a key for a try', () => {
    expect(withoutKeys('the key x, expected of xylophones', keyNamesOf({ apiKey: 'x' }))).toBe(
      `the key \${CONNECT_API_KEY}, expected of xylophones`,
    );
  });

  it('shows nothing of a key that contains another', () => {
    const both = keyNamesOf({ apiKey: 'key-1', secondApiKey: 'key-10' });
    expect(withoutKeys('key-10 key-1', both)).toBe(
      `\${CONNECT_SECOND_API_KEY} \${CONNECT_API_KEY}`,
    );
  });
});
