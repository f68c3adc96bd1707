import { existsSync, readFileSync } from 'node:fs';
import { changesSinceRelease } from '@connect-api/spec';

type Change = Awaited<ReturnType<typeof changesSinceRelease>>[number];

/** The notes of all releases, in Markdown without the title; none before the first changeset. */
export function releaseNotes(): string | undefined {
  // Where changesets writes it.
  const file = new URL('../CHANGELOG.md', import.meta.resolve('@connect-api/spec/openapi.json'));
  return existsSync(file) ? readFileSync(file, 'utf8').replace(/^# .+\n/, '') : undefined;
}

/** What changed since the last release, breaking changes first, as Markdown. */
export async function unreleasedChanges() {
  const changes = await changesSinceRelease();
  return (['major', 'minor', 'patch'] as const)
    .map((impact) => ({
      impact,
      changes: changes.filter((change) => change.impact === impact).map(describeChange),
    }))
    .filter(({ changes }) => changes.length > 0);
}

/** A change in a line, with its place: `SubscriptionId › maxLength: 200, was 100`. */
export function describeChange({ kind, verdicts, base, revision }: Change): string {
  const place = placeOf((revision ?? base)?.pointer ?? '');
  if (verdicts.length > 0) return `${place}: ${verdicts.map(({ message }) => message).join(' ')}`;
  if (kind !== 'modified') return `${place}: ${kind}`;
  return `${place}: ${shownValue(revision?.value)}, was ${shownValue(base?.value)}`;
}

const shownValue = (value: unknown) =>
  value === undefined || value === null ? 'nothing' : `\`${JSON.stringify(value)}\``;

/** A JSON pointer (RFC 6901) without the steps that only say what kind of thing follows. */
function placeOf(pointer: string): string {
  return pointer
    .replace(/^#?\//, '')
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .filter((step) => !/^(components|schemas|properties|paths|content|schema)$/.test(step))
    .map((step) => `\`${step}\``)
    .join(' › ');
}
