import { describe, expect, it } from 'vitest';
import { answerAs, otherResponse } from '../src/requests/examples.js';

const bill = { status: 200, body: { total: 1 } };
const gone = { status: 404, body: { code: 'NONE' } };
const exchange = (billNumber: string, response: { status: number; body: object }) => ({
  pathParameters: { subscriptionId: 'sub-1', billNumber },
  response,
});

describe('a request that no example is of', () => {
  const examples = { exchanges: [exchange('12', bill), exchange('13', gone)], otherwise: bill };

  it('for what an example shows is answered as that one', () => {
    expect(otherResponse(examples, { subscriptionId: 'sub-2', billNumber: '12' })).toBe(bill);
  });

  it('for what none shows finds nothing', () => {
    expect(otherResponse(examples, { subscriptionId: 'sub-1', billNumber: '14' })).toBe(gone);
  });

  it('for what an example fails at finds nothing either', () => {
    expect(otherResponse(examples, { subscriptionId: 'sub-1', billNumber: '13' })).toBe(gone);
  });

  it('is answered by an example where the operation does not say what is missing', () => {
    const others = { exchanges: [exchange('12', bill)], otherwise: bill };
    expect(otherResponse(others, { subscriptionId: 'sub-1', billNumber: '14' })).toBe(bill);
  });
});

it('an example without a body is answered with none, and with no media type', () => {
  expect(answerAs({ status: 204, body: undefined }, 'id')).toEqual({
    status: 204,
    headers: { 'X-Request-Id': 'id' },
    body: '',
  });
});
