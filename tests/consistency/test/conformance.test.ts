import { generateRequests } from '@connect-api/conformance/requests';
import { expect, test } from 'vitest';
import { readContract } from '../lib/written-contract.ts';

test.each(readContract().probes)(
  'conformance breaks every fact by which $operationId refuses a request',
  ({ operationId, requests }) => {
    const facts = requests
      .filter(({ verdict, isForeign }) => verdict === 'refused' && !isForeign)
      .map(({ fact }) => fact);
    const broken = generateRequests(operationId, 'any-key').variants.flatMap((each) => each.facts);
    // Without a body it breaks that one.
    const missing = facts.filter((fact) => fact !== `required ${operationId} request body`);
    expect(missing.filter((fact) => !broken.includes(fact))).toEqual([]);
  },
);
