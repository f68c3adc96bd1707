// `npm run dev`: serves docs, mock and sandbox, and brings them up to date with every save in spec/.
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { OpenApiDocument } from '../../spec/lib/index.ts';
import type { Context } from './context.ts';
import { createLinter } from './dev/linter.ts';
import {
  buildPackage,
  generateFor,
  generatingPackages,
  type WriteGenerated,
} from './dev/packages.ts';
import { practise } from './dev/practice.ts';
import { createQueue } from './dev/queue.ts';
import { createRunning } from './dev/running.ts';
import { type Change, createUpdate } from './dev/update.ts';
import { watchContract } from './dev/watch.ts';
import type { Chosen } from './services.ts';
import { exampleCall, makeReady, showAddresses } from './start.ts';

type Spec = typeof import('../../spec/lib/index.ts');

/** What each service runs as here, and what it needs when the contract changes. */
const inDevelopment: Record<string, InDevelopment> = {
  // The names in its sidebar stand in its configuration, which it reads once; and it is slow to start.
  docs: { program: 'docs/scripts/dev.ts', follows: 'under the same names' },
  mock: { copy: 'packages/mock/dist/openapi.json', follows: 'always' },
  sandbox: { builds: ['packages/validators', 'packages/sandbox'] },
};

interface InDevelopment {
  program?: string;
  /** Where it reads the bundled contract */
  copy?: string;
  /** The packages that it runs */
  builds?: string[];
  /** When it has only to be told, and need not be started anew */
  follows?: 'always' | 'under the same names';
}

/** The packages that a save builds anew. */
export const builtPackages = Object.values(inDevelopment).flatMap(({ builds = [] }) => builds);
const needs = ['@connect-api/mock#build', '@connect-api/sandbox#build'];
const bundle = 'spec/dist/openapi.json';

export async function dev(args: string[], context: Context) {
  const { root, say, paint, signal } = context;
  const chosen = await makeReady(args, context, ['generate', ...needs]);
  context.serving = true; // from here on, to be stopped is the normal end
  const spec = await import('../../spec/lib/index.ts');
  const linter = createLinter(pathToFileURL(join(root, 'spec/scripts/lint-thread.ts')));
  const running = chosen.map((service) => developed(service, context));
  const { writeOthers, ...contract } = await contractIn(root);
  const make = () => makeInMemory(root, spec);
  await Promise.all([
    ...running.map(({ start }) => start()),
    // The first time costs a second, for loading; no save should have to wait for that.
    linter.lint(),
    contract.bundle(),
    make(),
  ]);
  if (signal.aborted) return 0;

  const update = createUpdate({
    contract: { ...contract, lint: linter.lint },
    namesOf: (document) => namesOf(spec, document),
    served: spec,
    ...steps(root, { writeGenerated: spec.writeGenerated, writeOthers }),
    services: running,
    say,
    paint,
  });
  const change: Change = { ...spec, renamed: false };
  const endPractice = practise([
    () => Promise.all([linter.lint(), contract.bundle().then(make)]),
    ...running.map(
      ({ practise }) =>
        () =>
          practise(change),
    ),
  ]);
  const add = createQueue({
    async run(files) {
      await endPractice();
      await update(files).catch((error) => say(`${paint.red('✗')} ${error.stack}`));
    },
  });
  const endWatching = await watchContract(join(root, 'spec'), add);
  showAddresses(chosen, { say, paint, curl: await exampleCall(chosen) });
  say(paint.dim('Each save in spec/ is linted, and brought to all three.'));
  if (!signal.aborted)
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  await endWatching();
  await endPractice();
  await linter.end();
  return 0;
}

/** A service as it runs here. */
function developed({ name, port, program }: Chosen, context: Context) {
  const { program: own = program, copy, builds = [], follows } = inDevelopment[name] ?? {};
  const running = createRunning({ name, port, program: own }, context);
  const file = (path: string) => join(context.root, path);

  async function take({ renamed }: Change) {
    if (copy) await copyFile(file(bundle), file(copy));
    for (const folder of builds) await buildPackage(context.root, folder);
    const isToRestart = renamed ? follows !== 'always' : !follows;
    return isToRestart ? running.restart() : running.refresh();
  }

  return {
    name,
    start: running.start,
    isSlow: ({ renamed }: Change) => renamed && follows === 'under the same names',
    take,
    /** Takes once more what it has, where nobody notices. */
    practise: async (change: Change) => follows === 'always' && take(change),
  };
}

/** First what the services are built from; what else is made from the contract can wait. */
function steps(
  root: string,
  {
    writeGenerated,
    writeOthers,
  }: { writeGenerated: WriteGenerated; writeOthers: (change: Change) => Promise<void> },
) {
  const rest = generatingPackages(root).filter((folder) => !builtPackages.includes(folder));
  return {
    async prepare(change: Change) {
      const write = await generateFor(root, builtPackages, change);
      return () => write(writeGenerated);
    },
    async finish(change: Change) {
      const write = await generateFor(root, rest, change);
      await write(writeGenerated);
      await writeOthers(change);
    },
  };
}

async function contractIn(root: string) {
  const { bundle, writeBundle, writeOtherForms } = await import('../../spec/lib/bundle.ts');
  const at = (path: string) => pathToFileURL(join(root, path));
  const dist = at('spec/dist/');
  return {
    bundle: () => bundle(at('spec/openapi.yaml')),
    write: (bundled: Awaited<ReturnType<typeof bundle>>) => writeBundle(bundled, dist),
    writeOthers: (change: Change) => writeOtherForms(change, dist),
  };
}

/** What the docs list in their sidebar and link by name, as a text to compare. */
function namesOf({ operationsOf, errorCodesOf }: Spec, document: OpenApiDocument) {
  return JSON.stringify([
    operationsOf(document).map(({ operationId, operation }) => [operationId, operation.summary]),
    errorCodesOf(document).map(({ code }) => code),
    Object.keys(document.components.schemas),
  ]);
}

async function makeInMemory(root: string, contract: Spec) {
  await generateFor(root, generatingPackages(root), contract);
  for (const folder of builtPackages) await buildPackage(root, folder, { write: false });
}
