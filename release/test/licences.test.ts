import { expect, inject, test } from 'vitest';
import { installedComponents, installedPackage } from '../lib/installed.ts';
import { publishedPackages } from '../lib/packages.ts';

// They let everyone use, change and pass on the code, and ask for a notice at most.
const allowed = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC', 'MIT'];

const folder = inject('installed');

test('what npm installs with the packages has a licence that is allowed', () => {
  const components = installedComponents(folder);
  expect(components.length).toBeGreaterThan(publishedPackages.length);
  expect(components.filter(({ license }) => !allowed.includes(license))).toEqual([]);
});

test.each(publishedPackages)('what is bundled into $name has one, and a notice', ({ name }) => {
  const { bundled, files } = installedPackage(folder, name);
  expect(bundled.length > 0).toBe(files.some(({ path }) => path.includes('THIRD-PARTY')));
  expect(bundled.filter(({ license }) => !allowed.includes(license))).toEqual([]);
});
