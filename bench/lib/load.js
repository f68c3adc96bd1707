import { fork } from 'node:child_process';
import { once } from 'node:events';

/** Starts the process that sends load. */
export function startDriver() {
  const child = fork(new URL('driver.js', import.meta.url));
  return {
    /**
     * @param {import('./driver.js').Load} load
     * @returns {Promise<import('./driver.js').Outcome>}
     * @throws {Error} when not every request was answered with 200: such a run is void
     */
    async run(load) {
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
