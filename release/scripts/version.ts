// Takes up the waiting changesets: `npm run version`, which generates afterwards. All packages and the
// contract get one version, and what changed in the contract is added to its changelog.
import { copyFile } from 'node:fs/promises';
import { inMarkdown, sinceRelease } from '@connect-api/spec/diff';
import { repository } from '../lib/packages.ts';
import { run } from '../lib/run.ts';
import { takeUpChangesets } from '../lib/version.ts';

const { changes } = await sinceRelease();
const notes =
  changes.length > 0 ? inMarkdown(changes).trim().replaceAll('### ', '#### ') : undefined;
const today = new Date().toISOString().slice(0, 10);
const { before, version } = await takeUpChangesets(repository, today, notes);

if (version === before) {
  console.error('No changeset waits. Add one with `npx @changesets/cli`.');
  process.exitCode = 1;
} else {
  await run('pnpm', ['--filter', '@connect-api/spec', 'run', 'build'], { cwd: repository });
  await copyFile(
    `${repository}/spec/dist/openapi.yaml`,
    `${repository}/spec/released/openapi.yaml`,
  );
  console.log(`Everything has the version ${version}, was ${before}.`);
}
