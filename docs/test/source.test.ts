import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceOf } from '../src/site/pages/source.ts';
import { pages } from './all-pages.ts';
import { root } from './site.ts';

const repository = path.join(root, '..');

describe('the source of a page', () => {
  it('is a file of the repository, for home and every page of the reference', () => {
    const missing = pages
      .filter(({ path }) => path.startsWith('/reference/') || path === '/')
      .map(({ path: address }) => sourceOf(address))
      .filter((source) => !existsSync(path.join(repository, source)));
    expect(missing).toEqual([]);
  });

  it('is its own file for a guide', () => {
    expect(sourceOf('/guides/errors/', 'src/content/docs/guides/errors.md')).toBe(
      'docs/src/content/docs/guides/errors.md',
    );
  });
});
