// Says in words what changed in the contract since the last release (released/openapi.yaml), the
// breaking changes first, and whether the coming version fits.
import { inMarkdown } from '../lib/diff/markdown.ts';
import { sinceRelease } from '../lib/diff/since-release.ts';
import { versionProblem } from '../lib/diff/version.ts';

const state = await sinceRelease();
const { changes, released, published } = state;

if (changes.length === 0) console.log(`Nothing has changed since ${released}.`);
else console.log(inMarkdown(changes));
if (!published) console.log(`${released} is not published yet, so nothing can break.`);
const problem = versionProblem(state);
if (problem) console.log(problem);
