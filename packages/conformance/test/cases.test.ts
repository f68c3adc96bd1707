import { describe, expect, it } from 'vitest';
import { casesOf, operationCases } from '../src/behaviour/index.js';
import { operations } from '../src/bundled-contract.js';
import { paragraph } from '../src/paragraphs.js';

const cases = operations.flatMap((operation) =>
  casesOf(operation).map((each) => ({ ...each, id: `${operation.operationId}/${each.id}` })),
);

describe('the cases', () => {
  it('have ids of their own', () => {
    const ids = cases.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('belong to operations that the contract has', () => {
    const known = operations.map(({ operationId }) => operationId);
    expect(Object.keys(operationCases).filter((name) => !known.includes(name))).toEqual([]);
  });

  it('are data alone, so that another runner could take them', () => {
    const plain = cases.map((each) => JSON.parse(JSON.stringify(each)));
    expect(plain).toEqual(JSON.parse(JSON.stringify(cases)));
    expect(JSON.stringify(cases)).not.toContain('undefined');
  });

  it.each([...new Set(cases.map(({ cites }) => cites))])('cite "%s", which is there', (cites) => {
    expect(paragraph(cites).length).toBeGreaterThan(20);
  });

  it('cannot cite what is not there', () => {
    for (const cited of [
      'Idempotency › Repay',
      'Idempotence › Replay',
      'Metadata › colour',
      'Error codes › NO',
      '',
    ])
      expect(() => paragraph(cited)).toThrow(`The contract has no paragraph "${cited}".`);
  });
});
