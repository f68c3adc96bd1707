/**
 * The contract's root file with another `info.version`, otherwise as it was.
 *
 * @param {string} yaml
 * @param {string} version
 */
export function withVersion(yaml, version) {
  const line = /^(info:\n(?: .*\n)*? {2}version: ).+$/m;
  if (!line.test(yaml)) throw new Error('openapi.yaml has no version under info.');
  return yaml.replace(line, (_, before) => before + version);
}

/**
 * A changelog of changesets, with a text at the end of one version's notes.
 *
 * @param {string} changelog
 * @param {string} version
 * @param {string} text
 */
export function withNotes(changelog, version, text) {
  const heading = `## ${version}\n`;
  const start = changelog.indexOf(heading);
  if (start === -1) throw new Error(`The changelog has no notes of ${version}.`);
  const next = changelog.indexOf('\n## ', start + heading.length);
  const end = next === -1 ? changelog.length : next;
  return `${changelog.slice(0, end).trimEnd()}\n\n${text}\n${changelog.slice(end)}`;
}
