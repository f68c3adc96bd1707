import { document, exchangesOf, fillPath } from '@connect-api/spec';
import { describe, expect, it } from 'vitest';
import { testSandbox } from './support.js';

describe('a fresh sandbox', () => {
  it.each(exchangesOf(document))(
    'answers $operationId $name as the contract says',
    async ({ method, path, pathParameters, request, status, response }) => {
      const { call } = testSandbox();
      const answer = await call(method.toUpperCase(), fillPath(path, pathParameters), request);
      expect(answer.body).toEqual(response);
      expect(answer.status).toBe(Number(status));
    },
  );
});
