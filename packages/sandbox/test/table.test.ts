import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ClassicLevel } from 'classic-level';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isWholeTable } from '../src/node/data/table.js';

let folder: string;
const prefix = createHash('sha512').update('key').digest('hex');

/** The tables of a database with 1,000 rows. */
async function tablesOf(name: string, compression: boolean): Promise<Buffer[]> {
  const location = path.join(folder, name);
  const database = new ClassicLevel(location, { compression });
  await database.batch(
    Array.from({ length: 1_000 }, (_, number) => ({
      type: 'put' as const,
      // Longer than what Snappy counts in one byte.
      key: `${prefix}/${String(number).padStart(16, '0')}`,
      // Some of it compresses well, some does not at all.
      value: `${'again and '.repeat(number % 40)}${Math.imul(number, 2_654_435_761)}`,
    })),
  );
  await database.compactRange('', '~');
  await database.close();
  const files = (await readdir(location)).filter((file) => file.endsWith('.ldb'));
  return Promise.all(files.map((file) => readFile(path.join(location, file))));
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sandbox-'));
});
afterAll(() => rm(folder, { recursive: true, maxRetries: 5 }));

describe.each([
  ['compressed', true],
  ['plain', false],
])('a %s table of LevelDB', (name, compression) => {
  let tables: Buffer[];
  beforeAll(async () => {
    tables = await tablesOf(name, compression);
  });

  it('is whole as it was written', () => {
    expect(tables.length).toBeGreaterThan(0);
    expect(tables.every(isWholeTable)).toBe(true);
  });

  it('is not whole with another bit anywhere in its blocks', () => {
    for (const table of tables) {
      const footerAt = table.length - 48;
      fc.assert(
        fc.property(fc.nat(footerAt - 1), fc.nat(7), (at, bit) => {
          const altered = Buffer.from(table);
          altered.writeUInt8(altered.readUInt8(at) ^ (1 << bit), at);
          expect(isWholeTable(altered)).toBe(false);
        }),
        { numRuns: 50 },
      );
    }
  });

  it('is not whole where its footer leads elsewhere', () => {
    for (const table of tables) {
      const altered = Buffer.from(table);
      const at = altered.length - 48;
      altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
      expect(isWholeTable(altered)).toBe(false);
    }
  });

  it('without a footer is left to LevelDB, which removes it where a process was killed', () => {
    for (const table of tables) {
      expect(isWholeTable(table.subarray(0, -1))).toBe(true);
      expect(isWholeTable(table.subarray(0, 20))).toBe(true);
      expect(isWholeTable(table.subarray(-47))).toBe(true);
    }
  });

  it('that is no more than its footer is not whole', () => {
    for (const table of tables) expect(isWholeTable(table.subarray(-48))).toBe(false);
  });
});
