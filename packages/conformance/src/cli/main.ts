import { writeFile } from 'node:fs/promises';
import { isLoopback } from '@connect-api/http-edge';
import type { ProgramProcess } from '@connect-api/http-edge/node';
import { contractDigest } from '@connect-api/validators';
import manifest from '../../package.json' with { type: 'json' };
import { readBaseUrl } from '../base-url.js';
import { document } from '../bundled-contract.js';
import { keyNamesOf, withoutKeys } from '../curl.js';
import { junitReport } from '../report/junit.js';
import type { Report } from '../report/report.js';
import { textReport } from '../report/text.js';
import { runConformance } from '../run.js';
import { UsageError } from '../usage-error.js';
import { type Arguments, readArguments, usage } from './arguments.js';
import { announcement } from './consent.js';
import { demandWritable, loadHooksFile, readSubjectsFile } from './files.js';
import { createProgress } from './progress.js';

const exitCodes = { kept: 0, broken: 1, unfinished: 3 } as const satisfies Record<
  Report['verdict'],
  number
>;

const version = `connect-conformance ${manifest.version}, contract ${document.info.version} sha256 ${contractDigest}\n`;

/** What the program sees of its process. */
type Surroundings = Pick<ProgramProcess, 'argv' | 'env' | 'stdout'> & {
  stderr: Parameters<typeof createProgress>[0];
};

/**
 * The whole program.
 *
 * @param now the machine's clock, a Unix time in milliseconds. Default: `Date.now`
 * @returns the exit code
 */
export async function main(
  { argv, env, stdout, stderr }: Surroundings,
  now: () => number = Date.now,
): Promise<number> {
  let given: Arguments | 'help' | 'version' | undefined;
  try {
    given = readArguments(argv.slice(2), env);
    if (given === 'help' || given === 'version') {
      stdout.write(given === 'help' ? usage : version);
      return 0;
    }
    if (!isLoopback(readBaseUrl(given.baseUrl))) {
      stderr.write(`${announcement(given)}\n`);
      if (!given.yes) return 2;
    }
    const { json, junit } = given;
    if (json) await demandWritable('--json', json);
    if (junit) await demandWritable('--junit', junit);
    const report = await judge(given, stderr, now);
    stdout.write(textReport(report, given));
    if (json) await writeFile(json, `${JSON.stringify(report, null, 2)}\n`);
    if (junit) await writeFile(junit, junitReport(report));
    return exitCodes[report.verdict];
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    // The error of a hooks file may hold a key.
    const message =
      typeof given === 'object' ? withoutKeys(error.message, keyNamesOf(given)) : error.message;
    stderr.write(`connect-conformance: ${message}\nSee: connect-conformance --help\n`);
    return 2;
  }
}

async function judge(
  given: Arguments,
  stderr: Surroundings['stderr'],
  now: () => number,
): Promise<Report> {
  const { subjects, hooks } = given;
  const progress = createProgress(stderr, now);
  try {
    return await runConformance({
      ...given,
      subjects: subjects === undefined ? undefined : await readSubjectsFile(subjects),
      hooks: hooks === undefined ? undefined : await loadHooksFile(hooks),
      now,
      onResult: (_, each) => progress.show(each),
    });
  } finally {
    progress.end();
  }
}
