// Holds what a validator or a server decides against what the contract wants.
import type { Fact } from './facts.ts';
import { brief, type Finding, keyOf } from './finding.ts';
import type { OperationProbes, RequestProbe, ResponseProbe } from './probes.ts';

export type AnyProbe = RequestProbe | ResponseProbe;

/** What is found of a fact of which no check knows how to look for it. */
export const noCheck = 'nothing, because no check knows this fact: add one';

/** The first probe of each fact that is decided otherwise. */
export async function judge<Probe extends AnyProbe>(
  facts: Fact[],
  probes: [OperationProbes, Probe][],
  verdictOf: (operation: OperationProbes, probe: Probe) => Promise<string> | string,
  where: (operation: OperationProbes) => string,
): Promise<Finding[]> {
  const findings = [];
  const byFact: Map<string, [OperationProbes, Probe][]> = new Map();
  for (const each of probes) {
    const { fact } = each[1];
    const own = byFact.get(fact);
    // A fact of all operations has thousands.
    if (own) own.push(each);
    else byFact.set(fact, [each]);
  }
  for (const fact of facts) {
    const own = byFact.get(keyOf(fact));
    if (!own)
      findings.push({ fact, found: noCheck, where: 'packages/probes/src/schema-probes.ts' });
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
