// Runs in the copy of the drill, once everything is built there: holds every artifact against the contract,
// calls the new operations, and asks conformance about the sandbox. Prints what is wrong as JSON.
//
//   node scripts/judge.ts readThis,createThat
import { writeFile } from 'node:fs/promises';
import { runConformance } from '@connect-api/conformance';
import { createSandbox } from '@connect-api/sandbox';
import { digest, document } from '@connect-api/spec';
import { artifacts } from '../lib/artifacts.ts';
import { keyOf } from '../lib/finding.ts';
import { noCheck } from '../lib/judge.ts';
import { callsOf } from '../lib/new-operations.ts';
import { checkArtifact } from '../lib/table.ts';
import { readContract } from '../lib/written-contract.ts';
import type { Wrong } from '../lib/wrong.ts';

const [result = '', ids = ''] = process.argv.slice(2);
const operationIds = ids.split(',');
const contract = readContract();

const checks = {
  ...Object.fromEntries(artifacts.map(({ name }) => [name, () => differences(name)])),
  calls,
  conformance,
};
const wrongs: Wrong[] = [];
for (const [artifact, check] of Object.entries(checks))
  wrongs.push(...(await check().catch((error: Error) => [{ artifact, what: error.message }])));
await writeFile(result, JSON.stringify(wrongs));
// What an artifact leaves open does not keep the drill.
process.exit(0);

async function differences(name: string): Promise<Wrong[]> {
  const artifact = artifacts.find((each) => each.name === name) as (typeof artifacts)[number];
  const { cells } = await checkArtifact(artifact, contract, digest);
  return cells
    .flatMap(({ findings }) => findings)
    .map(({ fact, found, where }) => ({
      // That no check knows a fact is no fault of the artifact.
      artifact: found === noCheck ? 'facts' : name,
      what: `${keyOf(fact)}: ${found} (${where})`,
      file: fact.place.file,
      ...operationIn(fact.about.operationId, where),
    }));
}

/** Whom a fact of a shared file concerns says where it was found. */
function operationIn(own: string | undefined, where: string): Pick<Wrong, 'operationId'> {
  const operation = contract.probes.find(({ method, path }) => where === `${method} ${path}`);
  const operationId = own ?? operation?.operationId;
  return operationId === undefined ? {} : { operationId };
}

async function calls(): Promise<Wrong[]> {
  const all = await callsOf(document, operationIds, (artifact) => artifact.built());
  return all
    .filter(({ asDocumented }) => !asDocumented)
    .map(({ server, operationId, name, found }) => ({
      artifact: server,
      operationId,
      what: `${name} is answered with ${found}`,
    }));
}

async function conformance(): Promise<Wrong[]> {
  const sandbox = createSandbox();
  const world = await sandbox.fetch('http://sandbox.test/__sandbox/world');
  const { tenants } = (await world.json()) as { tenants: { apiKeys: string[] }[] };
  const { results } = await runConformance({
    baseUrl: 'http://sandbox.test',
    apiKey: tenants[0]?.apiKeys[0] ?? '',
    only: operationIds.map((id) => `${id}/`),
    runs: 3,
    fetch: (url, init) => sandbox.fetch(new Request(url, init)),
  });
  return results
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ id, operationId, failure }) => ({
      artifact: 'conformance',
      operationId,
      what: `${id}: ${failure?.message.split('\n')[0]}`,
    }));
}
