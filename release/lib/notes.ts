const nothing = 'Nothing changed here: all packages and the contract have one version.';

/**
 * The notes of one version, out of a changelog of changesets.
 */
export function notesOf(changelog: string, version: string): string {
  const { start, end } = placeOf(changelog, version);
  return changelog.slice(start, end).trim();
}

/**
 * A changelog with a text at the end of one version's notes.
 */
export function withNotes(changelog: string, version: string, text: string): string {
  const { end } = placeOf(changelog, version);
  return `${changelog.slice(0, end).trimEnd()}\n\n${text}\n${changelog.slice(end)}`;
}

/**
 * A changelog that says on which day a version was made, below its heading.
 */
export function withDate(changelog: string, version: string, day: string): string {
  const { start, end } = placeOf(changelog, version);
  const notes = changelog.slice(start, end).trim();
  return `${changelog.slice(0, start)}\nReleased on ${day}.\n\n${notes}\n${changelog.slice(end)}`;
}

/**
 * A changelog that says so where a version brought nothing.
 */
export function withoutGap(changelog: string, version: string): string {
  return notesOf(changelog, version) ? changelog : withNotes(changelog, version, nothing);
}

/**
 * The notes of a release: those of every package that changed, the contract's first.
 */
export function releaseNotes(
  version: string,
  packages: { name: string; changelog: string }[],
): string {
  const changed = packages
    .map(({ name, changelog }) => ({
      name,
      notes: notesOf(changelog, version).replace(/^Released on .+\n*/, ''),
    }))
    .filter(({ notes }) => notes !== '' && notes !== nothing);
  return changed.map(({ name, notes }) => `## ${name}\n\n${notes}\n`).join('\n');
}

function placeOf(changelog: string, version: string) {
  const heading = `## ${version}\n`;
  const at = `\n${changelog}\n`.indexOf(`\n${heading}`);
  if (at === -1) throw new Error(`The changelog has no notes of ${version}.`);
  const start = at + heading.length;
  const next = changelog.indexOf('\n## ', start);
  return { start, end: next === -1 ? changelog.length : next };
}
