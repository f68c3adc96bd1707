import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { sentence, sinceRelease } from '@connect-api/spec/diff';

/** The notes of all releases, in Markdown without the title; none before the first changeset. */
export function releaseNotes(): string | undefined {
  // Where changesets writes it.
  // `import.meta.resolve` does not exist where Vite runs a module.
  const contract = createRequire(import.meta.url).resolve('@connect-api/spec/openapi.json');
  const file = path.join(path.dirname(contract), '../CHANGELOG.md');
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
