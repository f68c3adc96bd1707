import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Load, Outcome } from './driver.ts';

/** Starts the process that sends load. */
export function startDriver() {
  const child = fork(new URL('driver.ts', import.meta.url));
  return {
    /** @throws {Error} when not every request was answered with 200: such a run is void */
    async run(load: Load): Promise<Outcome> {
      child.send(load);
      const [outcome] = await once(child, 'message');
      const { statuses, errors } = outcome;
      if (errors > 0 || statuses['200'] !== load.subscriptionIds.length) {
        throw new Error(`Void: ${JSON.stringify({ url: load.url, statuses, errors })}`);
      }
      return outcome;
    },
    stop: () => child.kill(),
  };
}
