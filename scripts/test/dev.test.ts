import { mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { createLinter } from '../lib/dev/linter.ts';
import { buildPackage } from '../lib/dev/packages.ts';
import { practise } from '../lib/dev/practice.ts';
import { createQueue } from '../lib/dev/queue.ts';
import { createRunning } from '../lib/dev/running.ts';
import { createUpdate, type Service } from '../lib/dev/update.ts';
import { watchContract } from '../lib/dev/watch.ts';
import { builtPackages } from '../lib/dev.ts';
import { createPaint } from '../lib/paint.ts';
import { createProcesses } from '../lib/processes.mjs';
import { ask, freePort } from './support.ts';

const endings: any[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

describe('saves', () => {
  function queue() {
    const runs: any[] = [];
    const timers: any[] = [];
    const add = createQueue({
      run: (files) => new Promise((finish) => runs.push({ files, finish })),
      setTimer: (callback) => timers.push(callback),
    });
    const settle = () => timers.splice(0).map((callback) => callback());
    return { add, runs, timers, settle };
  }

  test('that come close together make one update', () => {
    const { add, runs, settle } = queue();
    for (const file of ['b.yaml', 'a.yaml', 'b.yaml']) add(file);
    expect(runs).toEqual([]);
    settle();
    expect(runs.map(({ files }) => files)).toEqual([['a.yaml', 'b.yaml']]);
  });

  test('during an update make one more, when it is over', async () => {
    const { add, runs, timers, settle } = queue();
    add('a.yaml');
    const [first] = settle();
    add('b.yaml');
    add('c.yaml');
    expect([runs.length, timers.length]).toEqual([1, 0]);
    runs[0].finish();
    await first;
    const [second] = settle();
    expect(runs.map(({ files }) => files)).toEqual([['a.yaml'], ['b.yaml', 'c.yaml']]);
    runs[1].finish();
    await second;
    expect(timers).toEqual([]);
  });
});

describe('what a save leads to', () => {
  const settle = () => new Promise((resolve) => setImmediate(resolve));

  test('is practised a few times, step by step', async () => {
    const done: string[] = [];
    const step = (name: string) => async () => done.push(name);
    practise([step('lint'), step('take')]);
    await settle();
    expect(done).toEqual(['lint', 'take', 'lint', 'take', 'lint', 'take']);
  });

  test('is practised no more once there is a save, which waits for what has begun', async () => {
    const done: string[] = [];
    let finish = () => {};
    const first = () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      });
    const end = practise([first, async () => done.push('second')]);
    const ended = end().then(() => done.push('ended'));
    await settle();
    expect(done).toEqual([]);
    finish();
    await ended;
    expect(done).toEqual(['ended']);
  });

  test('may fail in practice, which the save will tell', async () => {
    await practise([() => Promise.reject(new Error('It cannot lint.'))])();
  });
});

describe('an update', () => {
  const passes = { code: 0, report: '' };
  const contractOf = (digest: string, names = 'a') => ({
    digest,
    json: JSON.stringify({ digest, names }),
  });

  interface Edges {
    lint?: typeof passes;
    bundled?: ReturnType<typeof contractOf> | Error;
    prepare?: () => Promise<() => Promise<void>>;
    up?: boolean;
  }

  function updating({
    lint = passes,
    bundled = contractOf('new'),
    prepare,
    up = true,
  }: Edges = {}) {
    const done: string[] = [];
    const said: string[] = [];
    const state = { lint, bundled, up };
    const service = (name: string): Service => ({
      name,
      isSlow: ({ renamed }) => renamed && name === 'sandbox',
      async take({ digest }) {
        done.push(`${name} takes ${digest}`);
        return state.up;
      },
    });
    const update = createUpdate({
      contract: {
        lint: async () => state.lint,
        bundle: async () => {
          if (state.bundled instanceof Error) throw state.bundled;
          return state.bundled;
        },
        write: async ({ digest }) => {
          done.push(`contract ${digest} written`);
        },
      },
      namesOf: ({ names }: any) => names,
      served: { document: { names: 'a' } as any, digest: 'old' },
      prepare:
        prepare ??
        (async () => async () => {
          done.push('code written');
        }),
      services: [service('mock'), service('sandbox')],
      finish: async () => {
        done.push('the rest written');
      },
      say: (line) => said.push(line),
      paint: createPaint({ env: {}, isTTY: false }),
      now: () => 0,
    });
    return { update, done, said, state };
  }

  test('brings a valid contract to every service, and writes the rest after that', async () => {
    const { update, done, said } = updating();
    await update(['paths/a.yaml']);
    expect(done).toEqual([
      'contract new written',
      'code written',
      'mock takes new',
      'sandbox takes new',
      'the rest written',
    ]);
    expect(said).toEqual(['✓ spec/paths/a.yaml: mock and sandbox in 0.0 s']);
  });

  test('that fails lint shows file and line, and touches nothing', async () => {
    const report = 'spec/paths/a.yaml:3:5: It is wrong. (a-rule)\n';
    const { update, done, said } = updating({ lint: { code: 1, report } });
    await update(['paths/a.yaml']);
    expect(done).toEqual([]);
    expect(said.join('\n')).toContain('spec/paths/a.yaml:3:5: It is wrong. (a-rule)');
    expect(said.at(-1)).toBe('✗ spec/paths/a.yaml: mock and sandbox stay as they were.');
  });

  test.each<[string, Edges]>([
    ['cannot be bundled', { bundled: new Error('Two components of one name.') }],
    [
      'gives a generator what it refuses',
      { prepare: () => Promise.reject(new Error('Two components of one name.')) },
    ],
  ])('that %s says so, and touches nothing', async (_, edges) => {
    const { update, done, said } = updating(edges);
    await update(['a.yaml', 'b.yaml']);
    expect(done).toEqual([]);
    expect(said.join('\n')).toContain('Two components of one name.');
    expect(said.at(-1)).toBe('✗ 2 files in spec/: mock and sandbox stay as they were.');
  });

  test('goes through again once the contract is mended', async () => {
    const { update, done, said, state } = updating({ lint: { code: 1, report: 'broken' } });
    await update(['a.yaml']);
    state.lint = passes;
    await update(['a.yaml']);
    expect(done).toContain('sandbox takes new');
    expect(said.at(-1)).toMatch(/^✓/);
  });

  test('without a change in what the contract says restarts nothing', async () => {
    const { update, done, said } = updating({ bundled: contractOf('old') });
    await update(['a.yaml']);
    expect(done).toEqual([]);
    expect(said).toEqual(['✓ spec/a.yaml: the contract says the same.']);
  });

  test('of names is brought last to a service that is slow to take them', async () => {
    const { update, done, said, state } = updating({ bundled: contractOf('new', 'a, b') });
    await update(['a.yaml']);
    expect(done.slice(2)).toEqual(['mock takes new', 'sandbox takes new', 'the rest written']);
    expect(said).toEqual([
      '✓ spec/a.yaml: mock in 0.0 s; sandbox will take longer, for the new names',
      '✓ spec/a.yaml: sandbox in 0.0 s',
    ]);
    state.bundled = contractOf('newer', 'a, b');
    await update(['a.yaml']);
    expect(said.at(-1)).toBe('✓ spec/a.yaml: mock and sandbox in 0.0 s');
  });

  test('that a service does not survive names it, and is made up for by the next save', async () => {
    const { update, done, said } = updating({ up: false });
    await update(['a.yaml']);
    await update(['a.yaml']);
    expect(said).toEqual(Array(2).fill('✗ spec/a.yaml: mock and sandbox did not come up with it.'));
    expect(done.filter((line) => line === 'mock takes new')).toHaveLength(2);
  });

  test('that takes back what a service did not survive is brought to all of them', async () => {
    const { update, done, state } = updating({ up: false });
    await update(['a.yaml']);
    Object.assign(state, { bundled: contractOf('old'), up: true });
    await update(['a.yaml']);
    expect(done.slice(-3)).toEqual(['mock takes old', 'sandbox takes old', 'the rest written']);
  });
});

describe('watching', () => {
  test('reports the contract and its rules, in new folders too, and nothing else', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'connect-dev-'));
    endings.push(() => rm(folder, { recursive: true }));
    for (const name of ['dist', 'paths', 'released', 'test']) await mkdir(join(folder, name));
    // It was there before.
    await writeFile(join(folder, 'paths/old.yaml'), '');
    const seen = new Set<string>();
    let onSeen = () => {};
    const close = await watchContract(folder, (file) => {
      seen.add(file);
      onSeen();
    });
    endings.unshift(close);
    const all = new Promise<void>((resolve) => {
      onSeen = () => {
        if (seen.size === 3) resolve();
      };
    });
    const others = ['dist/openapi.json', 'released/openapi.yaml', 'test/a.test.ts'];
    for (const file of [...others, 'paths/.a.yaml.swp', 'paths/a.txt'])
      await writeFile(join(folder, file), '');
    await writeFile(join(folder, 'paths/a.yaml'), '');
    await mkdir(join(folder, 'components/schemas'), { recursive: true });
    await writeFile(join(folder, 'components/schemas/b.yaml'), '');
    await writeFile(join(folder, 'openapi.yaml'), '');
    await all;
    expect([...seen].sort()).toEqual(['components/schemas/b.yaml', 'openapi.yaml', 'paths/a.yaml']);
  });
});

describe('a package', () => {
  test('is built without what follows a whole build', async () => {
    const root = await realpath(await mkdtemp(join(tmpdir(), 'build-')));
    endings.push(() => rm(root, { recursive: true }));
    const folder = join(root, 'package');
    await mkdir(join(folder, 'node_modules'), { recursive: true });
    const tsdown = new URL('../../packages/sandbox/node_modules/tsdown', import.meta.url);
    await symlink(await realpath(tsdown), join(folder, 'node_modules/tsdown'));
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    await writeFile(join(folder, 'index.ts'), 'export const one: number = 1;');
    await writeFile(
      join(folder, 'tsdown.config.ts'),
      `import { writeFileSync } from 'node:fs';
      export default {
        entry: 'index.ts',
        dts: true,
        onSuccess: () => writeFileSync('followed', ''),
      };`,
    );
    const before = process.cwd();
    await buildPackage(root, 'package', { write: false });
    expect(await readdir(folder)).not.toContain('dist');
    await buildPackage(root, 'package');
    expect(process.cwd()).toBe(before);
    expect(await readdir(join(folder, 'dist'))).toEqual(['index.mjs']);
    expect(await readdir(folder)).not.toContain('followed');
    // Services run from there while it is only practised.
    await writeFile(join(folder, 'dist/kept.js'), '');
    await buildPackage(root, 'package', { write: false });
    expect(await readdir(join(folder, 'dist'))).toEqual(['index.mjs', 'kept.js']);
    await buildPackage(root, 'package');
    expect(await readdir(join(folder, 'dist'))).toEqual(['index.mjs']);
  });

  // Of two builds with shared parts each would overwrite those of the other with its own.
  test.each(builtPackages)('has each file once, as %s', async (folder) => {
    const root = fileURLToPath(new URL('../..', import.meta.url));
    const files = await buildPackage(root, folder, { write: false });
    expect(files.length).toBeGreaterThan(1);
    expect(files).toEqual([...new Set(files)]);
  });
});

describe('the linter', () => {
  async function linting() {
    const folder = await mkdtemp(join(tmpdir(), 'connect-linter-'));
    endings.push(() => rm(folder, { recursive: true }));
    const program = join(folder, 'lint.mjs');
    await writeFile(
      program,
      `import { parentPort, threadId } from 'node:worker_threads';
      parentPort.on('message', (files) => {
        if (files.includes('broken')) throw new Error('It cannot lint.');
        parentPort.postMessage({ code: threadId, report: files.join() });
      });`,
    );
    const linter = createLinter(pathToFileURL(program));
    endings.unshift(linter.end);
    return linter;
  }

  test('stays from one save to the next, and starts anew when a rule was saved', async () => {
    const { lint } = await linting();
    const first = await lint(['paths/a.yaml']);
    expect(first.report).toBe('paths/a.yaml');
    expect((await lint(['openapi.yaml'])).code).toBe(first.code);
    const other = await lint(['openapi.yaml', 'rules/urls.ts']);
    expect(other.code).toBeGreaterThan(first.code);
    expect((await lint([])).code).toBe(other.code);
  });

  test('that breaks says why, and is there again for the next save', async () => {
    const { lint } = await linting();
    await expect(lint(['broken'])).rejects.toThrow('It cannot lint.');
    expect((await lint(['paths/a.yaml'])).report).toBe('paths/a.yaml');
  });
});

describe('a service', () => {
  async function running() {
    const processes = createProcesses();
    endings.push(processes.endAll);
    const said: string[] = [];
    let onSaid = () => {};
    const port = await freePort();
    const service = createRunning(
      { name: 'mock', port, program: 'service.ts' },
      {
        root: fileURLToPath(new URL('fixtures', import.meta.url)),
        processes,
        signal: new AbortController().signal,
        say: (line) => {
          said.push(line);
          onSaid();
        },
      },
    );
    expect(await service.start()).toBe(true);
    const line = (wanted: string) =>
      new Promise<void>((resolve) => {
        onSaid = () => {
          if (said.some((text) => text.includes(wanted))) resolve();
        };
        onSaid();
      });
    return { service, line, ask: (path: string) => ask(port, path) };
  }

  test('is another process after a restart, on the same port', async () => {
    const { service, ask } = await running();
    const before = await ask('/');
    expect(await service.restart()).toBe(true);
    expect(await ask('/')).not.toBe(before);
  });

  test('that follows the contract is the same process after it was told, and has taken it', async () => {
    const { service, ask } = await running();
    const before = await ask('/');
    expect(await service.refresh()).toBe(true);
    expect(await ask('/told')).toBe('contract');
    expect(await ask('/')).toBe(before);
  });

  test('that ends over a contract has not taken it', async () => {
    const { service, ask } = await running();
    await ask('/mute');
    const taken = service.refresh();
    await ask('/die').catch(() => 'it died before it answered');
    expect(await taken).toBe(false);
  });

  test('that ends by itself is told of, and started by the next save', async () => {
    const { service, line, ask } = await running();
    await ask('/die').catch(() => 'it died before it answered');
    await line('"mock" ended by itself (exit code 7). The next save starts it again.');
    expect(await service.refresh()).toBe(true);
    expect(await ask('/')).toMatch(/^\d+$/);
  });
});
