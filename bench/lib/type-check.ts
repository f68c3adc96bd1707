// Seconds of `tsc --noEmit`: a project that uses the client beside an empty one, in turns; and how many
// types of its declarations one call makes anew.
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { held, median, ratio, rounded } from './statistics.ts';

const tsc = fileURLToPath(import.meta.resolve('typescript/bin/tsc'));
const folder = new URL('../.projects/', import.meta.url);
const compilerOptions = {
  target: 'es2022',
  lib: ['es2022', 'dom', 'dom.iterable'],
  module: 'nodenext',
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
};

const projects = {
  empty: 'export {};\n',
  consumer: `import { createConnectClient, orThrow } from '@connect-api/client';

const client = createConnectClient({ baseUrl: 'https://api.bench', apiKey: 'key' });
const subscription = await orThrow(
  client.cancelSubscription({
    params: { path: { subscriptionId: 'sub-1001' } },
    body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
  }),
);
export const status: string = subscription.status;
`,
};

export async function benchTypeCheck({ quick }: { quick: boolean }) {
  const rounds = quick ? 1 : 7;
  const times: Record<keyof typeof projects, number[]> = { empty: [], consumer: [] };
  const names = Object.keys(projects) as (keyof typeof projects)[];
  for (const name of names) await writeProject(name);
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      const start = performance.now();
      await promisify(execFile)(process.execPath, [
        tsc,
        '-p',
        fileURLToPath(new URL(name, folder)),
      ]);
      // The first round is for warming up.
      if (round > 0) times[name].push((performance.now() - start) / 1000);
    }
  }
  const instantiations = (await countIn('consumer')) - (await countIn('empty'));
  return {
    settings: { rounds },
    table: Object.fromEntries(
      names.map((name) => [name, { seconds: rounded(median(times[name])) }]),
    ),
    limits: [
      held('consumer / empty', ratio(times.consumer, times.empty), { most: 1.3 }),
      held('type instantiations of one call', instantiations, { most: 500 }),
    ],
  };
}

/** Type instantiations, as the compiler counts them. */
async function countIn(name: keyof typeof projects): Promise<number> {
  const project = fileURLToPath(new URL(name, folder));
  const { stdout } = await promisify(execFile)(process.execPath, [
    tsc,
    '-p',
    project,
    '--extendedDiagnostics',
  ]);
  return Number(/^Instantiations:\s+(\d+)/m.exec(stdout)?.[1]);
}

async function writeProject(name: keyof typeof projects) {
  const project = new URL(`${name}/`, folder);
  await mkdir(project, { recursive: true });
  const config = JSON.stringify({ compilerOptions, files: ['index.mts'] });
  await writeFile(new URL('tsconfig.json', project), config);
  await writeFile(new URL('index.mts', project), projects[name]);
}
