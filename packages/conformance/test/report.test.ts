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

  it('asks for subjects where not one request succeeded', () => {
    const nothing = { ...report, succeeded: 0 };
    expect(textReport(nothing)).toContain('Not one request succeeded.');
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
