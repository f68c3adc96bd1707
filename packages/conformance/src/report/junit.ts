import type { Report, Result } from './report.js';

/** A report in JUnit's XML, a suite for each operation, for programs that show test results. */
export function junitReport(report: Report): string {
  const suites = [...new Set(report.results.map(({ operationId }) => operationId))];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="Connect API conformance" ${countsOf(report.results)} time="${seconds(report.durationMs)}">`,
    ...suites.flatMap((name) => {
      const cases = report.results.filter(({ operationId }) => operationId === name);
      return [
        `  <testsuite name="${xml(name)}" timestamp="${report.startedAt}" ${countsOf(cases)}>`,
        ...cases.map(caseOf),
        '  </testsuite>',
      ];
    }),
    '</testsuites>',
    '',
  ].join('\n');
}

function countsOf(results: readonly Result[]): string {
  const count = (outcome: Result['outcome']) =>
    results.filter((each) => each.outcome === outcome).length;
  return `tests="${results.length}" failures="${count('failed')}" skipped="${count('not checked')}"`;
}

function caseOf({ id, part, operationId, title, failure, reason, durationMs }: Result): string {
  const start = `    <testcase classname="${xml(operationId)}.${part}" name="${xml(`${id.split('/')[1]}: ${title}`)}" time="${seconds(durationMs)}"`;
  if (reason) return `${start}><skipped message="${xml(reason)}"/></testcase>`;
  if (!failure) return `${start}/>`;
  const { message, contract, curl } = failure;
  const text = `${message}\n\nContract: ${contract}\n\n${curl.join('\n\n')}`;
  return `${start}><failure message="${xml(message.split('\n')[0] ?? '')}">${xml(text)}</failure></testcase>`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

/** Also takes out what no XML may hold (XML 1.0, 2.2). */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(
      /[&<>"]/g,
      (each) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[each] ?? each,
    );
}
