// How time and memory grow with the number of operations, for what is made from the contract.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { document } from '@connect-api/spec';
import { cancellation } from './cancellation.ts';
import { generatedContract } from './generated-contract.ts';
import { startServer } from './servers.ts';
import { held, rounded } from './statistics.ts';
import { type Usage, usageOf } from './usage.ts';
import { copyWorkspace, removeCopy } from './workspace-copy.ts';

const packages = ['packages/types', 'packages/validators', 'packages/mock', 'docs'];

// How far from 1 a single run may be, for the machine's sake. A square would be about 4.
const tolerated = 1.5;

/**
 * The commands of a step, each a script with its arguments and the package that it runs in. A step
 * works on what the ones before it have made.
 */
const steps: Record<string, { folder: string; scripts: string[] }> = {
  lint: { folder: 'spec', scripts: ['scripts/lint.ts'] },
  bundle: { folder: 'spec', scripts: ['scripts/bundle.ts'] },
  types: {
    folder: 'packages/types',
    scripts: ['scripts/generate.ts', 'tsdown', 'scripts/finish.ts'],
  },
  validators: { folder: 'packages/validators', scripts: ['scripts/generate.ts', 'tsdown'] },
  'mock, build': { folder: 'packages/mock', scripts: ['tsdown'] },
  docs: { folder: 'docs', scripts: ['scripts/build.ts'] },
};

export async function benchScale({ quick }: { quick: boolean }) {
  const sizes = quick ? [2, 25] : [2, 25, 100, 400];
  const usages: Record<string, Usage[]> = {};
  for (const size of sizes) {
    const work = await copyWorkspace(await generatedContract(document, size), packages);
    for (const [name, run] of Object.entries(runsIn(work))) {
      if (quick && name === 'docs') continue;
      console.log(`  ${name}, ${size} operations`);
      usages[name] = [...(usages[name] ?? []), await usageOf(run)];
    }
  }
  await removeCopy();
  const all = Object.entries(usages);
  return {
    settings: { operations: sizes.join(', ') },
    table: Object.fromEntries(
      all.map(([name, each]) => [
        name,
        { ...rowOf(each), ...(!quick && { growth: rounded(growthOf(sizes, each)) }) },
      ]),
    ),
    limits: quick
      ? []
      : all.map(([name, each]) =>
          held(`growth of ${name}`, growthOf(sizes, each), { most: tolerated }),
        ),
  };
}

function runsIn(work: string): Record<string, (env: NodeJS.ProcessEnv) => Promise<number>> {
  const scripts = Object.entries(steps).map(
    ([name, { folder, scripts }]) =>
      [name, (env: NodeJS.ProcessEnv) => runAll(scripts, path.join(work, folder), env)] as const,
  );
  return { ...Object.fromEntries(scripts), 'mock, start': (env) => startMock(work, env) };
}

/** @param all by size */
function rowOf(all: Usage[]) {
  const figures = (key: keyof Usage) => all.map((usage) => rounded(usage[key])).join(' | ');
  return { 'CPU s': figures('cpu'), seconds: figures('seconds'), MiB: figures('memory') };
}

/**
 * The processor time of one more operation among the most, beside that of one more among fewer: 1 where
 * the time grows with the number of operations, 4 where it grows with its square. What each run
 * costs for no operation at all drops out.
 */
function growthOf(sizes: number[], usages: Usage[]) {
  const each = (index: number) => {
    const [size = 0, first = 0] = [sizes.at(index), sizes[0]];
    return ((usages.at(index)?.cpu ?? 0) - (usages[0]?.cpu ?? 0)) / (size - first);
  };
  return each(-1) / each(-2);
}

async function runAll(scripts: string[], cwd: string, env: NodeJS.ProcessEnv) {
  const start = performance.now();
  // As in a package script.
  const PATH = [path.join(cwd, 'node_modules/.bin'), env['PATH']].join(path.delimiter);
  for (const script of scripts) {
    const file = script === 'tsdown' ? 'node_modules/tsdown/dist/run.mjs' : script;
    await promisify(execFile)(process.execPath, [path.join(cwd, file)], {
      cwd,
      env: { ...env, PATH },
      maxBuffer: 2 ** 26,
    });
  }
  return (performance.now() - start) / 1000;
}

// The mock knows no keys and no subscriptions.
const first = cancellation({ subscriptionId: 'sub-1', apiKey: 'any', idempotencyKey: 'first' });

async function startMock(work: string, env: NodeJS.ProcessEnv) {
  const bin = path.join(work, 'packages/mock/bin/connect-mock.js');
  const server = await startServer((port) => [bin, '--port', String(port)], first, env);
  await server.stop();
  return server.milliseconds / 1000;
}
