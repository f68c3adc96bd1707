import { describe, expect, it } from 'vitest';
import { type Impact, impactBetween } from '../lib/diff/impact.ts';
import { sinceRelease } from '../lib/diff/since-release.ts';
import { versionProblem } from '../lib/diff/version.ts';
import { copyOfSpec } from './support/copy.ts';

const state = {
  impact: 'none' as Impact,
  released: '1.2.0',
  published: true,
  version: '1.2.0',
  packageVersion: '1.2.0',
  changesets: [] as Impact[],
};

describe('the coming version', () => {
  it('of this contract fits what has changed since the last release', async () => {
    const current = await sinceRelease();

    expect(versionProblem(current), 'run `npm run diff`').toBe(undefined);
  });

  it.each([
    ['nothing has changed', {}],
    ['a changeset announces as much', { impact: 'minor', changesets: ['patch', 'minor'] }],
    ['a changeset announces more', { impact: 'patch', changesets: ['major'] }],
    ['the version has gone up as much', { impact: 'major', ...both('2.0.0') }],
    ['nothing is published yet', { impact: 'major', published: false }],
  ] as const)('fits when %s', (_, change) => {
    expect(versionProblem({ ...state, ...change })).toBe(undefined);
  });

  it.each([
    ['nothing announces the change', { impact: 'patch' }, /patch change since 1.2.0.*no changeset/],
    ['a changeset announces less', { impact: 'major', changesets: ['minor'] }, /choose major/],
    ['the version has gone up less', { impact: 'major', ...both('1.3.0') }, /is only minor/],
    ['contract and packages have different ones', { version: '2.0.0' }, /Make them the same/],
  ] as const)('is refused when %s', (_, change, message) => {
    expect(versionProblem({ ...state, ...change })).toMatch(message);
  });

  it.each([
    ['1.2.3', '2.0.0', 'major'],
    ['1.2.3', '1.3.0', 'minor'],
    ['1.2.3', '1.2.4', 'patch'],
    ['1.2.3', '1.2.3', 'none'],
    ['2.0.0', '1.9.9', 'none'],
  ])('from %s to %s is a step of %s', (from, to, step) => {
    expect(impactBetween(from, to)).toBe(step);
  });
});

it('npm run diff says what changed, and what is to be done about it', async () => {
  await using spec = await copyOfSpec();
  const released = await spec.read('released/openapi.yaml');
  await spec.write('released/openapi.yaml', released.replace('x-unpublished: true\n', ''));
  await spec.edit(
    'components/schemas/ChangeSubscriptionAddonRequest.yaml',
    '  - productOfferingId\n',
    '  - productOfferingId\n  - reason\n',
  );
  await spec.run('bundle.ts');

  const { output } = await spec.run('diff.ts', { cwd: '/' });

  expect(output).toMatch(/### Breaking changes \(major\)\n\n- .*request: .*required: `reason`/);
  expect(output).toContain('choose major');
});

function both(version: string) {
  return { version, packageVersion: version };
}
