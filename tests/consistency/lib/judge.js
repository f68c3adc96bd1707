// Holds what a validator or a server decides against what the contract wants.
import { brief, keyOf } from './finding.js';

/** @typedef {import('./probes.js').OperationProbes} OperationProbes */
/** @typedef {import('./probes.js').RequestProbe | import('./probes.js').ResponseProbe} AnyProbe */

/** What is found of a fact of which no check knows how to look for it. */
const noCheck = 'nothing, because no check knows this fact: add one';

/**
 * The first probe of each fact that is decided otherwise.
 *
 * @param {import('./facts.js').Fact[]} facts
 * @param {[OperationProbes, AnyProbe][]} probes
 * @param {(operation: OperationProbes, probe: any) => Promise<string> | string} verdictOf
 * @param {(operation: OperationProbes) => string} where
 * @returns {Promise<import('./finding.js').Finding[]>}
 */
export async function judge(facts, probes, verdictOf, where) {
  const findings = [];
  /** @type {Map<string, [OperationProbes, AnyProbe][]>} */
  const byFact = new Map();
  for (const each of probes) {
    const { fact } = each[1];
    byFact.set(fact, [...(byFact.get(fact) ?? []), each]);
  }
  for (const fact of facts) {
    const own = byFact.get(keyOf(fact));
    if (!own)
      findings.push({ fact, found: noCheck, where: 'tests/consistency/lib/schema-probes.js' });
    for (const [operation, probe] of own ?? []) {
      const verdict = await verdictOf(operation, probe);
      if (verdict === probe.verdict) continue;
      const what = 'request' in probe ? probe.request : { status: probe.status, body: probe.body };
      findings.push({ fact, found: `${verdict}: ${brief(what)}`, where: where(operation) });
      break;
    }
  }
  return findings;
}
