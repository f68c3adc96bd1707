// What turbo and Vitest are told: a task that is left out, or that does not notice a change, passes.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { turboEnvironment } from '../lib/turbo.ts';
import { packageFolders, readJson, repository } from '../lib/workspace.ts';
import { tracked } from './support.ts';

const packages = packageFolders(repository).map((folder) => {
  const {
    name,
    scripts = {},
    dependencies,
    devDependencies,
  } = readJson(repository, folder, 'package.json');
  return { folder, name, scripts, uses: Object.keys({ ...dependencies, ...devDependencies }) };
});
const named = new Map(packages.map((each) => [each.name, each]));
const withScript = (script: any) => packages.filter(({ scripts }) => scripts[script]);

/** What a task reads outside its package, by a file of each kind. */
const readElsewhere = {
  '//#test:scripts': [
    ...['biome.json', 'knip.json', 'turbo.json', 'tsconfig.base.json', 'pnpm-workspace.yaml'],
    ...['package.json', 'renovate.json', '.github/workflows/ci.yml', 'scripts/run.mjs'],
    ...['packages/client/package.json', 'packages/client/tsconfig.json', 'docs/turbo.json'],
    ...['packages/client/vitest.config.ts', 'docs/vitest.config.ts', 'scripts/lib/check.ts'],
    ...['docker/compose.yaml', 'release/matrix/tools.ts', 'release/lib/registry.ts'],
    ...['tests/tools/on-demand/pnpm-lock.yaml'],
  ],
  '@connect-api/tests#test': [
    ...['README.md', 'packages/client/README.md', 'docs/src/content/docs/benchmarks.mdx'],
    ...['.github/workflows/ci.yml', 'release/lib/packages.ts', 'scripts/lib/check.ts'],
  ],
  '@connect-api/spec#test': ['.changeset/config.json'],
  '@connect-api/mutation#test': ['packages/sandbox/src/node/redis/scripts.ts'],
  '@connect-api/release#test': ['.changeset/config.json', 'spec/CHANGELOG.md'],
  '@connect-api/release#build': ['LICENSE', 'package.json', 'scripts/lib/workspace.ts'],
};

/** JSON with comments. */
const parseJsonc = (text: string) => JSON.parse(text.replace(/^\s*\/\/.*$/gm, ''));

let plan: any;
let tasks: any;
beforeAll(() => {
  plan = planOf('test', 'lint', 'typecheck', '//#biome', '//#knip', '//#test:scripts');
  tasks = new Map(plan.tasks.map((each: any) => [each.taskId, each]));
}, 60_000);

describe('turbo', () => {
  test.each(['test', 'lint', 'typecheck'])(
    'has a task %s of every package that has one',
    (script) => {
      for (const { name } of withScript(script)) expect(tasks.has(`${name}#${script}`)).toBe(true);
    },
  );

  test.each(['build', 'test', 'typecheck'])(
    'builds before %s all that the package uses',
    (script) => {
      for (const { name, uses, scripts } of withScript(script)) {
        const built = uses.filter((each) => named.get(each)?.scripts.build);
        if (script === 'test' && scripts.build) built.push(name);
        const before = everythingBefore(`${name}#${script}`);
        expect([name, before]).toEqual([
          name,
          expect.arrayContaining(built.map((each) => `${each}#build`)),
        ]);
      }
    },
  );

  test('generates before it builds or compiles, from the contract as it is', () => {
    for (const { name, scripts } of withScript('generate')) {
      for (const script of ['build', 'test', 'typecheck'].filter((each) => scripts[each])) {
        expect(everythingBefore(`${name}#${script}`)).toContain(`${name}#generate`);
      }
      if (name !== '@connect-api/spec') {
        expect(everythingBefore(`${name}#generate`)).toContain('@connect-api/spec#build');
      }
    }
  });

  test('runs a task again for a change of any file of its package', () => {
    for (const { taskId, inputs, directory } of plan.tasks.filter(isReal)) {
      if (taskId.startsWith('//')) continue;
      const inner = packages.filter(({ folder }) => folder.startsWith(`${directory}/`));
      const own = tracked()
        .filter((file) => file.startsWith(`${directory}/`))
        .filter((file) => !inner.some(({ folder }) => file.startsWith(`${folder}/`)))
        .map((file) => file.slice(directory.length + 1));
      const missing = own.filter((file) => !(file in inputs));
      expect([taskId, missing]).toEqual([taskId, []]);
    }
  });

  test.each(['//#biome', '//#knip'])('runs %s again for a change of any file at all', (task) => {
    const { inputs } = tasks.get(task);
    const files = ['biome.json', 'knip.json', 'scripts/run.mjs', 'docs/astro.config.ts'];
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(files));
  });

  test.each(Object.entries(readElsewhere))(
    'runs %s again for a change of what it reads elsewhere',
    (task, files) => {
      const { inputs, directory } = tasks.get(task);
      const up = directory === '' ? '' : `${directory.replace(/[^/]+/g, '..')}/`;
      const missing = files.filter((file) => !(`${up}${file}` in inputs));
      expect(missing).toEqual([]);
    },
  );

  test('runs everything again for other rules of the compiler, and on another Node', () => {
    const { files, environmentVariables } = plan.globalCacheInputs;
    expect(Object.keys(files)).toContain('tsconfig.base.json');
    expect(environmentVariables.specified.env).toContain('CONNECT_NODE');
  });

  test('tells a run in CI, and one with other programs, from the one before', () => {
    for (const { name } of [...withScript('test'), ...withScript('generate')]) {
      for (const task of ['test', 'generate']) {
        const { env } = tasks.get(`${name}#${task}`)?.resolvedTaskDefinition ?? { env: ['CI'] };
        expect([name, env]).toEqual([name, expect.arrayContaining(['CI'])]);
      }
    }
    const { env } = tasks.get('@connect-api/sandbox#test').resolvedTaskDefinition;
    expect(env).toContain('REDIS_SERVER');
  });

  test('lets tasks reach the network as this machine does, behind a proxy too', () => {
    const { globalPassThroughEnv } = parseJsonc(
      readFileSync(join(repository, 'turbo.json'), 'utf8'),
    );
    expect(globalPassThroughEnv).toEqual(
      expect.arrayContaining([
        ...['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'],
        ...['npm_config_*', 'NPM_CONFIG_*', 'NODE_EXTRA_CA_CERTS', 'DO_NOT_TRACK'],
      ]),
    );
  });

  test('keeps what the tasks leave: reports, what is built and what is generated', () => {
    const kept: Record<string, string> = {
      test: '.reports/**',
      build: 'dist/**',
      generate: 'src/generated/**',
    };
    for (const { taskId, task, outputs } of plan.tasks.filter(isReal)) {
      if (taskId === '@connect-api/release#build') continue;
      if (kept[task])
        expect([taskId, outputs]).toEqual([taskId, expect.arrayContaining([kept[task]])]);
    }
    expect(tasks.get('@connect-api/release#build').outputs).toContain('tarballs/**');
    expect(tasks.get('//#test:scripts').outputs).toContain('.reports/**');
  });
});

describe('Vitest', () => {
  const commands = [
    ...withScript('test').map(({ folder, scripts }) => [folder, scripts.test]),
    ['scripts', readJson(repository, 'package.json').scripts['test:scripts']],
  ];

  test.each(commands)('runs every test of %s, and fails where there is none', (_, command) => {
    const known =
      /^vitest run( --dir (scripts\/)?test)?( --no-isolate)?( --testTimeout=60000)? --reporter=default --reporter=json --outputFile\.json=\.reports\/vitest\.json$/;
    expect(command).toMatch(known);
  });

  test.each(tracked().filter((file) => /(^|\/)vitest\.config\.\w+$/.test(file)))(
    '%s leaves no test out, and none may fail',
    async (file) => {
      const code = readFileSync(join(repository, file), 'utf8');
      const weakening =
        /\b(passWithNoTests|allowOnly|testNamePattern|exclude|retry|dangerouslyIgnoreUnhandledErrors|ignoreSourceErrors|bail|shard)\b/;
      expect(code).not.toMatch(weakening);
      const include = /\binclude: \[([^\]]*)\]/.exec(code)?.[1];
      if (file.startsWith('release/matrix/')) return;
      const patterns = include?.match(/(?<=')[^']+(?=')/g) ?? ['**/*.test.{ts,js,mjs}'];
      const folder = file.replace(/vitest\.config\.\w+$/, '');
      const inner = packages.filter(
        (each) => each.folder.startsWith(folder) && `${each.folder}/` !== folder,
      );
      const left = tracked()
        .filter((each) => each.startsWith(folder) && /\.test\.\w+$/.test(each))
        .filter((each) => !inner.some((one) => each.startsWith(`${one.folder}/`)))
        .map((each) => each.slice(folder.length))
        .filter((each) => !patterns.some((pattern) => matchesGlob(each, pattern)));
      expect(left).toEqual([]);
    },
  );

  test('has a package for every file of tests', () => {
    const folders = [...commands.map(([folder]) => folder), 'release/matrix'];
    const left = tracked()
      .filter((file) => /\.(test|test-d)\.\w+$/.test(file))
      .filter((file) => !folders.some((folder) => file.startsWith(`${folder}/`)));
    expect(left).toEqual([]);
  });
});

function isReal({ command }: any) {
  return command !== '<NONEXISTENT>';
}

function everythingBefore(task: string) {
  const found = new Set<string>();
  const visit = (id: string) => {
    for (const each of tasks.get(id)?.dependencies ?? []) {
      if (found.has(each)) continue;
      found.add(each);
      visit(each);
    }
  };
  visit(task);
  return [...found];
}

function planOf(...asked: string[]) {
  const { stdout } = spawnSync(
    process.execPath,
    [join(repository, 'node_modules/turbo/bin/turbo'), 'run', ...asked, '--dry=json'],
    {
      cwd: repository,
      env: turboEnvironment(process.env, repository),
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    },
  );
  return JSON.parse(stdout);
}
