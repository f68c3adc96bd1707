// Prints the table of artifacts and facts. Exit code 1 where anything differs.
import { digest } from '@connect-api/spec';
import { createPaint } from '../../../scripts/lib/paint.ts';
import { artifacts } from '../lib/artifacts.ts';
import { findingsText, tableText } from '../lib/print.ts';
import { checkArtifact } from '../lib/table.ts';
import { readContract } from '../lib/written-contract.ts';

const paint = createPaint({ env: process.env, isTTY: process.stdout.isTTY });
const contract = readContract();
const columns = [];
for (const artifact of artifacts) columns.push(await checkArtifact(artifact, contract, digest));

console.log(tableText(columns, paint));
const differences = findingsText(columns, paint);
if (differences !== '') {
  console.log(`\n${differences}`);
  process.exitCode = 1;
}
