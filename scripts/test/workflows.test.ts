import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { repository } from '../lib/workspace.ts';

const folder = join(repository, '.github/workflows');
const jobs = readdirSync(folder).flatMap((file) => {
  const { permissions, jobs } = parse(readFileSync(join(folder, file), 'utf8'));
  return Object.entries<any>(jobs).map(([name, job]) => ({ file, name, permissions, ...job }));
});
// Our own two programs need no installed package.
const thirdParty = /\b(npm (test|run|ci|install)|npx|pnpm|turbo)\b|\.ci\/run/;

describe.each(jobs)('$file: $name', ({ permissions, steps }) => {
  const runs = steps.map(({ run = '' }) => run.replaceAll(/`[^`]+`/g, ''));

  test('holds no right to write while it runs what others wrote', () => {
    const writes = Object.values(permissions).includes('write');
    expect(writes && runs.some((run: any) => thirdParty.test(run))).toBe(false);
  });

  test('uses actions of GitHub alone, and none floats over a major version', () => {
    for (const { uses } of steps.filter((step: any) => step.uses))
      expect(uses).toMatch(/^actions\/[\w-]+@(v\d+|[0-9a-f]{40})$/);
  });
});

test('what is released has passed .ci/run, where a part that was not checked is a failure', () => {
  const { steps } = jobs.find(({ name }) => name === 'try');
  expect(steps.map(({ run }: any) => run)).toContain('bash .ci/run');
});
