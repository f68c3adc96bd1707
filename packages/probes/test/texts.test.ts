import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textsOf } from '../src/texts.ts';

it.each([
  '^(?!0)(?!.*(\\d)\\1{2})\\d{6}$',
  '^(?=[a-z\\d]*[a-z])(?=[a-z\\d]*\\d)[a-z\\d]{8}$',
  '^a(?<!b)x(?=(y))y$',
  '^[(?=]\\(\\?=a\\)$',
  '^\\d{3}$',
])('%s has texts', (pattern) => {
  const texts = fc.sample(textsOf(pattern), { seed: 1, numRuns: 20 });
  expect(texts.filter((each) => !new RegExp(pattern, 'u').test(each))).toEqual([]);
});

it('where a pattern looks ahead, the examples that fit are its texts', () => {
  const examples = ['Secret-1', 'secret', 1];
  const texts = textsOf('^(?=.*[A-Z])(?=.*\\d).{8,}$', { examples });
  expect(new Set(fc.sample(texts, { seed: 1, numRuns: 20 }))).toEqual(new Set(['Secret-1']));
});
