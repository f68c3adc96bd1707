// Milliseconds from spawn to the first answer: the sandbox beside Prism's CLI, in turns.
import { cancellation } from './cancellation.ts';
import { prismCommand, sandboxCommand, startServer } from './servers.ts';
import { held, median, ratio, rounded } from './statistics.ts';
import { defaultRequest } from './world.ts';

export async function benchFirstAnswer({ quick }: { quick: boolean }) {
  const rounds = quick ? 3 : 11;
  const first = cancellation({ ...(await defaultRequest()), idempotencyKey: 'first' });
  const subjects = { sandbox: sandboxCommand(), Prism: prismCommand };
  const times: Record<keyof typeof subjects, number[]> = { sandbox: [], Prism: [] };
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of ['sandbox', 'Prism'] as const) {
      const server = await startServer(subjects[name], first);
      await server.stop();
      // The first round brings the files into the system's cache.
      if (round > 0) times[name].push(server.milliseconds);
    }
  }
  return {
    settings: { rounds },
    table: Object.fromEntries(
      Object.entries(times).map(([name, all]) => [
        name,
        {
          milliseconds: rounded(median(all)),
          lowest: rounded(Math.min(...all)),
          highest: rounded(Math.max(...all)),
        },
      ]),
    ),
    limits: [held('sandbox / Prism', ratio(times.sandbox, times.Prism), { most: 0.3 })],
  };
}
