// Tries mutants that were made by hand, one after the other.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { applied, type HandMade, type HandMadeMutant } from './by-hand.ts';

const here = fileURLToPath(new URL('..', import.meta.url));
const vitest = join(
  dirname(createRequire(import.meta.url).resolve('vitest/package.json')),
  'vitest.mjs',
);

/**
 * @returns those that no test noticed
 * @throws when the tests fail or run nothing without any mutant, or a mutant fits the code no longer
 */
export function tryByHand(
  handMade: HandMade,
  told: (mutant: HandMadeMutant, killed: boolean) => void,
): HandMadeMutant[] {
  const folder = join(here, '../../packages', handMade.package);
  for (const mutant of handMade.mutants) {
    applied(mutant, readFileSync(join(folder, mutant.file), 'utf8'));
  }
  const { passed, failed, output } = run(folder, handMade);
  if (failed > 0 || passed === 0) {
    throw new Error(`Without a mutant ${failed} tests fail and ${passed} pass:\n${output}`);
  }
  return handMade.mutants.filter((mutant) => {
    const killed = run(folder, handMade, mutant).failed > 0;
    told(mutant, killed);
    return !killed;
  });
}

function run(folder: string, { tests, only }: HandMade, mutant?: HandMadeMutant) {
  const place = mkdtempSync(join(tmpdir(), 'connect-by-hand-'));
  const reportFile = join(place, 'report.json');
  try {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        ...[vitest, 'run', '--config', join(here, 'by-hand.config.ts')],
        ...['--testNamePattern', only, '--reporter=json', `--outputFile=${reportFile}`, ...tests],
      ],
      {
        cwd: folder,
        env: { ...process.env, ...(mutant && { CONNECT_MUTANT: JSON.stringify(mutant) }) },
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    const output = `${stdout}\n${stderr}`;
    if (!existsSync(reportFile)) throw new Error(`Vitest did not report:\n${output}`);
    const text = readFileSync(reportFile, 'utf8');
    const report = JSON.parse(text) as {
      numPassedTests: number;
      numFailedTests: number;
      success: boolean;
    };
    const failed = report.numFailedTests || (report.success ? 0 : 1);
    return { passed: report.numPassedTests, failed, output: `${text}\n${output}` };
  } finally {
    rmSync(place, { recursive: true });
  }
}
