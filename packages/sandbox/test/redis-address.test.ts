import { describe, expect, it } from 'vitest';
import { parseAddress } from '../src/node/redis/address.js';

const plain = { database: 0, tls: false, master: undefined };
const anonymous = { username: undefined, password: undefined };

describe('the URL of a store', () => {
  it.each([
    ['redis://a', { ...plain, ...anonymous, hosts: [{ host: 'a', port: 6379 }] }],
    ['redis://a:1/7', { ...plain, ...anonymous, hosts: [{ host: 'a', port: 1 }], database: 7 }],
    ['redis://[::1]:1', { ...plain, ...anonymous, hosts: [{ host: '::1', port: 1 }] }],
    [
      'rediss://u:p%40%3A@a',
      {
        ...plain,
        hosts: [{ host: 'a', port: 6379 }],
        tls: true,
        username: 'u',
        password: 'p@:',
      },
    ],
    [
      'redis://:p:q@a',
      { ...plain, hosts: [{ host: 'a', port: 6379 }], username: undefined, password: 'p:q' },
    ],
    [
      'redis://u@a',
      { ...plain, hosts: [{ host: 'a', port: 6379 }], username: 'u', password: undefined },
    ],
    ['redis://a:1/', { ...plain, ...anonymous, hosts: [{ host: 'a', port: 1 }] }],
    [
      'redis+sentinel://[::1]/main/',
      { ...plain, ...anonymous, hosts: [{ host: '::1', port: 26379 }], master: 'main' },
    ],
    [
      'redis+sentinel://a/main/12',
      {
        ...plain,
        ...anonymous,
        hosts: [{ host: 'a', port: 26379 }],
        master: 'main',
        database: 12,
      },
    ],
    [
      'rediss+sentinel://a,b:1/main/2',
      {
        ...anonymous,
        hosts: [
          { host: 'a', port: 26379 },
          { host: 'b', port: 1 },
        ],
        master: 'main',
        database: 2,
        tls: true,
      },
    ],
  ])('%s is read', (url, address) => {
    expect(parseAddress(url)).toMatchObject(address);
  });

  it.each([
    'localhost:6379',
    'http://a',
    'xredis://a',
    'redis://',
    'redis://a/b',
    'redis://a,b',
    'redis://a?db=1',
    'redis+sentinel://a',
    'redis+sentinel://a/main/x',
    'redis://u:p%zz@a',
    'redis://geheim:geheim@a b',
  ])('%s is refused, without what it says', (url) => {
    expect(() => parseAddress(url)).toThrow(
      /^The (store takes a URL such as|name or the password)/,
    );
    expect(() => parseAddress(url)).not.toThrow(/geheim/);
  });

  it('is shown without name and password', () => {
    expect(parseAddress('redis://u:geheim@a:1/2').shown).toBe('redis://a:1/2');
  });
});
