import { expect, it } from 'vitest';
import { Queue } from '../src/store/queue.js';

it('a queue gives first what came first, whatever comes and goes', () => {
  const queue = new Queue<number>();
  const kept: number[] = [];
  for (let round = 0; round < 5_000; round += 1) {
    queue.push(round);
    kept.push(round);
    if (round % 10 !== 0) expect(queue.shift()).toBe(kept.shift());
    expect([queue.length, queue.first]).toEqual([kept.length, kept[0]]);
  }
  expect([...queue]).toEqual(kept);
  while (kept.length > 0) expect(queue.shift()).toBe(kept.shift());
  expect([queue.length, queue.first, queue.shift(), [...queue]]).toEqual([
    0,
    undefined,
    undefined,
    [],
  ]);
});
