// Commands and texts without keys, as they are written; curl.test.ts runs them.
import { describe, expect, it } from 'vitest';
import { curlOf, keyNamesOf, withoutKeys } from '../src/curl.js';
import { excerptOf, inOneLine } from '../src/http.js';
import { underTheBoatContract } from './boats/swap.js';

underTheBoatContract();

const namesOf = () =>
  keyNamesOf({ apiKey: 'Key-1', secondApiKey: 'second', otherTenantApiKey: 'other' });
const headerOf = (name: string, value: string, keys = namesOf()) =>
  curlOf('http://a', { method: 'GET', url: '/', headers: { [name]: value } }, keys).split(
    '\\\n  ',
  )[1];

describe('the keys of a run', () => {
  it('have their names, and so do their other forms', () => {
    const names = namesOf();
    expect(Object.fromEntries(names)).toEqual({
      'Key-1': 'CONNECT_API_KEY',
      'KEY-1': 'CONNECT_API_KEY^^',
      'key-1': 'CONNECT_API_KEY,,',
      'Key-': 'CONNECT_API_KEY%?',
      second: 'CONNECT_SECOND_API_KEY',
      SECOND: 'CONNECT_SECOND_API_KEY^^',
      secon: 'CONNECT_SECOND_API_KEY%?',
      other: 'CONNECT_OTHER_TENANT_API_KEY',
      OTHER: 'CONNECT_OTHER_TENANT_API_KEY^^',
      othe: 'CONNECT_OTHER_TENANT_API_KEY%?',
    });
    const lengths = [...names.keys()].map((each) => each.length);
    expect(lengths).toEqual([...lengths].sort((a, b) => b - a));
  });

  it('that are short have no other forms', () => {
    expect([...keyNamesOf({ apiKey: 'aBcd' }).keys()]).toEqual(['aBcd']);
    expect([...keyNamesOf({ apiKey: 'aBcde' }).keys()].sort()).toEqual(
      ['ABCDE', 'aBcd', 'aBcde', 'abcde'].sort(),
    );
  });

  it('go before the forms of others, and the first key before the same one', () => {
    expect(keyNamesOf({ apiKey: 'KEY-1', secondApiKey: 'key-1' }).get('KEY-1')).toBe(
      'CONNECT_API_KEY',
    );
    expect(keyNamesOf({ apiKey: 'key-1', secondApiKey: 'key-1' }).get('key-1')).toBe(
      'CONNECT_API_KEY',
    );
  });
});

describe('a text', () => {
  it('has no key of four letters in it, and a shorter one only where that stands alone', () => {
    const four = keyNamesOf({ apiKey: 'abcd' });
    expect(withoutKeys('xabcdx', four)).toBe(`x\${CONNECT_API_KEY}x`);
    const three = keyNamesOf({ apiKey: 'abc' });
    expect(withoutKeys('xabcx abc, abc', three)).toBe(
      `xabcx \${CONNECT_API_KEY}, \${CONNECT_API_KEY}`,
    );
  });
});

describe('a header', () => {
  it.each([
    ['X-Api-Key', 'Key-1', `-H "X-Api-Key: \${CONNECT_API_KEY}"`],
    ['X-Harbour', 'second', `-H "X-Harbour: \${CONNECT_SECOND_API_KEY}"`],
    ['X-Api-Key', 'Key-1x', `-H "X-Api-Key: \${CONNECT_API_KEY}"'x'`],
    [
      'X-Api-Key',
      'Key-1, second',
      `-H "X-Api-Key: \${CONNECT_API_KEY}"', '"\${CONNECT_SECOND_API_KEY}"`,
    ],
    ['X-Api-Key', 'Key-1Key-1', `-H "X-Api-Key: \${CONNECT_API_KEY}""\${CONNECT_API_KEY}"`],
    [
      'X-Api-Key',
      'Key-1 second!',
      `-H "X-Api-Key: \${CONNECT_API_KEY}"' '"\${CONNECT_SECOND_API_KEY}"'!'`,
    ],
    ['X-Api-Key', 'unknown', "-H 'X-Api-Key: unknown'"],
    ['X-Fleet', 'second', "-H 'X-Fleet: second'"],
    ['X-Fleet', '', "-H 'X-Fleet;'"],
    ['X-Fleet', "it's", "-H 'X-Fleet: it'\\''s'"],
  ])('%s: %s is %s', (name, value, written) => {
    expect(headerOf(name, value)).toBe(written);
  });
});

describe('a body', () => {
  const dataOf = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
    curlOf('http://a', { method: 'PUT', url: '/', headers, body }, namesOf())
      .split(' \\\n  ')
      .slice(1);

  it('is told without a type where there is none', () => {
    expect(dataOf('{}')).toEqual(["-H 'Content-Type:'", "--data-binary '{}'"]);
    expect(dataOf('{}', { 'X-A': 'b' })).toContain("-H 'Content-Type:'");
    expect(dataOf('{}', { 'content-type': 'a/b' })).toEqual([
      "-H 'content-type: a/b'",
      "--data-binary '{}'",
    ]);
  });

  it('is told by its bytes where it is no text', () => {
    expect(dataOf(new Uint8Array([1, 255])).at(-1)).toBe("--data-binary @<(printf '\\x01\\xff')");
  });

  it('is told by the number of spaces at its end where those are a hundred', () => {
    const spaces = ' '.repeat(99);
    expect(dataOf(`{}${spaces}`).at(-1)).toBe(`--data-binary '{}${spaces}'`);
    expect(dataOf(`{}${' '.repeat(100)}`).at(-1)).toBe(
      "--data-binary @<(printf '%s%100s' '{}' '')",
    );
  });
});

describe('a body in a report', () => {
  const excerpt = (text: string) => excerptOf({ bytes: new TextEncoder().encode(text) } as never);

  it('is one line, without control characters', () => {
    expect(excerpt(' a\n\tb\u0007\u0000c ')).toBe('a b c');
    expect(excerpt(' \n')).toBe('an empty body');
  });

  it('ends between words where it is too long', () => {
    expect(inOneLine('abc def', 7)).toBe('abc def');
    expect(inOneLine('abc def', 6)).toBe('abc …');
    expect(inOneLine('"abc"def', 7)).toBe('"abc"…');
    const long = 'x '.repeat(200);
    expect(excerpt(`${long}${long}`)).toBe(`${long}…`);
  });
});
