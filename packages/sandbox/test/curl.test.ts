import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { curlOf } from '../src/node/curl.js';

const call = { method: 'GET', url: '/things/1', apiKeyHeader: 'X-Api-Key' };

/** What curl would be given by a shell. */
function argumentsOf(line: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }; ${line}`;
  return spawnSync('sh', ['-c', script], { encoding: 'utf8' }).stdout.split('\0').slice(0, -1);
}

describe('a call to paste', () => {
  it('has no more than the operation takes', () => {
    expect(curlOf(call, 'http://localhost:4011', 'my-key')).toBe(
      "curl -i -X GET 'http://localhost:4011/things/1' -H 'X-Api-Key: my-key'",
    );
  });

  it('has the idempotency key and the body of the operation', () => {
    const given = {
      ...call,
      method: 'POST',
      idempotencyKeyHeader: 'X-Idempotency-Key',
      body: { name: 'one' },
    };
    expect(argumentsOf(curlOf(given, 'http://localhost:4011', 'my-key'))).toEqual([
      ...['-i', '-X', 'POST', 'http://localhost:4011/things/1'],
      ...['-H', 'X-Api-Key: my-key'],
      ...['-H', 'X-Idempotency-Key: my-first-request'],
      ...['-H', 'Content-Type: application/json'],
      ...['-d', '{"name":"one"}'],
    ]);
  });

  it('reaches curl as it is, whatever is in it', () => {
    const body = { note: `it's "$HOME" and \`date\`` };
    const given = argumentsOf(curlOf({ ...call, body }, 'http://localhost:4011', "key's"));
    expect(given).toContain("X-Api-Key: key's");
    expect(given.at(-1)).toBe(JSON.stringify(body));
  });
});
