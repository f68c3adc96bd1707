// The suite is worth something if it finds what is wrong: each of these servers has one defect.
import { createSandbox } from '@connect-api/sandbox';
import { describe, expect, it } from 'vitest';
import { idsOf, judge, sandboxFetch } from '../support.js';
import { defects } from './defects.js';
import { rebuildSandbox } from './rebuild.js';

describe('a server that', () => {
  it.each(defects)('$name fails $fails', async ({ edits, serve, timeZone = 'UTC', fails }) => {
    const right = sandboxFetch({ timeZone }, edits ? await rebuildSandbox(edits) : createSandbox);
    const report = await judge(serve ? serve(right) : right, { only: [fails] });
    expect(report.verdict).toBe('broken');
    expect(idsOf(report, 'failed')).toContain(fails);
  });
});

describe('the same server without a defect', () => {
  it.each(['UTC', ...new Set(defects.flatMap(({ timeZone }) => timeZone ?? []))])(
    'passes each of these checks in %s',
    async (timeZone) => {
      const there = defects.filter((each) => (each.timeZone ?? 'UTC') === timeZone);
      const only = there.map(({ fails }) => fails);
      const report = await judge(sandboxFetch({ timeZone }, await rebuildSandbox([])), { only });
      expect([idsOf(report, 'failed'), idsOf(report, 'not checked')]).toEqual([[], []]);
      expect(idsOf(report, 'passed')).toEqual(expect.arrayContaining(only));
    },
  );
});
