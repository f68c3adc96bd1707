// Runs the benchmarks, prints a table for each, and writes all figures to results/.
import { parseArgs } from 'node:util';
import { flags } from '../../scripts/lib/flags.ts';
import { benchCancel } from '../lib/cancel.ts';
import { benchDocs } from '../lib/docs.ts';
import { benchFirstAnswer } from '../lib/first-answer.ts';
import { benchFirstPaint } from '../lib/first-paint.ts';
import { benchMemory } from '../lib/memory.ts';
import { benchLoopback, benchOverhead } from '../lib/overhead.ts';
import { keep, type Result, surroundings } from '../lib/results.ts';
import { benchScale } from '../lib/scale.ts';
import { benchShared } from '../lib/shared.ts';
import { benchSize } from '../lib/size.ts';
import { benchTypeCheck } from '../lib/type-check.ts';
import { benchValidators } from '../lib/validators.ts';

// `chart` is the column that the docs draw.
const parts = {
  cancel: {
    title: 'Cancellations over HTTP',
    chart: 'requests/s',
    better: 'more',
    run: benchCancel,
  },
  shared: {
    title: 'Cancellations over HTTP, on one Redis',
    chart: 'requests/s',
    better: 'more',
    run: benchShared,
  },
  start: {
    title: 'From spawn to the first answer',
    chart: 'milliseconds',
    better: 'less',
    run: benchFirstAnswer,
  },
  memory: {
    title: 'Memory over idempotency keys',
    chart: 'heap, MiB',
    better: 'less',
    run: benchMemory,
  },
  validators: {
    title: 'Validators beside a check by hand',
    chart: 'microseconds',
    better: 'less',
    run: benchValidators,
  },
  overhead: {
    title: 'One call of the client without a network',
    chart: 'microseconds',
    better: 'less',
    run: benchOverhead,
  },
  loopback: {
    title: 'One call of the client over loopback',
    chart: 'microseconds',
    better: 'less',
    run: benchLoopback,
  },
  size: {
    title: 'One call in a browser bundle, bytes',
    chart: 'gzip',
    better: 'less',
    run: benchSize,
  },
  types: {
    title: 'tsc --noEmit of a project that uses the client',
    chart: 'seconds',
    better: 'less',
    run: benchTypeCheck,
  },
  docs: {
    title: 'Building the docs',
    chart: 'seconds',
    better: 'less',
    run: benchDocs,
  },
  scale: {
    title: 'Growth with the number of operations',
    chart: 'growth',
    better: 'less',
    run: benchScale,
  },
  paint: {
    title: 'From the address to the text of an operation in a browser',
    chart: 'milliseconds',
    better: 'less',
    run: benchFirstPaint,
  },
};

const usage = `Usage: npm run bench -- [options] [${Object.keys(parts).join(' | ')}] …

  --quick     few and short rounds, to see that all of it runs
  --million   memory over a million keys instead of 200,000
  --help      print this`;

const { values, positionals } = parseArgs(flags.bench);
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

async function bench(options: { quick: boolean; million: boolean }) {
  const results = [];
  for (const [name, { run, ...about }] of Object.entries(parts)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    const began = { name, ...about, ...(await surroundings()) };
    const result = { ...began, ...(await run(options)) } as Result;
    results.push(result);
    print(result);
  }
  const file = options.quick ? 'quick.json' : 'latest.json';
  await keep(results, Object.keys(parts), file);
  console.log(`\nAll figures: bench/results/${file}`);
}

function print({ title, settings, load, table, limits }: Result) {
  const about = Object.entries(settings).map(([name, value]) => `${value} ${name}`);
  about.push(`load of the machine ${load.map((each) => each.toFixed(1)).join(' ')}`);
  console.log(`\n${title} (${about.join(', ')})`);
  console.table(table);
  for (const { name, value, limit, met } of limits) {
    console.log(`  ${met ? '✓' : '✗'} ${name}: ${value} (${limit})`);
  }
}
