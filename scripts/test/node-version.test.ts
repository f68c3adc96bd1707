import { describe, expect, test } from 'vitest';
import { refuseNode, satisfies } from '../lib/node-version.mjs';
import { packageFolders, readJson, repository } from '../lib/workspace.ts';

const range = '>=20.19.0 <21 || >=22.12.0'; // alternatives, to try all that a range can say

describe('the check of the Node version', () => {
  test.each(['20.19.0', '20.20.2', '22.12.0', '23.0.0', '24.1.0', '26.0.0', '24.0.0-rc.1'])(
    'lets %s pass',
    (version) => expect(refuseNode(version, range)).toBeUndefined(),
  );

  test.each(['16.20.2', '18.20.0', '20.9.0', '20.18.3', '21.0.0', '21.7.0', '22.11.0', '22.11.9'])(
    'refuses %s, and says what is needed and what to do',
    (version) => {
      const refusal = refuseNode(version, range);
      expect(refusal).toContain(`Node ${version} cannot run this repository`);
      expect(refusal).toContain('20.19.0 or newer but older than 21, or 22.12.0 or newer');
      expect(refusal).toContain('https://nodejs.org');
    },
  );

  test('does not guess at a range that it cannot read', () => {
    expect(() => refuseNode('20.19.0', '^20.19.0')).toThrow('engines.node');
  });
});

describe('the Nodes that are promised', () => {
  const promised = (folder: string) => readJson(repository, folder, 'package.json').engines?.node;

  test('are for the tools those that run TypeScript as it is', () => {
    for (const version of ['22.18.0', '24.0.0', '26.0.0'])
      expect(satisfies(version, promised('.'))).toBe(true);
    for (const version of ['20.19.0', '22.17.1', '23.5.0'])
      expect(satisfies(version, promised('.'))).toBe(false);
  });

  const published = packageFolders(repository).filter(
    (folder) => !readJson(repository, folder, 'package.json').private,
  );
  test.each(published)('are for %s those that load ES modules by require', (folder) => {
    for (const version of ['20.19.0', '22.12.0', '24.0.0', '26.0.0'])
      expect(satisfies(version, promised(folder))).toBe(true);
    for (const version of ['18.20.8', '20.18.3', '21.7.3', '22.11.0'])
      expect(satisfies(version, promised(folder))).toBe(false);
  });
});
