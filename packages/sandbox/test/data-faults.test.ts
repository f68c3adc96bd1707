import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFile,
  cp,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ClassicLevel } from 'classic-level';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLastCommit } from '../src/node/data/last-commit.js';
import { run } from './program.js';
import { Reader } from './reader.js';
import { key, resultOf, using } from './seen-in-directory.js';
import { type Answered, callsOf } from './support.js';

let folder: string;
/** A directory with tables and a log, which no test changes. */
let whole: string;
let told: string;
/** Its copy, which each test damages. */
let data: string;

const reader = new Reader();
const seen = (location: string) => reader.seen(location);

const refusal =
  /^\S+ (cannot be trusted: .+\. (A file was cut short|The disk, or a program)|cannot be used: ).* or name (a new|another) directory\.$/s;

/** Either nothing can be seen of the damage, or the directory is refused with what to do. */
async function expectNothingWrong(again = true): Promise<'refused' | 'harmless'> {
  const result = await seen(data);
  if (result === told) return 'harmless';
  expect(result).toMatch(refusal);
  // It stays so: what LevelDB drops at the first start is not forgotten at the second.
  if (again) expect(await seen(data)).toMatch(refusal);
  return 'refused';
}

async function filesOf(pattern: RegExp): Promise<string[]> {
  return (await readdir(data)).filter((file) => pattern.test(file));
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sandbox-'));
  whole = path.join(folder, 'whole');
  // Each start makes a table of the log before it.
  for (const first of [0, 10, 20]) {
    await using(whole, async ({ cancel, setClock }) => {
      if (first === 0) {
        await cancel('sub-1001', { metadata: { note: 'x'.repeat(5_000) } }, key(100));
        await setClock('2024-01-16T10:00:00Z');
      }
      for (let number = first; number < first + 10; number++) {
        await cancel(`sub-${number}`, {}, key(number));
      }
      if (first === 20) await cancel('sub-1002', {}, key(101));
    });
  }
  const copy = path.join(folder, 'told');
  await cp(whole, copy, { recursive: true });
  told = await seen(copy);
  expect(told).toContain('CANCELLED');
  data = path.join(folder, 'data');
});
afterAll(() => {
  reader.end();
  return rm(folder, { recursive: true, maxRetries: 5 });
});
beforeEach(async () => {
  await rm(data, { recursive: true, force: true });
  await cp(whole, data, { recursive: true });
});

describe('a directory that is not as it was written', () => {
  it.each([
    ['tables', /\.ldb$/, 100],
    ['log', /\.log$/, 100],
    ['manifest', /^MANIFEST-/, 100],
    ['CURRENT', /^CURRENT$/, 40],
    ['last-commit', /^last-commit$/, 40],
  ])(
    'gives no wrong answer, whichever bit of its %s is another',
    async (_, pattern, count) => {
      const outcomes = { refused: 0, harmless: 0 };
      for (const file of await filesOf(pattern)) {
        const place = path.join(data, file);
        const bytes = await readFile(place);
        const bits = fc.sample(fc.integer({ min: 0, max: bytes.length * 8 - 1 }), {
          numRuns: count,
          seed: 20_240_115,
        });
        for (const [index, bit] of bits.entries()) {
          await rm(data, { recursive: true });
          await cp(whole, data, { recursive: true });
          const altered = Buffer.from(bytes);
          altered[bit >> 3] = (altered[bit >> 3] as number) ^ (1 << (bit & 7));
          await writeFile(place, altered);
          outcomes[await expectNothingWrong(index % 10 === 0)]++;
        }
      }
      expect(outcomes.refused).toBeGreaterThan(0);
    },
    300_000,
  );

  it('gives no wrong answer, wherever one of its files is cut short', async () => {
    let refused = 0;
    for (const file of await filesOf(/^(?!LOCK$|LOG)/)) {
      const { size } = await stat(path.join(whole, file));
      for (const part of [0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99]) {
        await rm(data, { recursive: true });
        await cp(whole, data, { recursive: true });
        await truncate(path.join(data, file), Math.floor(size * part));
        if ((await expectNothingWrong()) === 'refused') refused++;
      }
    }
    expect(refused).toBeGreaterThan(0);
  }, 120_000);

  it('is refused when one of its files is gone, which tells what to do', async () => {
    for (const file of await filesOf(/^(?!LOCK$|LOG)/)) {
      await rm(data, { recursive: true });
      await cp(whole, data, { recursive: true });
      await unlink(path.join(data, file));
      expect(await seen(data), file).toMatch(/ A file was cut short, removed or not copied\. /);
    }
  });

  it('is refused when its last commits are gone, however whole the rest is', async () => {
    const [log = ''] = await filesOf(/\.log$/);
    // As LevelDB ends a log: after a record, where nothing looks torn.
    await truncate(path.join(data, log), 0);
    expect(await seen(data)).toMatch(/Of its \d+ commits the last \d+ are gone\./);
  });

  it.each<[string, RegExp, (database: ClassicLevel) => Promise<void>]>([
    [
      'a value was written by another hand',
      /row "effect\/0{15}2" is not as it was written/,
      (database) => database.put('effect/0000000000000002', '{"sequence":2}'),
    ],
    [
      'a row is gone',
      /row key\/0{15}3 is missing/,
      (database) => database.del('key/0000000000000003'),
    ],
    [
      'a subscription is gone',
      /subscriptions are missing/,
      (database) => database.del('subscription/sub-1001'),
    ],
    [
      'a row is there twice',
      /row "key\/0{14}99" is not as it was written/,
      async (database) =>
        database.put(
          'key/0000000000000099',
          (await database.get('key/0000000000000001')) as string,
        ),
    ],
    ['its settings are gone', /row settings is missing/, (database) => database.del('settings')],
  ])('is refused when %s', async (_, message, change) => {
    const database = new ClassicLevel(data);
    await change(database);
    await database.close();
    const result = await seen(data);
    expect(result).toMatch(message);
    expect(result).toMatch(refusal);
  });

  it('ends the program with a sentence and status 1', async () => {
    await writeFile(path.join(data, 'last-commit'), 'nothing');
    const { code, stderr } = await run('--port', '0', '--data', data);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^connect-sandbox: .* cannot be trusted: .* cut short\..*\n$/);
  });
});

it('a directory whose maker ended before anything was in it is a new one', async () => {
  for (const file of await readdir(data)) await rm(path.join(data, file));
  await using(data, async () => {});
  const files = await readdir(data);
  for (const file of files) if (file !== 'last-commit') await rm(path.join(data, file));
  // It has a commit by then, which is gone.
  expect(await seen(data)).toContain('Its file CURRENT is missing.');
  await rm(path.join(data, 'last-commit'));
  await createLastCommit(data);
  expect(await using(data, ({ effects }) => effects())).toEqual([]);
});

describe('a system that refuses', () => {
  it('to let a file grow is told, and what is answered until then is kept', async () => {
    // As a full disk: writes fail from some moment on.
    const bin = path.join(import.meta.dirname, '..', 'bin', 'connect-sandbox.js');
    const command = `ulimit -f 24; exec "${process.execPath}" "${bin}" --port 0 --data "${data}"`;
    const child = spawn('bash', ['-c', command], { stdio: ['ignore', 'pipe', 'pipe'] });
    const output = { out: '', err: '' };
    child.stdout.on('data', (chunk) => {
      output.out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output.err += chunk;
    });
    try {
      await expect.poll(() => output.out, { timeout: 10_000 }).toMatch(/http:\S+/);
      const url = /http:\S+/.exec(output.out)?.[0] ?? '';
      const { cancel, send } = callsOf((input, init) =>
        fetch(input.replace('http://sandbox.test', url), init),
      );
      expect((await send('GET', '/__ready')).status).toBe(200);
      const answers = new Map<number, Answered>();
      let failed: Answered | undefined;
      for (let number = 200; !failed && number < 2_000; number++) {
        const answer = await cancel(`sub-${number}`, {}, key(number));
        if (answer.status === 503) failed = answer;
        else answers.set(number, answer);
      }
      expect(failed?.body.code).toBe('SERVICE_UNAVAILABLE');
      expect(output.err).toContain('A file may not grow further: raise the limit of its size');
      expect((await send('GET', '/__ready')).status).toBe(503);
      expect((await send('GET', '/__health')).status).toBe(200);
      child.kill('SIGTERM');
      await once(child, 'exit');
      await using(data, async ({ cancel }) => {
        for (const [number, answer] of answers) {
          expect(resultOf(await cancel(`sub-${number}`, {}, key(number)))).toEqual(
            resultOf(answer),
          );
        }
      });
    } finally {
      child.kill('SIGKILL');
    }
  }, 60_000);

  it('to make a directory is told', async () => {
    await appendFile(path.join(folder, 'file'), '');
    expect(await seen(path.join(folder, 'file', 'data'))).toMatch(
      /cannot be used: ENOTDIR.* Name another directory\.$/,
    );
  });
});
