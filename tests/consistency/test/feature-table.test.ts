import { describe, expect, test } from 'vitest';
import { rowOf, tableOf, unexplained } from '../lib/feature-table.ts';

const list = { name: 'a list', operationIds: ['listThings'], files: ['spec/paths/things.yaml'] };
const read = { name: 'a read', operationIds: ['readThing'], files: ['spec/paths/thing.yaml'] };

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
