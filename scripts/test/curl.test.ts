import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { curlFor, formatCurl } from '../lib/curl.ts';

const exchange = (operationId: string, name: string) => ({
  operationId,
  name,
  method: 'post',
  path: '/things/{id}/paint',
  pathParameters: { id: name },
  request: { colour: name },
});

const spec = (...exchanges: object[]): any => ({
  document: {
    components: { securitySchemes: { ApiKey: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
  },
  exchangesOf: () => exchanges,
  isPlain: (_: unknown, { name }: { name: string }) => name !== 'odd',
  fillPath: (path: string, { id }: { id: string }) => path.replace('{id}', id),
});

describe('the curl line', () => {
  test('is the first named exchange of the last operation', () => {
    const curl = curlFor(
      spec(
        exchange('a', 'one'),
        exchange('b', 'two'),
        exchange('b', 'three'),
        exchange('c', 'odd'),
      ),
      'http://localhost:1',
    );
    expect(curl).toContain("-X POST 'http://localhost:1/things/two/paint'");
    expect(curl).toContain("-H 'X-Key: demo-key'");
    expect(curl).toContain(`-d '{"colour":"two"}'`);
  });

  test('has a header for each key that is one, and for no other scheme', () => {
    const { document, ...rest } = spec(exchange('a', 'one'));
    const { securitySchemes } = document.components;
    Object.assign(securitySchemes, {
      InQuery: { type: 'apiKey', in: 'query', name: 'key' },
      Token: { type: 'http', scheme: 'bearer' },
      Other: { type: 'apiKey', in: 'header', name: 'X-Other' },
    });
    const curl = curlFor({ document, ...rest }, 'http://localhost:1') ?? '';
    expect(curl.match(/-H '[^']+'/g)).toEqual([
      "-H 'X-Key: demo-key'",
      "-H 'X-Other: demo-key'",
      "-H 'Content-Type: application/json'",
    ]);
    expect(curlFor({ ...rest, document: {} } as never, '')).not.toContain('demo-key');
  });

  test.each([[0], [false], [''], [null], [undefined]])('sends the body %j as it is', (body) => {
    const line = formatCurl({ method: 'put', url: '/', headers: [], body });
    expect(line.includes('-d ')).toBe(body !== undefined);
  });

  test('is left out when the contract names no exchange', () => {
    expect(curlFor(spec(), 'http://localhost:1')).toBeUndefined();
  });

  test.skipIf(process.platform === 'win32')(
    'reaches curl through a shell unchanged, whatever it holds',
    async () => {
      const body = { text: `it's "so" $HOME \`id\` \\ !!\n` };
      const line = formatCurl({
        method: 'post',
        url: 'http://localhost:1/%7B',
        headers: [['X-Key', "a'b"]],
        body,
      });
      const shell = `curl() { for argument; do printf '%s\\0' "$argument"; done; }\n${line}`;
      const { stdout } = await promisify(execFile)('sh', ['-c', shell]);
      expect(stdout.split('\0').slice(0, -1)).toEqual([
        ...['-i', '-X', 'POST', 'http://localhost:1/%7B'],
        ...['-H', "X-Key: a'b", '-H', 'Content-Type: application/json'],
        ...['-d', JSON.stringify(body)],
      ]);
    },
  );
});
