import { document, errorCodesOf } from '@connect-api/spec';
import { describe, expect, test } from 'vitest';
import { isRepeatable, retryDelay, ruleOf } from '../src/retry.js';

const now = 0;
const random = () => 1;

describe('the table of error codes in the contract', () => {
  test.each(errorCodesOf(document))(
    '$code: repeat $repeat',
    ({ code, status, repeat, delayMs }) => {
      const headers = new Headers({ 'Retry-After': '7' });
      const options = { baseDelay: 900 };
      const expected = {
        never: undefined,
        jitter: delayMs?.max,
        retryAfter: 7000,
        backoff: 7000,
      };
      expect(retryDelay(ruleOf(status, code), headers, 1, options, now, random)).toBe(
        expected[repeat],
      );
      expect(isRepeatable({ status, code })).toBe(repeat !== 'never');
    },
  );

  test.each(
    errorCodesOf(document).filter(({ repeat }) => repeat === 'backoff' || repeat === 'retryAfter'),
  )('$code: without Retry-After the delay is random', ({ code, status }) => {
    const rule = ruleOf(status, code);
    expect(retryDelay(rule, new Headers(), 1, { baseDelay: 900 }, now, random)).toBe(900);
  });
});
