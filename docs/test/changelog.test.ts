import { document } from '@connect-api/spec';
import { describe, expect, it } from 'vitest';
import { changelog } from '../src/site/addresses.js';
import { describeChange } from '../src/site/changelog.js';
import { pageAt, textOf } from './site.js';

describe('the changelog', () => {
  it('has the version of the contract', () => {
    expect(textOf(pageAt(changelog))).toContain(document.info.version);
  });

  it.each([
    [
      {
        impact: 'major',
        kind: 'modified',
        verdicts: [{ message: 'Became required: `reason`.' }],
        revision: { pointer: '#/components/schemas/Change/required', value: ['reason'] },
      },
      '`Change` › `required`: Became required: `reason`.',
    ],
    [
      {
        impact: 'patch',
        kind: 'modified',
        verdicts: [],
        base: { pointer: '#/components/schemas/Id/maxLength', value: 100 },
        revision: { pointer: '#/components/schemas/Id/maxLength', value: 200 },
      },
      '`Id` › `maxLength`: `200`, was `100`',
    ],
    [
      {
        impact: 'major',
        kind: 'removed',
        verdicts: [],
        base: { pointer: '#/paths/~1things~1{id}/get' },
      },
      '`/things/{id}` › `get`: removed',
    ],
  ] as const)('tells a change in a line', (change, line) => {
    expect(describeChange({ ...change, verdicts: [...change.verdicts] })).toBe(line);
  });
});
