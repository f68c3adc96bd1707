import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import YAML from 'yaml';
import { problemsOf } from '../lib/lint.ts';
import type { Problem } from '../lib/problem.ts';
import connect from '../rules/plugin.ts';
import edits from './rules/edits.ts';

const contract = await readFile(new URL('rules/contract.yaml', import.meta.url), 'utf8');
const root = fileURLToPath(new URL('../openapi.yaml', import.meta.url));
const untouched = 'untouched';

// All variants in one run of the linter: starting it takes longer than linting them.
let folder: string;
let problems: Map<string, Problem[]>;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'connect-rules-'));
  const files = [untouched, ...edits.map((_, index) => `${index}`)].map((id) =>
    path.join(folder, `${id}.yaml`),
  );
  await Promise.all([
    ...files.map((file, index) => {
      const document = YAML.parse(contract);
      edits[index - 1]?.edit(document);
      return writeFile(file, YAML.stringify(document, { aliasDuplicateObjects: false }));
    }),
  ]);
  const found = [
    ...(await problemsOf(files, 'test/rules/redocly.yaml')),
    ...(await problemsOf([root])),
  ];
  problems = new Map(
    [...files, root].map((file, index) => [path.basename(file, '.yaml'), found[index] ?? []]),
  );
}, 180_000);

afterAll(() => rm(folder, { recursive: true }));

it('passes the smallest contract', () => {
  expect(problems.get(untouched)).toEqual([]);
});

it('finds no problem in the contract itself, not even a warning', () => {
  expect(problems.get('openapi')).toEqual([]);
});

// A rule about files needs some: lint.test.ts breaks it.
const rules = Object.keys(connect().rules.oas3).filter((rule) => rule !== 'unused-file');

it.each(rules)('has edits that break %s', (rule) => {
  expect(edits.map((edit) => edit.rule)).toContain(rule);
});

describe.each(edits.map((edit, index) => ({ ...edit, index })))(
  '$rule reports a contract that $name',
  ({ rule, at, index }) => {
    const ours = () =>
      (problems.get(`${index}`) ?? []).filter(({ ruleId }) => ruleId.startsWith('connect/'));

    it('at the exact node', () => {
      expect(ours().map(({ pointer }) => pointer)).toEqual(at);
    });

    it('with this rule alone, as an error', () => {
      expect(new Set(ours().map(({ ruleId }) => ruleId))).toEqual(new Set([`connect/${rule}`]));
      expect(new Set(ours().map(({ severity }) => severity))).toEqual(new Set(['error']));
    });
  },
);
