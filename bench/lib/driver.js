// Sends load from a process of its own. Each message is one run; its answer is what came of it.
import autocannon from 'autocannon';
import { cancellation } from './cancellation.js';

/**
 * @typedef {object} Load
 * @property {string} url
 * @property {string} apiKey
 * @property {string[]} subscriptionIds one request each, sent over the connections side by side
 * @property {string} round makes the idempotency keys
 * @property {number} connections
 */
/**
 * @typedef {object} Outcome
 * @property {number} perSecond
 * @property {Record<string, number>} statuses how many answers had which
 * @property {number} errors connections that failed or timed out
 * @property {number} busy the share of one core that this process took
 */

process.on('message', async (/** @type {Load} */ load) => process.send?.(await run(load)));

/**
 * @param {Load} load
 * @returns {Promise<Outcome>}
 */
async function run({ url, apiKey, subscriptionIds, round, connections }) {
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
  /** @type {Record<string, number>} */
  const statuses = {};
  const options = {
    url,
    connections,
    amount: subscriptionIds.length,
    setupClient(/** @type {autocannon.Client} */ client) {
      client.setRequests(/** @type {any} */ (shares.pop()));
      // The last one to be set up; all connect after this.
      started = performance.now();
      cpu = process.cpuUsage();
    },
  };
  /** @type {autocannon.Result} */
  const { errors } = await new Promise((resolve, reject) => {
    const finish = (/** @type {any} */ error, /** @type {autocannon.Result} */ result) =>
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
