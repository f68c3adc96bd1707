import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * What a command used.
 *
 * @typedef {object} Usage
 * @property {number} seconds from its start to its end, or to what it was started for
 * @property {number} cpu seconds of processor time of all its Node processes
 * @property {number} memory MiB: the largest resident set of one of them
 */

/**
 * @param {(env: NodeJS.ProcessEnv) => Promise<number>} run runs the command with this environment and
 *   gives its seconds
 * @returns {Promise<Usage>}
 */
export async function usageOf(run) {
  const folder = await mkdtemp(path.join(tmpdir(), 'connect-usage-'));
  const file = path.join(folder, 'usage');
  const probe = new URL('usage-probe.js', import.meta.url).href;
  try {
    // CI would have generators only verify what is there.
    const { CI: _, ...env } = process.env;
    const seconds = await run({ ...env, NODE_OPTIONS: `--import=${probe}`, USAGE_FILE: file });
    const lines = (await readFile(file, 'utf8')).trim().split('\n');
    const processes = lines.map((line) => JSON.parse(line));
    return {
      seconds,
      cpu: processes.reduce((sum, { cpu }) => sum + cpu, 0),
      memory: Math.max(...processes.map(({ memory }) => memory)),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}
