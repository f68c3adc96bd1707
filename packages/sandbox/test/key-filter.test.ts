import { describe, expect, it } from 'vitest';
import { createKeyFilter } from '../src/node/key-filter.js';

const filterFor = (...apiKeys: string[]) =>
  createKeyFilter({ tenants: [{ tenantId: 'one', apiKeys }] });

describe('text for a log', () => {
  it('has no API key of the world, also where one begins like another', () => {
    for (const filter of [filterFor('key', 'key-2'), filterFor('key-2', 'key')]) {
      expect(filter('/a/key-2/b/key and key')).toBe('/a/***/b/*** and ***');
    }
  });

  it('has no API key, whatever it is made of', () => {
    const key = '.*+?^$(){}|[]\\/';
    expect(filterFor(key)(`${key} but not .xy`)).toBe('*** but not .xy');
  });

  it('has no API key that is written as URLs or JSON write it', () => {
    const key = 'aB/c+d==';
    const filter = filterFor(key, 'q"\\');
    for (const text of [encodeURIComponent(key), 'aB%2fc%2Bd%3D=', '%61%42/c+d%3d%3D']) {
      expect(filter(`/a/${text}/b`)).toBe('/a/***/b');
    }
    expect(filter(JSON.stringify('with q"\\'))).toBe('"with ***"');
    expect(filter('/a%20b/ab%2fc+d==')).toBe('/a%20b/ab%2fc+d==');
  });

  it('stays as it is where the world has no keys', () => {
    expect(filterFor()('/a/b')).toBe('/a/b');
  });
});
