import { describe, expect, it } from 'vitest';
import { sortSurvivors } from '../lib/listed.ts';
import { tally } from '../lib/report.ts';
import { resultOf, scoreOf } from '../lib/score.ts';

const source = 'export function double(\n  value: number,\n) {\n  return value * 2;\n}\n';
const line = { start: { line: 4, column: 10 }, end: { line: 4, column: 19 } };

function mutant(status: string, replacement = 'value / 2', location = line) {
  return { status, replacement, location };
}

function tallyOf(...mutants: ReturnType<typeof mutant>[]) {
  return tally({ files: { 'src/double.ts': { source, mutants } } });
}

const survivor = {
  file: 'src/double.ts',
  line: 4,
  code: 'return value * 2;',
  mutant: 'return value / 2;',
};

const nothing = { explained: [], unexplained: [], stale: [] };

describe('a report', () => {
  it('counts a mutant that hangs as killed, one that no test reaches as alive', () => {
    const { killed, survivors } = tallyOf(
      mutant('Killed'),
      mutant('Timeout'),
      mutant('Survived'),
      mutant('NoCoverage'),
    );
    expect([killed, survivors.length]).toEqual([2, 2]);
  });

  it('does not count a mutant that could not be tried', () => {
    const outcome = tallyOf(mutant('CompileError'), mutant('RuntimeError'));
    expect(outcome).toMatchObject({ killed: 0, leftOut: 0, survivors: [] });
  });

  it('names the files that mutants were made of, also where all were killed', () => {
    expect(tallyOf(mutant('Killed')).files).toEqual(['src/double.ts']);
  });

  it('says how many were left out, which the score does not count', () => {
    const { killed, leftOut, survivors } = tallyOf(mutant('Killed'), mutant('Ignored'));
    const { row } = scoreOf('client', killed, { ...nothing, unexplained: survivors }, leftOut);
    expect([row['left out'], row['score, %']]).toEqual([1, 100]);
  });

  it('shows a survivor as the line of code and what took its place', () => {
    expect(tallyOf(mutant('Survived')).survivors).toEqual([survivor]);
  });

  it('shows a survivor that spans lines on one', () => {
    const body = { start: { line: 3, column: 3 }, end: { line: 5, column: 2 } };
    const [first] = tallyOf(mutant('Survived', '{}', body)).survivors;
    expect(first).toMatchObject({ line: 3, code: ') { return value * 2; }', mutant: ') {}' });
  });
});

describe('a survivor', () => {
  const reason = 'nobody halves';
  const { line: _, ...listed } = { ...survivor, reason };

  it('is explained by an entry with its file, code and mutant, wherever the line stands now', () => {
    const sorted = sortSurvivors([{ ...survivor, line: 90 }], [listed]);
    expect([sorted.explained.length, sorted.unexplained.length, sorted.stale.length]).toEqual([
      1, 0, 0,
    ]);
  });

  it.each(['file', 'code', 'mutant'] as const)(
    'is not explained by an entry with another %s',
    (key) => {
      const sorted = sortSurvivors([survivor], [{ ...listed, [key]: 'other' }]);
      expect([sorted.unexplained.length, sorted.stale.length]).toEqual([1, 1]);
    },
  );
});

describe('the score', () => {
  it('counts the explained as alive', () => {
    const { row } = scoreOf('client', 9, { ...nothing, explained: [survivor] });
    expect(row['score, %']).toBe(90);
  });

  it('complains of an unexplained survivor with its place, its code and the mutant', () => {
    const { complaints } = scoreOf('client', 99, { ...nothing, unexplained: [survivor] });
    expect(complaints).toEqual([
      '  lives: src/double.ts:4\n    - return value * 2;\n    + return value / 2;',
    ]);
  });

  it('complains of an entry whose mutant is dead', () => {
    const stale = [{ ...survivor, reason: 'nobody halves' }];
    expect(scoreOf('client', 9, { ...nothing, stale }).complaints.join()).toContain(
      'survivors/client.yaml',
    );
  });

  it('is never rounded up to what is asked', () => {
    const explained = Array.from({ length: 1001 }, () => survivor);
    const { complaints } = scoreOf('client', 8999, { ...nothing, explained });
    expect(complaints).toEqual(['  the score is 89.9 %; at least 90 % is asked']);
  });

  it('is not met by a package of which nothing was mutated', () => {
    expect(scoreOf('client', 0, nothing).complaints).toHaveLength(1);
  });
});

describe('the kept result', () => {
  it('holds the last row of a package that was not mutated this time', () => {
    const score = scoreOf('client', 1, { explained: [], unexplained: [], stale: [] });
    const { table } = resultOf([score], { mock: { 'score, %': 95 } });
    expect(table).toMatchObject({ mock: { 'score, %': 95 }, client: { 'score, %': 100 } });
  });
});
