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
import { createQueue } from './dev/queue.ts';
import { createRunning } from './dev/running.ts';
import { type Change, createUpdate } from './dev/update.ts';
import { watchContract } from './dev/watch.ts';
import type { Chosen } from './services.ts';
import { exampleCall, makeReady, showAddresses } from './start.ts';

type Spec = typeof import('../../spec/lib/index.ts');

/** What each service runs as here, and what it needs when the contract changes. */
const inDevelopment: Record<string, { program?: string; copy?: string; builds?: string[] }> = {
  docs: { program: 'docs/scripts/dev.ts' },
  mock: { copy: 'packages/mock/dist/openapi.json' },
  sandbox: { builds: ['packages/validators', 'packages/sandbox'] },
};
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
  await Promise.all([
    ...running.map(({ start }) => start()),
    // The first time costs a second, for loading; no save should have to wait for that.
    linter.lint(),
    contract.bundle(),
    warmUp(root, spec),
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
  const add = createQueue({
    run: (files) => update(files).catch((error) => say(`${paint.red('✗')} ${error.stack}`)),
  });
  const endWatching = await watchContract(join(root, 'spec'), add);
  showAddresses(chosen, { say, paint, curl: await exampleCall(chosen) });
  say(paint.dim('Each save in spec/ is linted, and brought to all three.'));
  if (!signal.aborted)
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  await endWatching();
  await linter.end();
  return 0;
}

/** A service as it runs here. */
function developed({ name, port, program }: Chosen, context: Context) {
  const { program: own = program, copy, builds = [] } = inDevelopment[name] ?? {};
  const running = createRunning({ name, port, program: own }, context);
  const file = (path: string) => join(context.root, path);
  // A development server of its own only has to be told; but the names in the docs' sidebar stand in
  // their configuration, which it reads once, and it is slow to start.
  const followsByItself = own !== program;
  return {
    name,
    start: running.start,
    isSlow: ({ renamed }: Change) => followsByItself && renamed,
    async take({ renamed }: Change) {
      if (copy) await copyFile(file(bundle), file(copy));
      for (const folder of builds) await buildPackage(context.root, folder);
      return followsByItself && !renamed ? running.refresh() : running.restart();
    },
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

async function warmUp(root: string, contract: Spec) {
  await generateFor(root, generatingPackages(root), contract);
  for (const folder of builtPackages) await buildPackage(root, folder, { write: false });
}
