import { writeFile } from 'node:fs/promises';
import { isLoopback } from '@connect-api/http-edge';
import { contractDigest } from '@connect-api/validators';
import manifest from '../package.json' with { type: 'json' };
import { readBaseUrl } from './base-url.js';
import { type Arguments, readArguments, usage } from './cli/arguments.js';
import { announcement } from './cli/consent.js';
import { demandWritable, loadHooksFile, readSubjectsFile } from './cli/files.js';
import { createProgress } from './cli/progress.js';
import { document } from './contract.js';
import { keyNamesOf, withoutKeys } from './curl.js';
import { junitReport } from './report/junit.js';
import type { Report } from './report/report.js';
import { textReport } from './report/text.js';
import { runConformance } from './run.js';
import { UsageError } from './usage-error.js';

const exitCodes = { kept: 0, broken: 1, unfinished: 3 } as const satisfies Record<
  Report['verdict'],
  number
>;

const version = `connect-conformance ${manifest.version}, contract ${document.info.version} sha256 ${contractDigest}\n`;

let given: Arguments | 'help' | 'version' | undefined;
let exitCode: number | undefined;
// A hook that ends the process, or a fault of the suite, says nothing about the server.
process.on('exit', () => {
  process.exitCode = exitCode ?? 2;
});
try {
  exitCode = await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  // The error of a hooks file may hold a key.
  const message =
    typeof given === 'object' ? withoutKeys(error.message, keyNamesOf(given)) : error.message;
  console.error(`connect-conformance: ${message}\nSee: connect-conformance --help`);
  exitCode = 2;
}
// What a hook has opened, such as a connection to a database, would keep the process alive.
for (const stream of [process.stdout, process.stderr])
  await new Promise((resolve) => stream.write('', resolve));
process.exit();

async function main(): Promise<number> {
  given = readArguments(process.argv.slice(2), process.env);
  if (given === 'help' || given === 'version') {
    process.stdout.write(given === 'help' ? usage : version);
    return 0;
  }
  if (!isLoopback(readBaseUrl(given.baseUrl))) {
    console.error(announcement(given));
    if (!given.yes) return 2;
  }
  const { json, junit } = given;
  if (json) await demandWritable('--json', json);
  if (junit) await demandWritable('--junit', junit);
  const report = await judge(given);
  process.stdout.write(textReport(report, given));
  if (json) await writeFile(json, `${JSON.stringify(report, null, 2)}\n`);
  if (junit) await writeFile(junit, junitReport(report));
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
