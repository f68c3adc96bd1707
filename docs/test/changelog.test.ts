import { document } from '@connect-api/spec';
import { describe, expect, it } from 'vitest';
import { changelog } from '../src/site/addresses.js';
import { pageAt, textOf } from './site.js';

describe('the changelog', () => {
  it('has the version of the contract', () => {
    expect(textOf(pageAt(changelog))).toContain(document.info.version);
  });
});
