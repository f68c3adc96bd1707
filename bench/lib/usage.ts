import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * What a command used.
 */
export interface Usage {
  seconds: number;
  cpu: number;
  memory: number;
}

/**
 * @param run runs the command with this environment and
 *   gives its seconds
 */
export async function usageOf(run: (env: NodeJS.ProcessEnv) => Promise<number>): Promise<Usage> {
  const folder = await mkdtemp(path.join(tmpdir(), 'connect-usage-'));
  const file = path.join(folder, 'usage');
  const probe = new URL('usage-probe.ts', import.meta.url).href;
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
