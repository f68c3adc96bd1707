import { document } from '@connect-api/spec';
import { describe, expect, it } from 'vitest';
import { changelog } from '../src/site/navigation/addresses.ts';
import { pageAt, textOf } from './site.ts';

describe('the changelog', () => {
  it('has the version of the contract', () => {
    expect(textOf(pageAt(changelog))).toContain(document.info.version);
  });

  it('says of each released version when that was', () => {
    const { $ } = pageAt(changelog);
    const versions = [...$('main h2')].filter((heading) => /^\d/.test($(heading).text()));
    expect(versions.length).toBeGreaterThan(0);
    for (const heading of versions) {
      expect($(heading).nextAll('p').first().text()).toMatch(/^Released on \d{4}-\d\d-\d\d\.$/);
    }
  });
});
