import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { repository } from '../lib/workspace.ts';

interface Step {
  uses?: string;
  run?: string;
  if?: string;
  with?: Record<string, unknown>;
}

interface Job {
  permissions?: Record<string, string> | string | undefined;
  environment?: string | { name: string };
  needs?: string;
  if?: string;
  steps: Step[];
}

interface Workflow {
  on: Record<string, unknown>;
  permissions?: Record<string, string> | string | undefined;
  jobs: Record<string, Job>;
}

const folder = join(repository, '.github/workflows');
const readWorkflows = (): Record<string, Workflow> =>
  Object.fromEntries(
    readdirSync(folder).map((file) => [file, parse(readFileSync(join(folder, file), 'utf8'))]),
  );
const readRenovate = () => JSON.parse(readFileSync(join(repository, 'renovate.json'), 'utf8'));

// Our own programs need no installed package.
const thirdParty = /\b(npm (test|run|ci|install)|npx|pnpm|turbo|docker)\b|\.ci\/run/;
const secret = /\b(secrets\.|github\.token|GITHUB_TOKEN)/;
// With these a stranger's proposal runs with the rights of the repository.
const fromStrangers = ['pull_request_target', 'workflow_run', 'issue_comment', 'issues'];

function problemsOf(workflows: Record<string, Workflow>, renovate: any): string[] {
  const problems = Object.entries(workflows).flatMap(([file, { on, permissions, jobs }]) => [
    ...fromStrangers.filter((event) => event in on).map((event) => `${file} runs on ${event}`),
    ...Object.entries(jobs).flatMap(([name, job]) =>
      [...problemsOfJob({ permissions, ...job })].map((problem) => `${file}: ${name} ${problem}`),
    ),
  ]);
  return [
    ...problems,
    ...problemsOfRelease(workflows['release.yml']!.jobs),
    ...problemsOfCi(workflows['ci.yml']!.jobs),
    ...problemsOfRenovate(renovate),
  ];
}

function* problemsOfJob({ permissions, steps, ...rest }: Job): Generator<string> {
  if (typeof permissions !== 'object') yield 'does not name each right that it has';
  const writes = Object.values(Object(permissions)).some((right) => right !== 'read');
  const runs = steps.map(({ run = '' }) => run.replaceAll(/`[^`]+`/g, ''));
  if (runs.some((run) => thirdParty.test(run))) {
    if (writes) yield 'may write while it runs what others wrote';
    if (secret.test(JSON.stringify({ steps, ...rest })))
      yield 'has a secret while it runs what others wrote';
    const checkouts = steps.filter(({ uses = '' }) => uses.startsWith('actions/checkout@'));
    if (checkouts.some((checkout) => checkout.with?.['persist-credentials'] !== false))
      yield 'leaves a token in the clone while it runs what others wrote';
  }
  for (const { uses } of steps)
    if (uses && !/^actions\/[\w-]+@(v\d+|[0-9a-f]{40})$/.test(uses))
      yield `uses ${uses}, which is none of GitHub's, or floats over a major version`;
}

function* problemsOfRelease(jobs: Record<string, Job>): Generator<string> {
  const { steps = [], if: when = '' } = jobs['try'] ?? {};
  const runs = steps.map(({ run }) => run);
  // There, a part that was not checked is a failure.
  const [checked, rehearsed] = [runs.indexOf('bash .ci/run'), runs.indexOf('npm run release:dry')];
  if (checked < 0) yield 'what is released has not passed .ci/run';
  if (rehearsed < checked) yield 'what is released has not passed the dry run after .ci/run';
  if (steps.some((step) => step.if)) yield 'what is released may pass without a check';
  if (jobs['publish']?.needs !== 'try') yield 'what is published was not tried';
  if (jobs['publish']?.environment !== 'npm') yield "publishing is not in npm's environment";
  if (['announce', 'docs'].some((name) => jobs[name]?.needs !== 'publish'))
    yield 'a release is announced that was not published';
  // An environment asks for an approval. Who pushes without a release asks nobody.
  for (const name of ['version', 'propose', 'try'])
    if (jobs[name]?.environment) yield `a push without a release asks for an approval (${name})`;
  for (const output of ["waiting == 'false'", "unreleased == 'true'"])
    if (!when.includes(`needs.version.outputs.${output}`))
      yield `a push without a release asks for an approval (${output})`;
}

function* problemsOfCi({ test }: Record<string, Job>): Generator<string> {
  const linux = test?.steps.find(({ run }) => run === 'bash .ci/run');
  if (linux?.if !== "runner.os == 'Linux'") yield 'Linux is not checked by .ci/run';
}

function* problemsOfRenovate({ packageRules }: any): Generator<string> {
  const stays = packageRules.some(
    ({ matchManagers, matchUpdateTypes, enabled }: any) =>
      matchManagers?.includes('github-actions') &&
      matchUpdateTypes?.includes('major') &&
      enabled === false,
  );
  if (!stays) yield 'Renovate moves actions to another major version';
}

it('the workflows are as they have to be', () => {
  expect(problemsOf(readWorkflows(), readRenovate())).toEqual([]);
});

type Edit = (jobs: Record<string, any>, of: Record<string, any>, renovate: any) => unknown;

/** Of release.yml, each with the one problem that it makes. */
const edits: [problem: string, edit: Edit][] = [
  [
    'release.yml: try may write while it runs what others wrote',
    (jobs) => Object.assign(jobs['try'].permissions, { contents: 'write' }),
  ],
  [
    'release.yml: docs may write while it runs what others wrote',
    (jobs) => Object.assign(jobs['docs'].permissions, { 'id-token': 'write' }),
  ],
  [
    'release.yml: publish may write while it runs what others wrote',
    (jobs) => jobs['publish'].steps.push({ run: 'npm ci' }),
  ],
  [
    'release.yml: propose does not name each right that it has',
    (jobs) => Object.assign(jobs['propose'], { permissions: 'write-all' }),
  ],
  [
    'ci.yml: test does not name each right that it has',
    (_, workflows) => delete workflows['ci.yml'].permissions,
  ],
  [
    'nightly.yml: tools has a secret while it runs what others wrote',
    (_, workflows) =>
      Object.assign(workflows['nightly.yml'].jobs.tools, {
        env: { TOKEN: '$' + '{{ secrets.NPM_TOKEN }}' },
      }),
  ],
  [
    'nightly.yml: images leaves a token in the clone while it runs what others wrote',
    (_, workflows) => delete workflows['nightly.yml'].jobs.images.steps[0].with,
  ],
  [
    "release.yml: version uses changesets/action@v1, which is none of GitHub's, or floats over a major version",
    (jobs) => jobs['version'].steps.push({ uses: 'changesets/action@v1' }),
  ],
  [
    "release.yml: deploy uses actions/deploy-pages@main, which is none of GitHub's, or floats over a major version",
    (jobs) => Object.assign(jobs['deploy'].steps[0], { uses: 'actions/deploy-pages@main' }),
  ],
  [
    'ci.yml runs on pull_request_target',
    (_, workflows) => Object.assign(workflows['ci.yml'].on, { pull_request_target: null }),
  ],
  [
    'what is released has not passed .ci/run',
    (jobs) => replaceRun(jobs['try'], 'bash .ci/run', 'npm test'),
  ],
  [
    'what is released has not passed the dry run after .ci/run',
    (jobs) => jobs['try'].steps.reverse(),
  ],
  [
    'what is released may pass without a check',
    (jobs) => Object.assign(jobs['try'].steps[2], { if: 'false' }),
  ],
  ['what is published was not tried', (jobs) => (jobs['publish'].needs = 'version')],
  ["publishing is not in npm's environment", (jobs) => delete jobs['publish'].environment],
  [
    'a release is announced that was not published',
    (jobs) => Object.assign(jobs['announce'], { needs: 'try' }),
  ],
  [
    'a push without a release asks for an approval (try)',
    (jobs) => Object.assign(jobs['try'], { environment: 'npm' }),
  ],
  [
    "a push without a release asks for an approval (unreleased == 'true')",
    (jobs) => Object.assign(jobs['try'], { if: "needs.version.outputs.waiting == 'false'" }),
  ],
  [
    "a push without a release asks for an approval (waiting == 'false')",
    (jobs) => Object.assign(jobs['try'], { if: "needs.version.outputs.unreleased == 'true'" }),
  ],
  [
    'Linux is not checked by .ci/run',
    (_, workflows) => replaceRun(workflows['ci.yml'].jobs.test, 'bash .ci/run', 'npm test'),
  ],
  [
    'Renovate moves actions to another major version',
    (_jobs, _workflows, renovate) => {
      renovate.packageRules = renovate.packageRules.filter(
        ({ matchManagers }: any) => !matchManagers,
      );
    },
  ],
];

function replaceRun({ steps }: Job, from: string, to: string) {
  for (const step of steps) if (step.run === from) step.run = to;
}

it.each(edits)('otherwise: %s', (problem, edit) => {
  const workflows = readWorkflows();
  const renovate = readRenovate();
  edit(workflows['release.yml']!.jobs, workflows, renovate);
  expect(problemsOf(workflows, renovate)).toEqual([problem]);
});
