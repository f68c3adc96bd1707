// Sends load from a process of its own. Each message is one run; its answer is what came of it.
import autocannon from 'autocannon';
import { cancellation } from './cancellation.ts';

export interface Load {
  url: string;
  apiKey: string;
  subscriptionIds: string[];
  round: string;
  connections: number;
}
export interface Outcome {
  perSecond: number;
  statuses: Record<string, number>;
  errors: number;
  busy: number;
}

process.on('message', async (load: Load) => process.send?.(await run(load)));

async function run({ url, apiKey, subscriptionIds, round, connections }: Load): Promise<Outcome> {
  const shares = Array.from({ length: connections }, (_, connection) =>
    subscriptionIds
      .filter((_, index) => index % connections === connection)
      .map((subscriptionId) =>
        cancellation({ subscriptionId, apiKey, idempotencyKey: `${round}-${subscriptionId}` }),
      ),
  );
  let started = 0;
  let ended = 0;
  let cpu = process.cpuUsage();
  const statuses: Record<string, number> = {};
  const options = {
    url,
    connections,
    amount: subscriptionIds.length,
    setupClient(client: autocannon.Client) {
      client.setRequests((shares.pop() ?? []) as autocannon.Request[]);
      // The last one to be set up; all connect after this.
      started = performance.now();
      cpu = process.cpuUsage();
    },
  };
  const { errors } = await new Promise<autocannon.Result>((resolve, reject) => {
    const finish = (error: unknown, result: autocannon.Result) =>
      error ? reject(error) : resolve(result);
    autocannon(options, finish).on('response', (_, status) => {
      statuses[status] = (statuses[status] ?? 0) + 1;
      ended = performance.now();
    });
  });
  const { user, system } = process.cpuUsage(cpu);
  const milliseconds = ended - started;
  return {
    perSecond: (subscriptionIds.length * 1000) / milliseconds,
    statuses,
    errors,
    busy: (user + system) / 1000 / milliseconds,
  };
}
