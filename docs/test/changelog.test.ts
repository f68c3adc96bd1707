import { document } from '@connect-api/spec';
import { describe, expect, it } from 'vitest';
import { changelog } from '../src/site/navigation/addresses.ts';
import { pageAt, textOf } from './site.ts';

describe('the changelog', () => {
  it('has the version of the contract', () => {
    expect(textOf(pageAt(changelog))).toContain(document.info.version);
  });
});
