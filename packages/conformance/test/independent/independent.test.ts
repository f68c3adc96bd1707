// A right server passes, however it was written.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runConformance, type Subjects } from '../../src/index.js';
import { idsOf } from '../support.js';
import { type Independent, operations, startIndependent } from './server.js';
import subjects from './subjects.json' with { type: 'json' };

let server: Independent;

beforeAll(async () => {
  server = await startIndependent();
});

afterAll(() => server.close());

const keys = {
  apiKey: 'Wholesale-Key-A',
  secondApiKey: 'Wholesale-Key-B',
  otherTenantApiKey: 'Retail-Key-C',
};
const given = {
  ...keys,
  subjects: subjects as Subjects,
  seed: 1,
  runs: 2,
  // It need not have what the contract gets later.
  only: operations.map(({ operationId }) => `${operationId}/`),
};

describe('a server that was written otherwise', () => {
  it('passes everything that its hooks let be checked', async () => {
    const report = await runConformance({
      ...given,
      baseUrl: server.url,
      hooks: { ...server.hooks, delayNext: (ms) => server.hooks.delayNext?.(ms / 4) },
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms / 4)),
    });
    expect(report.results.filter(({ failure }) => failure)).toEqual([]);
    // Its clock runs, so that no instant can be met exactly.
    const unchecked = idsOf(report, 'not checked').map((id) => id.split('/')[1]);
    expect([...new Set(unchecked)]).toEqual(['expiry-exactly']);
    expect(report.verdict).toBe('kept');
  });

  it('passes without hooks, as far as its subjects reach', async () => {
    server.hooks.reset?.();
    const report = await runConformance({ ...given, baseUrl: server.url, parts: ['behaviour'] });
    expect(report.results.filter(({ failure }) => failure)).toEqual([]);
    expect(report.verdict).toBe('kept');
  });
});
