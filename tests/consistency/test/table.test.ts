import { digest } from '@connect-api/spec';
import { describe, expect, test } from 'vitest';
import { artifacts } from '../lib/artifacts.ts';
import { type Fact, kinds } from '../lib/facts.ts';
import { findingsText, tableText } from '../lib/print.ts';
import { readRepository } from '../lib/reading.ts';
import { type Column, checkArtifact, staleness } from '../lib/table.ts';
import { readContract } from '../lib/written-contract.ts';

const contract = readContract();
const plain = (text: string) => text;
const paint = { green: plain, red: plain, dim: plain, bold: plain };

const columns: Column[] = [];
describe.each(artifacts)('$name', (artifact) => {
  test('says what the contract says', async () => {
    const column = await checkArtifact(artifact, contract, digest);
    columns.push(column);
    expect(findingsText([column], paint)).toBe('');
  });

  test('speaks of something', () => {
    const spoken = contract.facts.filter((fact) => !artifact.silent(fact, contract));
    expect(spoken.length).toBeGreaterThan(0);
  });
});

test.each(kinds)('the contract has facts of the kind %s, in files that exist', (kind) => {
  const facts = contract.facts.filter((fact) => fact.kind === kind);
  expect(facts.length).toBeGreaterThan(0);
  for (const { place } of facts) {
    expect(place.file).toMatch(/^spec\/.*\.yaml$/);
    expect(place.line).toBeGreaterThan(0);
  }
});

test('a fact knows the line that it is written in', () => {
  for (const { kind, value, place, id } of contract.facts) {
    if (kind !== 'format' && kind !== 'error code') continue;
    const line = readRepository(place.file).split('\n')[(place.line ?? 0) - 1];
    expect(line, id).toContain(place.pointer.split('/').at(-1));
    if (kind === 'format') expect(line).toContain(value);
  }
});

test('the table has a cell for every artifact and kind, and a reason for every empty one', () => {
  const text = tableText(columns, paint);
  expect(columns).toHaveLength(artifacts.length);
  for (const { cells } of columns) {
    expect(cells.map(({ kind }) => kind)).toEqual([...kinds]);
    for (const { checked, reasons } of cells) if (checked === 0) expect(reasons).not.toEqual([]);
    for (const { reasons } of cells) for (const reason of reasons) expect(text).toContain(reason);
  }
});

test('what is written once is asked once; what an operation says itself is asked of each', async () => {
  const [artifact] = artifacts.filter(({ name }) => name === 'bundle');
  let asked: Fact[] = [];
  const check = async (_: unknown, facts: Fact[]) => {
    asked = facts;
    return [];
  };
  await checkArtifact({ ...artifact!, check }, contract, digest);
  const own = ['operation', 'parameter', 'status', 'security'];
  const places = asked
    .filter(({ kind }) => !own.includes(kind))
    .map(({ kind, place }) => `${kind} ${place.file} ${place.pointer}`);
  expect(places).toHaveLength(new Set(places).size);
  for (const kind of own) {
    const ofKind = (fact: Fact) => fact.kind === kind;
    expect(asked.filter(ofKind)).toEqual(contract.facts.filter(ofKind));
  }
});

test('what responses share is probed in the first of them', () => {
  const holders: Map<string, Set<string>> = new Map();
  for (const { operationId, responses } of contract.probes)
    for (const { fact, status } of responses)
      holders.set(fact, (holders.get(fact) ?? new Set()).add(`${operationId} ${status}`));
  expect([...holders].filter(([, each]) => each.size > 1)).toEqual([]);
  for (const { id } of contract.facts.filter(({ kind }) => kind === 'status'))
    expect([...holders.keys()]).toContain(`status ${id}`);
});

describe('an artifact of another contract', () => {
  const [artifact] = artifacts.slice(-1) as [(typeof artifacts)[number]];

  test('is named, with what to rebuild', () => {
    expect(staleness(artifact, 'a'.repeat(64), 'b'.repeat(64))).toBe(
      `${artifact.name} was made from the contract aaaaaaaaaaaa…, not from bbbbbbbbbbbb…. Rebuild it: npx pnpm --filter ${artifact.package}... build`,
    );
    expect(staleness(artifact, undefined, digest)).toContain('carries no digest');
  });

  test('fails the table', async () => {
    const column = await checkArtifact(artifact, contract, 'b'.repeat(64));
    expect(findingsText([column], paint)).toContain('Rebuild it');
  });
});

test('a difference is told with the fact, where it is written, and what shows something else', async () => {
  const [artifact] = artifacts.filter(({ name }) => name === 'bundle');
  const fact = contract.facts.find(({ kind }) => kind === 'format')!;
  const changed = { ...contract, facts: [{ ...fact, value: 'time' }] };
  const column = await checkArtifact(artifact!, changed, digest);
  const text = findingsText([column], paint);
  expect(text).toContain(`format: ${fact.id}`);
  expect(text).toContain(`"time"  ${fact.place.file}:${fact.place.line} ${fact.place.pointer}`);
  expect(text).toContain(`"${fact.value}"  spec/dist/openapi.json #/`);
});
