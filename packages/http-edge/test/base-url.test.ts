import { describe, expect, it } from 'vitest';
import { isLoopback, readBaseUrl } from '../src/index.js';

const read = (text: string) => readBaseUrl(text, (message) => new RangeError(message));

describe('the address of a server', () => {
  it.each([
    ['http://localhost:4011', 'http://localhost:4011'],
    ['https://Example.com', 'https://example.com'],
    ['http://example.com/', 'http://example.com'],
    ['http://example.com/api/v2//', 'http://example.com/api/v2'],
    ['http://example.com:80/a', 'http://example.com/a'],
  ])('%s is %s, without a slash at its end', (text, url) => {
    expect(read(text)).toBe(url);
  });

  it.each(['localhost:4011', 'ftp://example.com', 'example.com', ''])(
    '%j is none, which is said with one that is',
    (text) => {
      expect(() => read(text)).toThrow(
        new RangeError(
          `${text} is not an http or https URL. Give one such as http://localhost:4011.`,
        ),
      );
    },
  );

  it.each([
    'http://me@example.com/a',
    'http://:secret@example.com',
    'http://me:secret@example.com',
  ])('%s holds what would not be sent, and is not repeated', (text) => {
    expect(() => read(text)).toThrow(
      new RangeError('Leave user name and password out of the address of example.com.'),
    );
  });

  it.each(['http://example.com/a?key=1', 'http://example.com/a#here'])(
    '%s holds what would be lost',
    (text) => {
      expect(() => read(text)).toThrow(
        new RangeError('Leave the query and the fragment out of http://example.com/a.'),
      );
    },
  );
});

describe('a server', () => {
  it.each([
    'http://localhost:4011/a',
    'http://api.localhost',
    'https://127.0.0.1',
    'http://127.10.200.3:1',
    'http://[::1]:4011',
  ])('at %s is reached from this machine alone', (url) => {
    expect(isLoopback(url)).toBe(true);
  });

  it.each([
    'http://localhost.example.com',
    'http://notlocalhost',
    'http://printer.local',
    'http://127.0.0.1.example.com',
    'http://128.0.0.1',
    'http://192.168.0.7',
    'http://[::2]',
    'http://0.0.0.0:1',
  ])('at %s may be another machine', (url) => {
    expect(isLoopback(url)).toBe(false);
  });
});
