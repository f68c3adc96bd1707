// results/: the latest figures of each part. The docs draw those of latest.json as charts.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';

const folder = new URL('../results/', import.meta.url);

/**
 * What one part has measured, and where.
 *
 * @typedef {object} Result
 * @property {string} name of the part
 * @property {string} title
 * @property {string} chart the column of the table to draw
 * @property {'more' | 'less'} better
 * @property {string} at when, RFC 3339
 * @property {string} node
 * @property {string[]} cpus
 * @property {number[]} load of the machine when the part began: over 1, 5 and 15 minutes
 * @property {Record<string, string>} versions of what was measured beside ours
 * @property {Record<string, unknown>} settings
 * @property {Record<string, Record<string, unknown>>} table
 * @property {ReturnType<typeof import('./statistics.js').held>[]} limits
 */

/** The machine and the peers, as they are when a part begins. */
export async function surroundings() {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  const { devDependencies } = JSON.parse(text);
  const pinned = Object.entries(devDependencies).filter(
    ([name, version]) => /^\d/.test(version) && !name.startsWith('@types/'),
  );
  return {
    at: new Date().toISOString(),
    node: process.version,
    cpus: cpus().map(({ model }) => model),
    load: loadavg(),
    versions: /** @type {Record<string, string>} */ (Object.fromEntries(pinned)),
  };
}

/**
 * Keeps the figures of parts that were not run.
 *
 * @param {Result[]} results
 * @param {string[]} order of the parts, in which the docs show them too
 * @param {string} fileName
 */
export async function keep(results, order, fileName) {
  const file = new URL(fileName, folder);
  const text = await readFile(file, 'utf8').catch(() => '{"results":[]}');
  const fresh = new Set(results.map(({ name }) => name));
  const others = JSON.parse(text).results.filter(
    (/** @type {Result} */ { name }) => !fresh.has(name),
  );
  const all = [...results, ...others].sort(
    (one, other) => order.indexOf(one.name) - order.indexOf(other.name),
  );
  await mkdir(folder, { recursive: true });
  await writeFile(file, `${JSON.stringify({ results: all }, null, 2)}\n`);
}
