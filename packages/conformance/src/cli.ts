import { writeFile } from 'node:fs/promises';
import manifest from '../package.json' with { type: 'json' };
import { type Arguments, readArguments, usage } from './cli/arguments.js';
import { announcement, isLoopback } from './cli/consent.js';
import { loadHooksFile, readSubjectsFile } from './cli/files.js';
import { createProgress } from './cli/progress.js';
import { junitReport } from './report/junit.js';
import type { Report } from './report/report.js';
import { textReport } from './report/text.js';
import { runConformance } from './run.js';
import { UsageError } from './usage-error.js';

const exitCodes = { kept: 0, broken: 1, unfinished: 3 } as const satisfies Record<
  Report['verdict'],
  number
>;

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`connect-conformance: ${error.message}\nSee: connect-conformance --help`);
  process.exitCode = 2;
}

async function main(): Promise<number> {
  const given = readArguments(process.argv.slice(2), process.env);
  if (given === 'help' || given === 'version') {
    console.log(given === 'help' ? usage : manifest.version);
    return 0;
  }
  if (URL.canParse(given.baseUrl) && !isLoopback(given.baseUrl)) {
    console.error(announcement(given));
    if (!given.yes) return 2;
  }
  const report = await judge(given);
  if (given.json) await writeFile(given.json, `${JSON.stringify(report, null, 2)}\n`);
  if (given.junit) await writeFile(given.junit, junitReport(report));
  process.stdout.write(textReport(report, given));
  return exitCodes[report.verdict];
}

async function judge(given: Arguments): Promise<Report> {
  const { subjects, hooks, maxRequests, maxMinutes } = given;
  const progress = createProgress(process.stderr, Date.now);
  try {
    return await runConformance({
      ...given,
      subjects: subjects === undefined ? undefined : await readSubjectsFile(subjects),
      hooks: hooks === undefined ? undefined : await loadHooksFile(hooks),
      limits: {
        ...(maxRequests !== undefined && { requests: maxRequests }),
        ...(maxMinutes !== undefined && { milliseconds: maxMinutes * 60_000 }),
      },
      onResult: (_, each) => progress.show(each),
    });
  } finally {
    progress.end();
  }
}
