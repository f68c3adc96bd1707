// results/: the latest figures of each part. The docs draw those of latest.json as charts.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import type { held } from './statistics.ts';

const folder = new URL('../results/', import.meta.url);

/**
 * What one part has measured, and where.
 */
export interface Result {
  name: string;
  title: string;
  chart: string;
  better: 'more' | 'less';
  at: string;
  node: string;
  cpus: string[];
  load: number[];
  versions: Record<string, string>;
  settings: Record<string, unknown>;
  table: Record<string, Record<string, unknown>>;
  limits: ReturnType<typeof held>[];
}

/** The machine and the peers, as they are when a part begins. */
export async function surroundings() {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  const { devDependencies } = JSON.parse(text) as { devDependencies: Record<string, string> };
  const pinned = Object.entries(devDependencies).filter(
    ([name, version]) => /^\d/.test(version) && !name.startsWith('@types/'),
  );
  return {
    at: new Date().toISOString(),
    node: process.version,
    cpus: cpus().map(({ model }) => model),
    load: loadavg(),
    versions: Object.fromEntries(pinned),
  };
}

/**
 * Keeps the figures of one part in latest.json, for what is measured elsewhere.
 *
 * @param measure is told the table of the last time
 */
export async function keepLatest(
  name: string,
  measure: (
    before: Result['table'] | undefined,
  ) => Omit<Result, 'name' | keyof Awaited<ReturnType<typeof surroundings>>>,
) {
  const { results } = await read('latest.json');
  const before = results.find((result) => result.name === name)?.table;
  const result = { name, ...measure(before), ...(await surroundings()), versions: {} };
  await keep(
    [result],
    results.map((each) => each.name),
    'latest.json',
  );
}

async function read(fileName: string): Promise<{ results: Result[] }> {
  const text = await readFile(new URL(fileName, folder), 'utf8').catch(() => '{"results":[]}');
  return JSON.parse(text);
}

/**
 * Keeps the figures of parts that were not run.
 *
 * @param order of the parts, in which the docs show them too
 */
export async function keep(results: Result[], order: string[], fileName: string) {
  const kept = await read(fileName);
  const fresh = new Set(results.map(({ name }) => name));
  const others = kept.results.filter(({ name }) => !fresh.has(name));
  // What is measured elsewhere stands at the end.
  const place = ({ name }: Result) => (order.includes(name) ? order.indexOf(name) : order.length);
  const all = [...results, ...others].sort((one, other) => place(one) - place(other));
  await mkdir(folder, { recursive: true });
  await writeFile(new URL(fileName, folder), `${JSON.stringify({ results: all }, null, 2)}\n`);
}
