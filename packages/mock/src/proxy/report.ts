import packageJson from '../../package.json' with { type: 'json' };
import { contract, digest } from '../bundled-contract.js';
import { type Difference, textOf } from './difference.js';

/** What a proxy has seen. */
export interface ProxyReport {
  /** Of this package. */
  version: string;
  /** The contract that everything was held against. */
  contract: {
    /** Its `info.version`. */
    version: string;
    /** The digest of its document. */
    sha256: string;
  };
  /** The server that requests were passed on to. */
  baseUrl: string;
  /** How many requests came. */
  requests: number;
  /** To how many of them the server gave no answer that could be passed on. */
  unanswered: number;
  /** How many were too large to be passed on. */
  notPassedOn: number;
  /** Each one once, the most frequent first, with the time of its first. */
  differences: (Difference & {
    /** How often it was seen. */
    count: number;
    /** When it was first seen (RFC 3339). */
    first: string;
  })[];
  /** How many differences came after the list was full; it holds 1,000. */
  more: number;
}

const mostDifferences = 1000;

/** Counts what a proxy sees. What differs again in the same way takes no more room. */
export function createReport(baseUrl: string, now: () => number) {
  const differences = new Map<string, Difference & { count: number; first: string }>();
  const counts = { requests: 0, unanswered: 0, notPassedOn: 0 };
  let more = 0;
  return {
    counts,
    /** Whether it is the first of its kind. */
    add(difference: Difference): boolean {
      const key = JSON.stringify(difference);
      const before = differences.get(key);
      if (before) before.count += 1;
      else if (differences.size === mostDifferences) more += 1;
      else differences.set(key, { ...difference, count: 1, first: new Date(now()).toISOString() });
      return before === undefined;
    },
    read: (): ProxyReport => ({
      version: packageJson.version,
      contract: { version: contract.info.version, sha256: digest },
      baseUrl,
      ...counts,
      differences: [...differences.values()]
        .map((each) => ({ ...each }))
        .sort((one, other) => other.count - one.count),
      more,
    }),
  };
}

/** A report for people, with a line break at its end. */
export function textReport(report: ProxyReport): string {
  const { requests, unanswered, notPassedOn, differences, more } = report;
  const violations = differences.filter(({ kind }) => kind === 'violation');
  const unknown = differences.filter(({ kind }) => kind === 'unknown');
  return [
    `${report.baseUrl}: ${counted(requests, 'request')}, contract ${report.contract.version}`,
    ...(unanswered > 0 ? [`${unanswered} without an answer`] : []),
    ...(notPassedOn > 0 ? [`${notPassedOn} too large, and not passed on`] : []),
    ...(violations.length === 0 ? ['Nothing differs from the contract.'] : []),
    ...listed('What differs from the contract:', violations),
    ...listed('What is not in the contract, which allows it:', unknown),
    ...(more > 0 ? [`and ${more} more, which are not listed`] : []),
    '',
  ].join('\n');
}

function listed(title: string, differences: ProxyReport['differences']): string[] {
  if (differences.length === 0) return [];
  return ['', title, ...differences.map((each) => `  ${each.count} × ${textOf(each)}`)];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
