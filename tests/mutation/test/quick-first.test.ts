import { expect, it } from 'vitest';
import type { TestSpecification, Vitest } from 'vitest/node';
import { QuickFirst } from '../lib/quick-first.ts';

it('the files that were quick as a whole come first, however long a few of their tests take', async () => {
  const durations: Record<string, number> = { ':slow.test.ts': 900, ':quick.test.ts': 5 };
  const sequencer = new QuickFirst({
    config: { root: '/package' },
    cache: {
      getFileTestResults: (file: string) =>
        durations[file] === undefined ? undefined : { failed: false, duration: durations[file] },
    },
  } as unknown as Vitest);
  const files = ['slow', 'new', 'quick'].map(
    (name) =>
      ({ project: { name: '' }, moduleId: `/package/${name}.test.ts` }) as TestSpecification,
  );
  const order = async () =>
    (await sequencer.sort(files)).map(({ moduleId }) => moduleId.slice('/package/'.length, -8));

  expect(await order()).toEqual(['new', 'quick', 'slow']);
  durations[':slow.test.ts'] = 1;
  expect(await order()).toEqual(['new', 'quick', 'slow']);
});
