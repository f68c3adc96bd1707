// A right server of another contract passes, and one that is wrong does not.
import { describe, expect, it } from 'vitest';
import { type ConformanceOptions, runConformance } from '../src/index.js';
import { apiKey, type Defect, served, startBoats } from './boats/server.js';
import { underTheBoatContract } from './boats/swap.js';

underTheBoatContract();

async function judgeBoats(options: Partial<ConformanceOptions> = {}, defect?: Defect) {
  const server = await startBoats(defect);
  try {
    return await runConformance({
      baseUrl: server.url,
      apiKey,
      seed: 1,
      runs: 2,
      only: served.map((each) => `${each}/`),
      sleep: async () => {},
      ...options,
    });
  } finally {
    await server.close();
  }
}

describe('a right server of the boats', () => {
  it('passes', async () => {
    const report = await judgeBoats();
    expect(
      report.results.flatMap(({ id, failure }) => (failure ? [id, failure.message] : [])),
    ).toEqual([]);
    expect(report.passed).toBeGreaterThan(200);
  });
});
