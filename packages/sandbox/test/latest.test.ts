import { expect, it, vi } from 'vitest';
import { withLatest } from '../src/time/latest.js';

it('is asked once for an input that comes again and again, and anew for another', () => {
  const make = vi.fn((input: number) => [input]);
  const made = withLatest(make);
  expect([1, 1, 2, 2, 1, 0, 0].map(made)).toEqual([[1], [1], [2], [2], [1], [0], [0]]);
  expect(make.mock.calls).toEqual([[1], [2], [1], [0]]);
});
