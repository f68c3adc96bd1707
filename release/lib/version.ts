import { readFile, writeFile } from 'node:fs/promises';
import { packageFolders, readJson } from '../../scripts/lib/workspace.ts';
import { withDate, withNotes, withoutGap } from './notes.ts';
import { run } from './run.ts';

/**
 * The contract's root file with another `info.version`, otherwise as it was.
 */
export function withVersion(yaml: string, version: string): string {
  const line = /^(info:\n(?: .*\n)*? {2}version: ).+$/m;
  if (!line.test(yaml)) throw new Error('openapi.yaml has no version under info.');
  return yaml.replace(line, (_, before) => before + version);
}

/**
 * Takes up the waiting changesets: one new version for all packages and the contract, and what is new in
 * each changelog, so that whoever proposes the next version finds notes for every package with a new version.
 *
 * @param day on which the version is made, which the contract's changelog says
 * @param contractNotes what changed in the contract, in Markdown; default: nothing did
 * @returns the same twice where no changeset waits
 */
export async function takeUpChangesets(
  repository: string,
  day: string,
  contractNotes?: string,
): Promise<{ before: string; version: string }> {
  const versions = () => versionsIn(repository);
  const before = versions();
  await run('changeset', ['version'], { cwd: repository });
  const after = versions();
  const version = String(after.get('spec'));
  if (version === before.get('spec')) return { before: version, version };

  const edit = editorIn(repository);
  await edit('spec/openapi.yaml', (yaml) => withVersion(yaml, version));
  if (contractNotes)
    await edit('spec/CHANGELOG.md', (log) =>
      withNotes(log, version, `### The contract\n\n${contractNotes}`),
    );
  for (const [folder, own] of after)
    if (own !== before.get(folder))
      await edit(`${folder}/CHANGELOG.md`, (log) => withoutGap(log, version));
  await edit('spec/CHANGELOG.md', (log) => withDate(log, version, day));
  return { before: String(before.get('spec')), version };
}

/** By folder. */
function versionsIn(repository: string): Map<string, string> {
  return new Map(
    packageFolders(repository).map((folder) => [
      folder,
      readJson(repository, folder, 'package.json').version,
    ]),
  );
}

function editorIn(repository: string) {
  return async (file: string, change: (text: string) => string) => {
    const path = `${repository}/${file}`;
    await writeFile(path, change(await readFile(path, 'utf8')));
  };
}
