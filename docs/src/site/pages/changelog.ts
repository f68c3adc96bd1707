import { existsSync, readFileSync } from 'node:fs';
import { sentence, sinceRelease } from '@connect-api/spec/diff';
import { inContract } from '../contract/folder.ts';

/** The notes of all releases, in Markdown without the title; none before the first changeset. */
export function releaseNotes(): string | undefined {
  // Where changesets writes it.
  const file = inContract('CHANGELOG.md');
  return existsSync(file) ? readFileSync(file, 'utf8').replace(/^# .+\n/, '') : undefined;
}

/** What changed since the last release, breaking changes first, as Markdown; nothing before the first. */
export async function unreleasedChanges() {
  const { changes, published } = await sinceRelease();
  if (!published) return [];
  return (['major', 'minor', 'patch'] as const)
    .map((impact) => ({
      impact,
      changes: changes.filter((change) => change.impact === impact).map(sentence),
    }))
    .filter(({ changes }) => changes.length > 0);
}
