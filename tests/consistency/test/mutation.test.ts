// Would the checks notice? A part of the mutants; `npm run mutate` tries all of them.
import { document } from '@connect-api/spec';
import { describe, expect, test } from 'vitest';
import { artifacts } from '../lib/artifacts.ts';
import { kinds } from '../lib/facts.ts';
import { mutantsOf, sampleOf } from '../lib/mutation.ts';
import { scoreOf } from '../lib/score.ts';
import { readContract } from '../lib/written-contract.ts';

const seed = 4711;
const contract = readContract();

describe.each(artifacts)('$name', (artifact) => {
  const mutants = mutantsOf(artifact, document, contract);

  test('with one fact changed is told from the contract, and unchanged is not', async () => {
    const sample = sampleOf(mutants, { seed, each: 1 });
    const score = await scoreOf(artifact, sample, contract);
    expect(score.control).toEqual([]);
    expect(score.survived).toEqual([]);
    expect(score.killed).toBeGreaterThan(0);
  });

  test('has mutants of every kind of fact that it speaks of', () => {
    const spoken = contract.facts.filter((fact) => !artifact.silent(fact, contract));
    const wanted = kinds.filter((kind) => spoken.some((fact) => fact.kind === kind));
    expect([...new Set(mutants.map(({ fact }) => fact.kind))].sort()).toEqual([...wanted].sort());
  });
});

test('a check that does not look is found out', async () => {
  const [artifact] = artifacts.filter(({ name }) => name === 'bundle');
  const blind = { ...artifact!, check: async () => [] };
  const sample = sampleOf(mutantsOf(blind, document, contract), { seed, each: 1 });
  const { survived } = await scoreOf(blind, sample, contract);
  expect(survived).toHaveLength(sample.length);
});

test('a check that breaks kills nothing, and ends nothing', async () => {
  const [artifact] = artifacts.filter(({ name }) => name === 'bundle');
  let checked = 0;
  const check = async () => {
    if (++checked === 1) throw new Error('No answer.');
    return [];
  };
  const fragile = { ...artifact!, check };
  const [mutant] = mutantsOf(fragile, document, contract);
  const { survived } = await scoreOf(fragile, [mutant!], contract);
  expect(survived).toEqual([expect.stringMatching(/: its check broke: Error: No answer\.$/)]);
});

test('a check that names another fact kills nothing', async () => {
  const [artifact] = artifacts.filter(({ name }) => name === 'bundle');
  const [other] = contract.facts;
  const wrong = {
    ...artifact!,
    check: async () => [{ fact: { ...other! }, found: 'x', where: 'y' }],
  };
  const sample = sampleOf(mutantsOf(wrong, document, contract), { seed, each: 1 });
  expect((await scoreOf(wrong, sample, contract)).killed).toBe(0);
});
