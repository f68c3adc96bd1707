import { describe, expect, it } from 'vitest';
import { membersOfPoint } from '../src/site/samples/point.ts';

const answer = (body: object, subject = 'a') => ({ subject, body });
const plain = answer({ id: 1, status: 'ON', plan: 'S' });

describe('the point of an answer', () => {
  it('is what the others lack', () => {
    const own = answer({ id: 1, status: 'ON', plan: 'S', until: '2024-02-01' });
    expect(membersOfPoint(own, [plain, own])).toEqual(['until']);
  });

  it('is what the others have otherwise of the same subject', () => {
    const own = answer({ id: 1, status: 'OFF', plan: 'S' });
    const ofAnother = answer({ id: 2, status: 'OFF', plan: 'M' }, 'b');
    expect(membersOfPoint(own, [plain, own, ofAnother])).toEqual(['status']);
  });

  it('is no member that one of many lacks, or has otherwise', () => {
    const other = answer({ id: 1, status: 'OFF' });
    const own = answer({ id: 1, status: 'ON', plan: 'S' });
    expect(membersOfPoint(own, [plain, plain, other, own])).toEqual([]);
    expect(membersOfPoint(own, [plain, other, own])).toEqual(['status', 'plan']);
  });

  it('is nothing where there is no other answer', () => {
    expect(membersOfPoint(plain, [plain])).toEqual([]);
  });
});
