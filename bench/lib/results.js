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
 * Keeps the figures of one part in latest.json, for what is measured elsewhere.
 *
 * @param {string} name
 * @param {(before: Result['table'] | undefined) => Omit<Result, 'name' | keyof Awaited<ReturnType<typeof surroundings>>>} measure
 *   is told the table of the last time
 */
export async function keepLatest(name, measure) {
  const { results } = await read('latest.json');
  const before = results.find((result) => result.name === name)?.table;
  const result = { name, ...measure(before), ...(await surroundings()), versions: {} };
  await keep(
    [result],
    results.map((each) => each.name),
    'latest.json',
  );
}

/**
 * @param {string} fileName
 * @returns {Promise<{ results: Result[] }>}
 */
async function read(fileName) {
  const text = await readFile(new URL(fileName, folder), 'utf8').catch(() => '{"results":[]}');
  return JSON.parse(text);
}

/**
 * Keeps the figures of parts that were not run.
 *
 * @param {Result[]} results
 * @param {string[]} order of the parts, in which the docs show them too
 * @param {string} fileName
 */
export async function keep(results, order, fileName) {
  const kept = await read(fileName);
  const fresh = new Set(results.map(({ name }) => name));
  const others = kept.results.filter(({ name }) => !fresh.has(name));
  // What is measured elsewhere stands at the end.
  const place = (/** @type {Result} */ { name }) =>
    order.includes(name) ? order.indexOf(name) : order.length;
  const all = [...results, ...others].sort((one, other) => place(one) - place(other));
  await mkdir(folder, { recursive: true });
  await writeFile(new URL(fileName, folder), `${JSON.stringify({ results: all }, null, 2)}\n`);
}
