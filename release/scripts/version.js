// Takes up the waiting changesets: `npm run version`, which generates afterwards. All packages and the
// contract get one version, and what changed in the contract is added to its changelog.
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { inMarkdown, sinceRelease } from '@connect-api/spec';
import { packageFolders, readJson } from '../../scripts/lib/workspace.mjs';
import { repository } from '../lib/packages.js';
import { run } from '../lib/run.js';
import { withNotes, withVersion } from '../lib/version.js';

const spec = `${repository}/spec`;
const versionOfSpec = () => readJson(spec, 'package.json').version;

const { changes } = await sinceRelease();
const before = versionOfSpec();
await run('changeset', ['version'], { cwd: repository });
const version = versionOfSpec();

if (version === before) {
  console.error('No changeset waits. Add one with `npx @changesets/cli`.');
  process.exitCode = 1;
} else {
  await edit('openapi.yaml', (yaml) => withVersion(yaml, version));
  if (changes.length > 0) {
    const text = inMarkdown(changes).trim().replaceAll('### ', '#### ');
    await edit('CHANGELOG.md', (log) => withNotes(log, version, `### The contract\n\n${text}`));
  }
  await run('pnpm', ['--filter', '@connect-api/spec', 'run', 'build'], { cwd: repository });
  // Changesets writes one for every package with a version; of the private ones people read the contract's.
  for (const folder of packageFolders(repository)
    .filter(isPrivate)
    .filter((name) => name !== 'spec'))
    await rm(`${repository}/${folder}/CHANGELOG.md`, { force: true });
  await copyFile(`${spec}/dist/openapi.yaml`, `${spec}/released/openapi.yaml`);
  console.log(`Everything has the version ${version}, was ${before}.`);
}

/** @param {string} folder */
function isPrivate(folder) {
  return readJson(repository, folder, 'package.json').private === true;
}

/** @param {string} file @param {(text: string) => string} change */
async function edit(file, change) {
  await writeFile(`${spec}/${file}`, change(await readFile(`${spec}/${file}`, 'utf8')));
}
