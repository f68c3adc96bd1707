import { document, exchangesOf, requestOf } from '@connect-api/spec';
import { describe, expect, it } from 'vitest';
import { testSandbox } from './support.js';

describe('a fresh sandbox', () => {
  it.each(exchangesOf(document))(
    'answers $operationId $name as the contract says',
    async (exchange) => {
      const { call } = testSandbox();
      const { method, path, headers } = requestOf(document, exchange);
      const answer = await call(method, path, exchange.request, headers);
      expect(answer.body).toEqual(exchange.response);
      expect(answer.status).toBe(Number(exchange.status));
    },
  );
});
