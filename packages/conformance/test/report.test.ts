import { describe, expect, it } from 'vitest';
import { junitReport } from '../src/report/junit.js';
import type { Report, Result } from '../src/report/report.js';
import { textReport } from '../src/report/text.js';

const about = {
  part: 'behaviour',
  operationId: 'cancel',
  cites: 'Idempotency › Replay',
  durationMs: 1500,
} as const;
const results: Result[] = [
  { ...about, id: 'cancel/fine', title: 'The server is fine.', outcome: 'passed' },
  {
    ...about,
    id: 'cancel/wrong',
    title: 'The server is right.',
    outcome: 'failed',
    failure: {
      message: 'expected <1> & "2"\u0000',
      contract: 'It must.',
      curl: ['curl a', 'curl b \\\n  -d c'],
    },
  },
  {
    ...about,
    id: 'cancel/unknown',
    title: 'The server knows.',
    outcome: 'not checked',
    reason: 'no hook now',
  },
];
const report: Report = {
  version: '1.0.0',
  contract: { version: '2.0.0', digest: 'd' },
  baseUrl: 'http://server.test',
  startedAt: '2024-01-15T09:00:00.000Z',
  durationMs: 3000,
  requests: 7,
  succeeded: 1,
  seed: 42,
  verdict: 'broken',
  passed: 1,
  failed: 1,
  notChecked: 1,
  results,
};

describe('the report for people', () => {
  it('counts, says what was not checked and why, and reproduces each failure', () => {
    expect(
      textReport(report),
    ).toBe(`Connect API conformance 1.0.0, contract 2.0.0: http://server.test

  cancel, behaviour                        1 passed, 1 failed, 1 not checked

Not checked
  no hook now:
    cancel/unknown

✗ cancel/wrong
  The server is right.
  expected <1> & "2"\u0000
  Contract, Idempotency › Replay: It must.
  Reproduce it:
    curl a
    curl b \\
      -d c

The server does not keep the contract. 1 passed, 1 failed, 1 not checked (7 requests, 3.0 s, seed 42)
`);
  });

  it('lists what passed where that is asked for', () => {
    expect(textReport(report, { verbose: true })).toContain('✓ cancel/fine: The server is fine.');
  });

  it('shows the first of many failures in full, and the ids of the others', () => {
    const many = Array.from({ length: 22 }, (_, index) => ({
      ...results[1]!,
      id: `cancel/${index}`,
    }));
    const text = textReport({ ...report, results: many });
    expect(text.match(/Reproduce it/g)).toHaveLength(20);
    expect(text).toContain('✗ cancel/21\n');
  });

  it('shows all of twenty failures in full, and of any number where that is asked for', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ ...results[1]!, id: `cancel/${index}` }));
    const twenty = textReport({ ...report, results: many(20) });
    expect(twenty.match(/Reproduce it/g)).toHaveLength(20);
    expect(twenty).not.toContain('--verbose');
    const others = textReport({ ...report, results: many(22) });
    expect(others).toContain(
      '\n\nThese failed too; --verbose shows why:\n✗ cancel/20\n✗ cancel/21\n\nThe server',
    );
    const all = textReport({ ...report, results: many(22) }, { verbose: true });
    expect(all.match(/Reproduce it/g)).toHaveLength(22);
    expect(all).not.toContain('These failed too');
  });

  it('names up to five of those that were not checked for a reason, and counts the others', () => {
    const skipped = (count: number) => ({
      ...report,
      results: Array.from({ length: count }, (_, index) => ({ ...results[2]!, id: `c/${index}` })),
    });
    expect(textReport(skipped(5))).toContain(
      '  no hook now:\n    c/0\n    c/1\n    c/2\n    c/3\n    c/4\n\n',
    );
    expect(textReport(skipped(6))).toContain('    c/4\n    and 1 more\n');
    expect(textReport({ ...report, results: [results[0]!] })).toContain(
      'cancel, behaviour                        1 passed, 0 failed\n\nThe server',
    );
  });

  it('puts each operation and part in a line, and marks what it lists', () => {
    const schema = { ...results[1]!, part: 'schema' as const };
    const text = textReport({ ...report, results: [...results, schema] }, { verbose: true });
    expect(text).toContain(
      `
  cancel, behaviour                        1 passed, 1 failed, 1 not checked
    ✓ cancel/fine: The server is fine.
    ✗ cancel/wrong: The server is right.
    - cancel/unknown: The server knows.
  cancel, schema                           0 passed, 1 failed
    ✗ cancel/wrong: The server is right.

Not checked
`,
    );
  });

  it('keeps every line of what is wrong, and says in its last one what the run came to', () => {
    const failure = { ...results[1]!.failure!, message: 'one\ntwo' };
    const text = textReport({ ...report, results: [{ ...results[1]!, failure }] });
    expect(text).toContain('\n  one\n  two\n  Contract, ');
    const kept = textReport({
      ...report,
      results: [results[0]!],
      verdict: 'kept',
      durationMs: 2345,
    });
    expect(kept).toMatch(
      /\n\nThe server keeps the contract, as far as it was checked\. 1 passed, 0 failed \(7 requests, 2\.3 s, seed 42\)\n$/,
    );
  });

  it('asks for subjects where not one request succeeded', () => {
    const nothing = { ...report, succeeded: 0 };
    expect(textReport(nothing)).toContain('\n\nNot one request succeeded. Name');
    expect(textReport(report)).not.toContain('Not one request succeeded.');
  });

  it('does not call a run that found nothing wrong complete that was cut short', () => {
    expect(textReport({ ...report, verdict: 'unfinished' })).toContain(
      'No failure was found, but the run is not complete',
    );
  });
});

describe('the report in JUnit’s XML', () => {
  it('counts every failure, in each suite and in all', () => {
    const failed = [results[1]!, { ...results[1]!, operationId: 'change' }, results[1]!];
    const xml = junitReport({ ...report, results: [...failed, results[0]!, results[2]!] });
    expect(xml).toContain(
      '<testsuites name="Connect API conformance" tests="5" failures="3" skipped="1"',
    );
    expect(xml).toMatch(/<testsuite name="cancel" .+ tests="4" failures="2" skipped="1">/);
    expect(xml).toMatch(/<testsuite name="change" .+ tests="1" failures="1" skipped="0">/);
    expect(xml.match(/<failure /g)).toHaveLength(3);
  });

  it('holds only what XML may hold', () => {
    const title = 'a\u0001<b>&"c"\t\ud83d\ude00\ufffe';
    const failure = { ...results[1]!.failure!, message: 'first\nsecond', curl: [] };
    const xml = junitReport({ ...report, results: [{ ...results[1]!, title, failure }] });
    expect(xml).toContain('name="wrong: a\ufffd&lt;b&gt;&amp;&quot;c&quot;\t\ud83d\ude00\ufffd"');
    expect(xml).toContain('<failure message="first">first\nsecond\n\nContract: It must.');
  });

  it('has a suite for each operation, with failures and what was skipped', () => {
    expect(junitReport(report)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="Connect API conformance" tests="3" failures="1" skipped="1" time="3.000">
  <testsuite name="cancel" timestamp="2024-01-15T09:00:00.000Z" tests="3" failures="1" skipped="1">
    <testcase classname="cancel.behaviour" name="fine: The server is fine." time="1.500"/>
    <testcase classname="cancel.behaviour" name="wrong: The server is right." time="1.500"><failure message="expected &lt;1&gt; &amp; &quot;2&quot;\ufffd">expected &lt;1&gt; &amp; &quot;2&quot;\ufffd

Contract: It must.

curl a

curl b \\
  -d c</failure></testcase>
    <testcase classname="cancel.behaviour" name="unknown: The server knows." time="1.500"><skipped message="no hook now"/></testcase>
  </testsuite>
</testsuites>
`);
  });
});
