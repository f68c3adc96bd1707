import { document } from '@connect-api/spec';
import { expect, test } from 'vitest';
import { publishedPackages } from '../lib/packages.js';
import { withNotes, withVersion } from '../lib/version.js';

test('the contract and all packages have one version', () => {
  const versions = publishedPackages.map(({ version }) => version);
  expect(new Set([document.info.version, ...versions])).toEqual(new Set([document.info.version]));
});

test('only the version of the contract changes', () => {
  const yaml = 'openapi: 3.1.0\ninfo:\n  title: A\n  # The version.\n  version: 1.0.0\n  x: 1\n';
  expect(withVersion(yaml, '2.1.0')).toBe(yaml.replace('1.0.0', '2.1.0'));
});

test('a contract without a version is an error', () => {
  expect(() => withVersion('info:\n  title: A\nother:\n  version: 1.0.0\n', '2.0.0')).toThrow(
    'no version under info',
  );
});

test('notes stand at the end of their version', () => {
  const changelog = '# A\n\n## 2.0.0\n\n- two\n\n## 1.0.0\n\n- one\n';
  expect(withNotes(changelog, '2.0.0', 'more')).toBe(
    '# A\n\n## 2.0.0\n\n- two\n\nmore\n\n## 1.0.0\n\n- one\n',
  );
  expect(withNotes(changelog, '1.0.0', 'more')).toBe(`${changelog}\nmore\n`);
});
