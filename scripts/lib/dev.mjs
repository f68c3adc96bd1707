// `npm run dev`: serves docs, mock and sandbox, and brings them up to date with every save in spec/.
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildPackage, generateFor, generatingPackages } from './dev/packages.mjs';
import { createQueue } from './dev/queue.mjs';
import { createRunning } from './dev/running.mjs';
import { createUpdate } from './dev/update.mjs';
import { watchContract } from './dev/watch.mjs';
import { choosePorts, demandFreePorts } from './ports.mjs';
import { services } from './services.mjs';
import { setUp } from './setup.mjs';
import { exampleCall, showAddresses } from './start.mjs';
import { runTasks } from './tasks.mjs';
import { Told } from './told.mjs';

/** What each service runs as here, and what it needs when the contract changes. */
const inDevelopment = {
  docs: { program: 'docs/scripts/dev.js' },
  mock: { copy: 'packages/mock/dist/openapi.json' },
  sandbox: { builds: ['packages/validators', 'packages/sandbox'] },
};
const needs = ['@connect-api/mock#build', '@connect-api/sandbox#build'];
const bundle = 'spec/dist/openapi.json';

export async function dev(args, context) {
  const { root, processes, env, say, paint, signal } = context;
  const chosen = choosePorts(services, args, env);
  await demandFreePorts(chosen); // before the long part
  await setUp({ root, start: processes.start, say });
  say('Building.');
  const { failed } = await runTasks({ ...context, tasks: ['generate', ...needs] });
  if (failed > 0) throw new Told('\nThe build failed, so there is nothing to serve yet.');

  context.serving = true; // from here on, to be stopped is the normal end
  const spec = await import('../../spec/lib/index.js');
  const running = chosen.map((service) => developed(service, context));
  await Promise.all([...running.map(({ start }) => start()), warmUp(root, spec)]);
  if (signal.aborted) return 0;

  const update = createUpdate({
    contract: await contractIn(root),
    namesOf: (document) => namesOf(spec, document),
    served: spec,
    ...steps(root, spec.writeGenerated),
    services: running,
    say,
    paint,
  });
  const add = createQueue({
    run: (files) => update(files).catch((error) => say(`${paint.red('✗')} ${error.stack}`)),
  });
  const endWatching = await watchContract(join(root, 'spec'), add);
  showAddresses(chosen, { say, paint, curl: await exampleCall(chosen) });
  say(paint.dim('Every save in spec/ brings all of them up to date.'));
  if (!signal.aborted)
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  await endWatching();
  return 0;
}

/** A service as it runs here. */
function developed({ name, port, program }, context) {
  const { program: own = program, copy, builds = [] } = inDevelopment[name];
  const running = createRunning({ name, port, program: own }, context);
  const file = (path) => join(context.root, path);
  // The docs' sidebar stands in their configuration, which is read at the start.
  const mustRestart = ({ renamed }) => renamed || copy || builds.length > 0;
  return {
    name,
    start: running.start,
    isSlow: ({ renamed }) => renamed && own !== program,
    async take(change) {
      if (copy) await copyFile(file(bundle), file(copy));
      for (const folder of builds) await buildPackage(context.root, folder);
      return mustRestart(change) ? running.restart() : running.refresh();
    },
  };
}

/** First what the services are built from; what else is made from the contract can wait. */
function steps(root, writeGenerated) {
  const first = Object.values(inDevelopment).flatMap(({ builds = [] }) => builds);
  const rest = generatingPackages(root).filter((folder) => !first.includes(folder));
  return {
    async prepare(change) {
      const write = await generateFor(root, first, change);
      return () => write(writeGenerated);
    },
    async finish(change) {
      const write = await generateFor(root, rest, change);
      await write(writeGenerated);
    },
  };
}

async function contractIn(root) {
  const { bundle, writeBundle } = await import('../../spec/lib/bundle.js');
  const { lint } = await import('../../spec/lib/lint.js');
  const at = (path) => pathToFileURL(join(root, path));
  return {
    async lint() {
      const { code, stdout, stderr } = await lint({ cwd: root });
      return { code, report: stdout || stderr };
    },
    bundle: () => bundle(at('spec/openapi.yaml')),
    write: (bundled) => writeBundle(bundled, at('spec/dist/')),
  };
}

/** What the docs list in their sidebar and link by name, as a text to compare. */
function namesOf({ operationsOf, errorCodesOf }, document) {
  return JSON.stringify([
    operationsOf(document).map(({ operationId, operation }) => [operationId, operation.summary]),
    errorCodesOf(document).map(({ code }) => code),
    Object.keys(document.components.schemas),
  ]);
}

/** The first time costs a second, for loading; no save should have to wait for that. */
async function warmUp(root, contract) {
  await generateFor(root, generatingPackages(root), contract);
  for (const { builds = [] } of Object.values(inDevelopment)) {
    for (const folder of builds) await buildPackage(root, folder, { write: false });
  }
}
