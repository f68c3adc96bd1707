// Changes every fact in every artifact, one at a time, and says which changes no check would notice.
// Exit code 1 where one survives.
import { parseArgs } from 'node:util';
import { document } from '@connect-api/spec';
import { flags } from '../../../scripts/lib/flags.ts';
import { createPaint } from '../../../scripts/lib/paint.ts';
import { artifacts } from '../lib/artifacts.ts';
import { mutantsOf } from '../lib/mutation.ts';
import { scoreOf, scoreText, totalText } from '../lib/score.ts';
import { readContract } from '../lib/written-contract.ts';

const { values } = parseArgs(flags.mutate);
const paint = createPaint({ env: process.env, isTTY: process.stdout.isTTY });
const chosen = artifacts.filter(({ name }) => values.artifact?.includes(name) ?? true);
const contract = readContract();
const scores = [];
for (const artifact of chosen) {
  const score = await scoreOf(artifact, mutantsOf(artifact, document, contract), contract);
  console.log(scoreText(score, paint));
  scores.push(score);
}
console.log(totalText(scores, paint));
if (scores.some(({ survived, control }) => survived.length > 0 || control.length > 0))
  process.exitCode = 1;
