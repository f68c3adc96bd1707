// `npm start`: build, then serve until Ctrl-C.
import { curlFor } from './curl.mjs';
import { choosePorts, demandFreePorts } from './ports.mjs';
import { serve, services } from './services.mjs';
import { setUp } from './setup.mjs';
import { runTasks } from './tasks.mjs';
import { Told } from './told.mjs';

export async function start(args, context) {
  const { root, processes, say, paint, signal } = context;
  const chosen = await makeReady(args, context, ['generate', 'build']);
  context.serving = true; // from here on, to be stopped is the normal end
  await serve({
    services: chosen,
    root,
    processes,
    signal,
    say,
    onReady: async () => showAddresses(chosen, { say, paint, curl: await exampleCall(chosen) }),
  });
  return 0;
}

/**
 * Installs and builds.
 *
 * @param {string[]} args the ports
 * @param {object} context
 * @param {string[]} tasks
 * @returns {Promise<typeof services>} with the chosen ports
 * @throws {Told} when a port is taken or the build fails
 */
export async function makeReady(args, context, tasks) {
  const { root, processes, env, say } = context;
  const chosen = choosePorts(services, args, env);
  await demandFreePorts(chosen); // before the long part
  await setUp({ root, start: processes.start, say });
  say('Building.');
  const { failed } = await runTasks({ ...context, tasks });
  if (failed > 0) throw new Told('\nThe build failed, so there is nothing to serve yet.');
  return chosen;
}

/** The contract is bundled only now, which is why it is loaded only now. */
export async function exampleCall(chosen) {
  const mock = chosen.find(({ name }) => name === 'mock');
  return mock && curlFor(await import('../../spec/lib/index.ts'), addressOf(mock));
}

export function showAddresses(chosen, { say, paint, curl }) {
  say('');
  for (const service of chosen) say(`  ${service.name.padEnd(9)}${paint.bold(addressOf(service))}`);
  if (curl) say(`\nTry it in another terminal:\n\n${curl}`);
  say(`\n${paint.dim('Ctrl-C stops everything.')}`);
}

const addressOf = ({ port }) => `http://localhost:${port}`;
