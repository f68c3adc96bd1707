import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { readJson, repository } from '../lib/workspace.ts';

interface Step {
  id?: string;
  uses?: string;
  env?: Record<string, string>;
  'continue-on-error'?: unknown;
  run?: string;
  if?: string;
  with?: Record<string, unknown>;
}

interface Job {
  permissions?: Record<string, string> | string | undefined;
  environment?: string | { name: string };
  needs?: string;
  if?: string;
  strategy?: { matrix: { node: number[] } };
  'continue-on-error'?: unknown;
  steps: Step[];
}

interface Workflow {
  on: {
    push?: { branches: string[] };
    schedule?: { cron: string }[];
    [event: string]: unknown;
  };
  concurrency?: { group: string; 'cancel-in-progress'?: unknown };
  permissions?: Record<string, string> | string | undefined;
  jobs: Record<string, Job>;
}

const { pnpm } = readJson(repository, 'package.json').devDependencies;
// Those that the packages are tried on before a release.
const matrix = readFileSync(join(repository, 'release/matrix/tools.ts'), 'utf8');
const [, listed = ''] = /const nodes = \{([^}]+)\}/.exec(matrix) ?? [];
const nodes = [...listed.matchAll(/(\d+):/g)].map(([, major]) => Number(major));

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
    ...problemsOfTriggers(workflows),
    ...problemsOfNightly(workflows['nightly.yml']!.jobs),
    ...problemsOfWhatIsHandedOn(workflows['release.yml']!.jobs),
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
  const isMasked = (step: Step) =>
    /\|\| *(true|:|exit 0)\s*$/m.test(step.run ?? '') || step['continue-on-error'];
  if (rest['continue-on-error'] || steps.some(isMasked)) yield 'goes on whatever comes of a step';
  const pnpms = runs.flatMap((run) => run.match(/pnpm@[\d.]+/g) ?? []);
  if (pnpms.some((each) => each !== `pnpm@${pnpm}`)) yield 'takes another pnpm than package.json';
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
  const tried = test?.strategy?.matrix.node ?? [];
  for (const node of nodes) if (!tried.includes(node)) yield `Node ${node} is not tried`;
}

function* problemsOfTriggers(workflows: Record<string, Workflow>): Generator<string> {
  for (const file of ['ci.yml', 'release.yml'])
    if (!workflows[file]?.on.push?.branches.includes('main')) yield `${file} leaves main alone`;
  const { 'ci.yml': ci, 'nightly.yml': nightly, 'release.yml': release } = workflows;
  if (!ci || !('pull_request' in ci.on)) yield 'a proposal is not checked';
  const cancels = ci?.concurrency?.['cancel-in-progress'];
  if (cancels && !`${cancels}`.includes("github.event_name == 'pull_request'"))
    yield 'the check of a commit on main ends with the next one';
  if (release?.concurrency?.group !== 'release' || release.concurrency['cancel-in-progress'])
    yield 'a release may run beside another, or be cut off by it';
  if (!nightly?.on.schedule?.some(({ cron }) => /^\d+ \d+ \* \* \*$/.test(cron)))
    yield 'nightly.yml does not run each night';
}

/** What takes too long for every push, and would be forgotten by hand. */
const nightly = [
  'npm run test:consumers',
  'npm run mutate',
  'npm run mutate:code',
  'npm run drill -- --tests',
  'npm run drill -- --each',
  'npm run drill -- --operations 120',
  'npm run tools',
  'docker compose --file docker/compose.yaml up --build --wait',
];

function* problemsOfNightly(jobs: Record<string, Job>): Generator<string> {
  const runs = Object.values(jobs).flatMap(({ steps }) => steps.map(({ run }) => run));
  for (const command of nightly) if (!runs.includes(command)) yield `no night runs ${command}`;
}

/** Between jobs, and to the docs' build. */
function* problemsOfWhatIsHandedOn(jobs: Record<string, Job>): Generator<string> {
  const stepOf = (job: string, action: string) =>
    jobs[job]?.steps.find(({ uses = '' }) => uses.startsWith(`actions/${action}@`));
  // Tags tell what was released, and what changed since.
  for (const job of ['version', 'try'])
    if (stepOf(job, 'checkout')?.with?.['fetch-depth'] !== 0) yield `${job} knows no tags`;
  const kept = String(stepOf('try', 'upload-artifact')?.with?.['path']).trim().split(/\s+/);
  const announced = jobs['announce']?.steps.map(({ run }) => run).join('\n') ?? '';
  for (const file of ['release/tarballs', 'release/sbom.cdx.json', 'release/notes.md', 'spec/dist'])
    if (!kept.includes(file) || !announced.includes(`assets/${file}`))
      yield `a release is without ${file}`;
  if (Object(jobs['publish']?.permissions)['id-token'] !== 'write')
    yield 'npm cannot tell who publishes';
  const built = jobs['docs']?.steps.find(({ run = '' }) => run.includes('build'));
  for (const name of ['SITE_URL', 'BASE_PATH'])
    if (!built?.env?.[name]?.includes('steps.pages.outputs.'))
      yield `the docs are built without ${name}`;
  if (stepOf('docs', 'upload-pages-artifact')?.with?.['path'] !== 'docs/dist')
    yield 'other pages are shown than those that were built';
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

edits.push(
  ['Node 20 is not tried', (_, of) => of['ci.yml'].jobs.test.strategy.matrix.node.shift()],
  ['a proposal is not checked', (_, of) => delete of['ci.yml'].on.pull_request],
  ['ci.yml leaves main alone', (_, of) => (of['ci.yml'].on.push.branches = ['master'])],
  ['release.yml leaves main alone', (_, of) => delete of['release.yml'].on.push],
  [
    'the check of a commit on main ends with the next one',
    (_, of) => (of['ci.yml'].concurrency['cancel-in-progress'] = true),
  ],
  [
    'a release may run beside another, or be cut off by it',
    (_, of) => delete of['release.yml'].concurrency,
  ],
  [
    'a release may run beside another, or be cut off by it',
    (_, of) => (of['release.yml'].concurrency['cancel-in-progress'] = true),
  ],
  [
    'nightly.yml does not run each night',
    (_, of) => (of['nightly.yml'].on.schedule[0].cron = '17 3 1 * *'),
  ],
  ...nightly.map((command): [string, Edit] => [
    `no night runs ${command}`,
    (_, of) => {
      for (const job of Object.values<any>(of['nightly.yml'].jobs))
        replaceRun(job, command, 'true');
    },
  ]),
  ['version knows no tags', (jobs) => (jobs['version'].steps[0].with['fetch-depth'] = 1)],
  ['try knows no tags', (jobs) => delete jobs['try'].steps[0].with['fetch-depth']],
  [
    'a release is without release/sbom.cdx.json',
    (jobs) => {
      const { with: kept } = jobs['try'].steps.at(-1);
      kept.path = kept.path.replace('release/sbom.cdx.json\n', '');
    },
  ],
  [
    'a release is without release/tarballs',
    (jobs) => {
      const step = jobs['announce'].steps.at(-1);
      step.run = step.run.replace('assets/release/tarballs/*.tgz', '');
    },
  ],
  ['npm cannot tell who publishes', (jobs) => delete jobs['publish'].permissions['id-token']],
  [
    'the docs are built without BASE_PATH',
    (jobs) => delete jobs['docs'].steps.find(({ env }: Step) => env).env.BASE_PATH,
  ],
  [
    'other pages are shown than those that were built',
    (jobs) => (jobs['docs'].steps.at(-1).with.path = 'docs/out'),
  ],
  [
    'ci.yml: test goes on whatever comes of a step',
    (_, of) => replaceRun(of['ci.yml'].jobs.test, 'npm test', 'npm test || true'),
  ],
  [
    'release.yml: publish goes on whatever comes of a step',
    (jobs) => (jobs['publish'].steps.at(-1)['continue-on-error'] = true),
  ],
  [
    'ci.yml: test takes another pnpm than package.json',
    (_, of) => {
      const step = of['ci.yml'].jobs.test.steps.find(({ id }: Step) => id === 'store');
      step.run = step.run.replace(/pnpm@[\d.]+/, 'pnpm@1.2.3');
    },
  ],
);

function replaceRun({ steps }: Job, from: string, to: string) {
  for (const step of steps) if (step.run === from) step.run = to;
}

it.each(edits)('otherwise: %s', (problem, edit) => {
  const workflows = readWorkflows();
  const renovate = readRenovate();
  edit(workflows['release.yml']!.jobs, workflows, renovate);
  expect(problemsOf(workflows, renovate)).toEqual([problem]);
});
