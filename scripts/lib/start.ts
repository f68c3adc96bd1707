// `npm start`: build, then serve until Ctrl-C.
import type { Context } from './context.ts';
import { curlFor } from './curl.ts';
import { choosePorts, demandFreePorts } from './ports.ts';
import { type Chosen, serve, services } from './services.ts';
import { setUp } from './setup.ts';
import { runTasks } from './tasks.ts';
import { UserError } from './user-error.mjs';

export async function start(args: string[], context: Context) {
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
 * @param args the ports
 * @returns with the chosen ports
 * @throws {UserError} when a port is taken or the build fails
 */
export async function makeReady(
  args: string[],
  context: Context,
  tasks: string[],
): Promise<Chosen[]> {
  const { root, processes, env, say } = context;
  const chosen = choosePorts(services, args, env);
  await demandFreePorts(chosen); // before the long part
  await setUp({ root, start: processes.start, say });
  say('Building.');
  const { failed } = await runTasks({ ...context, tasks });
  if (failed > 0) throw new UserError('\nThe build failed, so there is nothing to serve yet.');
  return chosen;
}

/** The contract is bundled only now, which is why it is loaded only now. */
export async function exampleCall(chosen: Chosen[]) {
  const mock = chosen.find(({ name }) => name === 'mock');
  return mock && curlFor(await import('../../spec/lib/index.ts'), addressOf(mock));
}

export function showAddresses(
  chosen: Chosen[],
  { say, paint, curl }: Pick<Context, 'say' | 'paint'> & { curl: string | undefined },
) {
  say('');
  for (const service of chosen) say(`  ${service.name.padEnd(9)}${paint.bold(addressOf(service))}`);
  if (curl) say(`\nTry it in another terminal:\n\n${curl}`);
  say(`\n${paint.dim('Ctrl-C stops everything.')}`);
}

const addressOf = ({ port }: Chosen) => `http://localhost:${port}`;
