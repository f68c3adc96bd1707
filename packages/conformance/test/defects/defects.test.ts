// The suite is worth something if it finds what is wrong: each of these servers has one defect.
import { describe, expect, it } from 'vitest';
import { idsOf, judge, sandboxFetch } from '../support.js';
import { defects } from './defects.js';
import { rebuildSandbox } from './rebuild.js';

describe('a server that', () => {
  it.each(defects)('$name fails $fails', async ({ edits, fails }) => {
    const create = await rebuildSandbox(edits);
    const report = await judge(sandboxFetch({}, create), { only: [fails] });
    expect(report.verdict).toBe('broken');
    expect(idsOf(report, 'failed')).toContain(fails);
  });
});

describe('the same server without a defect', () => {
  it('passes each of these checks', async () => {
    const only = defects.map(({ fails }) => fails);
    const report = await judge(sandboxFetch({}, await rebuildSandbox([])), { only });
    expect([idsOf(report, 'failed'), idsOf(report, 'not checked')]).toEqual([[], []]);
    expect(idsOf(report, 'passed')).toEqual(expect.arrayContaining(only));
  });
});
