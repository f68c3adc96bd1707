import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

const dist = new URL('../dist/', import.meta.url);

/** The packages that a built file and what it imports need as soon as it is loaded. */
async function packagesOf(file: string, seen = new Set<string>()): Promise<string[]> {
  if (seen.has(file)) return [];
  seen.add(file);
  const code = await readFile(new URL(file, dist), 'utf8');
  const loaded = /^(?:(?:import|export) (?:.* from )?|.*= require\()["'](.+?)["']\)?;?$/gm;
  const names = [...code.matchAll(loaded)].map(([, name = '']) => name);
  const deeper = names.map((name) => (name.startsWith('.') ? packagesOf(name, seen) : [name]));
  return (await Promise.all(deeper)).flat();
}

it.each(['./index.js', './node.js', './cli.js', './index.cjs', './node.cjs'])(
  '%s does not load a database',
  async (file) => {
    const packages = await packagesOf(file);
    expect(packages).toContain('valibot');
    expect(packages).not.toContain('classic-level');
    expect(packages).not.toContain('ioredis');
  },
);
