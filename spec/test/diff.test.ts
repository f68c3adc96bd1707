import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { copyOfSpec } from './support/copy.ts';

const current = await readFile(new URL('../dist/openapi.yaml', import.meta.url), 'utf8');

/** A copy of spec/ in which the contract as it is has just been released. */
async function releasedSpec() {
  const spec = await copyOfSpec();
  await spec.write('released/openapi.yaml', current);
  return spec;
}

describe.concurrent('the changes since the last release', () => {
  it('are none right after it', async () => {
    await using spec = await releasedSpec();
    await spec.run('bundle.js');

    const { code, stdout } = await spec.run('diff.js', { args: ['--format=json'] });

    expect(code).toBe(0);
    expect(JSON.parse(stdout).changes).toEqual([]);
  });

  it('are major when a request must have a new property, and fail where asked to', async () => {
    await using spec = await releasedSpec();
    await spec.edit(
      'components/schemas/ChangeSubscriptionAddonRequest.yaml',
      '  - productOfferingId\n',
      '  - productOfferingId\n  - reason\n',
    );
    await spec.run('bundle.js');

    const shown = await spec.run('diff.js');
    const failed = await spec.run('diff.js', { args: ['--fail-on=major'], cwd: '/' });

    expect(shown).toMatchObject({ code: 0, output: expect.stringMatching(/major/i) });
    expect(failed.code).toBe(1);
  });
});
