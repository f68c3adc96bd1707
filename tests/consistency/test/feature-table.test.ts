import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readFeatures } from '@connect-api/spec/features';
import { describe, expect, test } from 'vitest';
import { repository } from '../lib/bundle.ts';
import { columnNames, rowOf, tableOf, unexplained } from '../lib/feature-table.ts';

const list = { name: 'a list', operationIds: ['listThings'], files: ['spec/paths/things.yaml'] };
const read = { name: 'a read', operationIds: ['readThing'], files: ['spec/paths/thing.yaml'] };

describe('the table in the repository', () => {
  const cellsOf = (line: string) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim());

  test('has a row for each feature, a column for each artifact, and says that it works or why not', async () => {
    const text = await readFile(path.join(repository, 'spec/FEATURES.md'), 'utf8');
    const [head = [], , ...rows] = text
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map(cellsOf);
    const features = await readFeatures();
    expect(head.slice(1)).toEqual(columnNames);
    expect(rows.map(([name]) => name)).toEqual(features.map(({ feature }) => feature));
    for (const [index, [, ...cells]] of rows.entries()) {
      const { refused } = features[index]!;
      if (refused === undefined) expect(new Set(cells)).toEqual(new Set(['works']));
      else expect(cells[0]).toContain(refused);
    }
  });
});

describe('a difference', () => {
  test.each([
    ['whose operation it is', { what: 'status 500', operationId: 'listThings' }],
    ['whose file it is in', { what: 'status 500', file: 'spec/paths/things.yaml' }],
    ['whose operation a test names', { what: 'things.test.ts: listThings answers' }],
  ])('is in the row of the feature %s', (_, wrong) => {
    const wrongs = [{ artifact: 'mock', ...wrong }];
    expect(rowOf(list, wrongs, false).cells).toMatchObject({ mock: wrong.what, sandbox: 'works' });
    expect(rowOf(list, wrongs, false).isAsWanted).toBe(false);
    expect(rowOf(read, wrongs, false).isAsWanted).toBe(true);
    expect(unexplained([list, read], wrongs)).toEqual([]);
  });

  test('is the only feature’s where nothing says whose it is, and of several nobody’s', () => {
    const wrongs = [{ artifact: 'docs', what: '@connect-api/docs#build failed' }];
    expect(rowOf(list, wrongs, true).cells.docs).toBe('@connect-api/docs#build failed');
    expect(rowOf(list, wrongs, false).isAsWanted).toBe(true);
    expect(unexplained([list], wrongs)).toEqual([]);
    expect(unexplained([list, read], wrongs)).toEqual(wrongs);
  });

  test('in what is no artifact is told, too', () => {
    const wrongs = [{ artifact: 'release', what: 'release#test failed' }];
    expect(unexplained([list], wrongs)).toEqual(wrongs);
  });

  test('does not break the table', () => {
    const wrongs = [{ artifact: 'types', what: 'a | b' }];
    expect(tableOf([rowOf(list, wrongs, true)])).toContain('| a list | works | a \\| b | works |');
  });
});
