// Says in words what changed in the contract since the last release (released/openapi.yaml), the
// breaking changes first, and whether the coming version fits.
import { sinceRelease } from '../lib/diff/since-release.js';
import { versionProblem } from '../lib/diff/version.js';
import { sentence } from '../lib/diff/words.js';

const headings = /** @type {const} */ ({
  major: 'Breaking changes (major)',
  minor: 'New (minor)',
  patch: 'Words and small repairs (patch)',
});

const state = await sinceRelease();
const { changes, released, published } = state;

if (changes.length === 0) console.log(`Nothing has changed since ${released}.`);
for (const [impact, heading] of Object.entries(headings)) {
  const some = changes.filter((change) => change.impact === impact);
  if (some.length === 0) continue;
  console.log(`### ${heading}\n`);
  for (const change of some) console.log(`- ${sentence(change)}`);
  console.log('');
}
if (!published) console.log(`${released} is not published yet, so nothing can break.`);
const problem = versionProblem(state);
if (problem) console.log(problem);
