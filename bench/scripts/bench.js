// Runs the benchmarks, prints a table for each, and writes all figures to results/latest.json.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { digest } from '@connect-api/spec';
import { benchCancel } from '../lib/cancel.js';
import { benchFirstAnswer } from '../lib/first-answer.js';
import { benchMemory } from '../lib/memory.js';
import { benchOverhead } from '../lib/overhead.js';
import { benchSize } from '../lib/size.js';
import { benchValidators } from '../lib/validators.js';

const parts = {
  cancel: { title: 'Cancellations over HTTP', run: benchCancel },
  start: { title: 'From spawn to the first answer', run: benchFirstAnswer },
  memory: { title: 'Memory over idempotency keys', run: benchMemory },
  validators: { title: 'Validators beside a check by hand', run: benchValidators },
  overhead: { title: 'One call of the client without a network', run: benchOverhead },
  size: { title: 'One call in a browser bundle, bytes', run: benchSize },
};

const usage = `Usage: npm run bench -- [options] [${Object.keys(parts).join(' | ')}] …

  --quick     few and short rounds, to see that all of it runs
  --million   memory over a million keys instead of 200,000
  --help      print this`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    million: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const unknown = positionals.filter((name) => !Object.hasOwn(parts, name));

if (values.help) {
  console.log(usage);
} else if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}.\n${usage}`);
  process.exitCode = 2;
} else {
  await bench(values);
}

/** @param {{ quick: boolean, million: boolean }} options */
async function bench(options) {
  const machine = { node: process.version, cpus: cpus().map(({ model }) => model) };
  const results = [];
  for (const [name, { title, run }] of Object.entries(parts)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    const load = loadavg();
    const result = { name, load, ...(await run(options)) };
    results.push(result);
    print(title, result);
  }
  const folder = new URL('../results/', import.meta.url);
  await mkdir(folder, { recursive: true });
  const file = new URL('latest.json', folder);
  const all = { at: new Date().toISOString(), contract: digest, options, machine, results };
  await writeFile(file, `${JSON.stringify(all, null, 2)}\n`);
  console.log('\nAll figures: bench/results/latest.json');
}

/**
 * @typedef {object} Result
 * @property {number[]} load of the machine when the benchmark began
 * @property {Record<string, unknown>} settings
 * @property {Record<string, object>} table
 * @property {ReturnType<typeof import('../lib/statistics.js').held>[]} limits
 */

/**
 * @param {string} title
 * @param {Result} result
 */
function print(title, { settings, load, table, limits }) {
  const about = Object.entries(settings).map(([name, value]) => `${value} ${name}`);
  about.push(`load of the machine ${load.map((each) => each.toFixed(1)).join(' ')}`);
  console.log(`\n${title} (${about.join(', ')})`);
  console.table(table);
  for (const { name, value, limit, met } of limits) {
    console.log(`  ${met ? '✓' : '✗'} ${name}: ${value} (${limit})`);
  }
}
