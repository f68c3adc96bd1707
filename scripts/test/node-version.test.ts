import { describe, expect, test } from 'vitest';
import { refuseNode } from '../lib/node-version.mjs';

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
