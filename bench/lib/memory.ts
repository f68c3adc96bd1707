// Memory over a growing number of idempotency keys, while the clock lets old ones expire.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { held, rounded } from './statistics.ts';

const samples = 10;
const mebibyte = 2 ** 20;

export async function benchMemory({ quick, million }: { quick: boolean; million: boolean }) {
  const keys = million ? 1_000_000 : quick ? 100_000 : 200_000;
  // So many keys are alive at once, from before the first sample on. The journal is full by then, too.
  const live = keys / (2 * samples);
  const probe = fileURLToPath(new URL('memory-probe.ts', import.meta.url));
  const args = ['--expose-gc', probe, keys, live, samples].map(String);
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const lines: { keys: number; heap: number; resident: number }[] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const heaps = lines.map(({ heap }) => heap);
  return {
    settings: { keys, live },
    table: Object.fromEntries(
      lines.map(({ keys, heap, resident }) => [
        keys,
        { 'heap, MiB': rounded(heap / mebibyte), 'resident, MiB': rounded(resident / mebibyte) },
      ]),
    ),
    limits: [
      held('largest heap / first', Math.max(...heaps) / (heaps[0] ?? Number.NaN), { most: 1.1 }),
    ],
  };
}
