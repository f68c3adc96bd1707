// Runs in the copy of the drill, before anything is built there: makes every artifact of the contract in
// memory, holds it against the contract, and calls the new operations. Prints what it found as JSON.
import { document } from '@connect-api/spec';
import { artifacts } from '../lib/artifacts.ts';
import { keyOf } from '../lib/finding.ts';
import { callsOf } from '../lib/new-operations.ts';
import { readContract } from '../lib/written-contract.ts';

/** Their checks take the most time: of them only what is new is asked. */
const slow = ['docs', 'mock'];

const [ids = '', ...files] = process.argv.slice(2);
const contract = readContract();
const findings = [];
for (const artifact of artifacts) {
  const state = await artifact.generate(document);
  const facts = contract.facts
    .filter((fact) => artifact.silent(fact, contract) === undefined)
    .filter(({ place }) => !slow.includes(artifact.name) || files.includes(place.file));
  for (const { fact, found, where } of await artifact.check(state, facts, contract))
    findings.push(`${artifact.name}: ${keyOf(fact)}: ${found} (${where})`);
  await artifact.close?.(state);
}
const facts = contract.facts.filter(({ place }) => files.includes(place.file)).length;
console.log(JSON.stringify({ facts, findings, calls: await callsOf(document, ids.split(',')) }));
