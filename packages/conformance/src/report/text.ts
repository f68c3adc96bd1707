import type { Failure, Report, Result } from './report.js';

const mostFailures = 20;

const noSuccess =
  'Not one request succeeded. Name subjects that the server has (--subjects), so that effects can be judged.';

/** A report for people, with a line break at its end. Failures come last, next to the prompt. */
export function textReport(report: Report, { verbose = false } = {}): string {
  const { version, contract, baseUrl, results } = report;
  return [
    `Connect API conformance ${version}, contract ${contract.version}: ${baseUrl}`,
    '',
    ...groupsOf(results).flatMap(([name, ofGroup]) => [
      `  ${name.padEnd(40)} ${countsOf(ofGroup)}`,
      ...(verbose ? ofGroup.map((each) => `    ${mark(each)} ${each.id}: ${each.title}`) : []),
    ]),
    ...notChecked(results),
    ...failures(results, verbose),
    ...(report.succeeded === 0 ? ['', noSuccess] : []),
    '',
    lastLine(report),
    '',
  ].join('\n');
}

/** What a run came to, in one line. */
function lastLine({ verdict, requests, durationMs, seed, ...report }: Report): string {
  const verdicts = {
    kept: 'The server keeps the contract, as far as it was checked.',
    broken: 'The server does not keep the contract.',
    unfinished: 'No failure was found, but the run is not complete: see what was not checked.',
  };
  const seconds = (durationMs / 1000).toFixed(1);
  return `${verdicts[verdict]} ${countsOf(report.results)} (${requests} requests, ${seconds} s, seed ${seed})`;
}

function groupsOf(results: readonly Result[]): [string, Result[]][] {
  const groups = new Map<string, Result[]>();
  for (const each of results) {
    const name = `${each.operationId}, ${each.part}`;
    groups.set(name, [...(groups.get(name) ?? []), each]);
  }
  return [...groups];
}

function countsOf(results: readonly Result[]): string {
  const counts = (['passed', 'failed', 'not checked'] as const).map((outcome) => ({
    outcome,
    count: results.filter((each) => each.outcome === outcome).length,
  }));
  const shown = counts.filter(({ outcome, count }) => outcome !== 'not checked' || count > 0);
  return shown.map(({ outcome, count }) => `${count} ${outcome}`).join(', ');
}

function mark({ outcome }: Result): string {
  return { passed: '✓', failed: '✗', 'not checked': '-' }[outcome];
}

/** What was not checked, by its reason. */
function notChecked(results: readonly Result[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const { id, reason } of results) {
    if (reason) byReason.set(reason, [...(byReason.get(reason) ?? []), id]);
  }
  if (byReason.size === 0) return [];
  return [
    '',
    'Not checked',
    ...[...byReason].flatMap(([reason, ids]) => [
      `  ${reason}:`,
      ...ids.slice(0, 5).map((id) => `    ${id}`),
      ...(ids.length > 5 ? [`    and ${ids.length - 5} more`] : []),
    ]),
  ];
}

/** The first ones in full. */
function failures(results: readonly Result[], verbose: boolean): string[] {
  const all = results.filter((each) => each.failure);
  const shown = verbose ? all : all.slice(0, mostFailures);
  const others = all.slice(shown.length);
  return [
    ...shown.flatMap((each) => failed(each, each.failure as Failure)),
    ...(others.length > 0 ? ['', 'These failed too; --verbose shows why:'] : []),
    ...others.map(({ id }) => `✗ ${id}`),
  ];
}

function failed({ id, title, cites }: Result, { message, contract, curl }: Failure): string[] {
  return [
    '',
    `✗ ${id}`,
    `  ${title}`,
    ...message.split('\n').map((line) => `  ${line}`),
    `  Contract, ${cites}: ${contract}`,
    '  Reproduce it:',
    ...curl.flatMap((command) => command.split('\n')).map((line) => `    ${line}`),
  ];
}
