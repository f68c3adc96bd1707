// Plain JavaScript, ES2020 at most, for old Nodes load it.
// Says whether this Node can run the repository.

/**
 * @param {string} version such as `20.19.0`
 * @param {string} range `engines.node`: comparators joined by spaces, alternatives by `||`
 * @returns {string | undefined} what to tell the person, or nothing when the version will do
 */
export function refuseNode(version, range) {
  if (satisfies(version, range)) return undefined;
  return [
    `Node ${version} cannot run this repository.`,
    `It needs ${range.split('||').map(describe).join(', or ')} (package.json, "engines").`,
    '',
    'Install a newer one from https://nodejs.org, or with a version manager (nvm install 24,',
    'fnm install 24, volta install node@24), then run the same command again.',
  ].join('\n');
}

/**
 * Only what `engines.node` uses: `>=` and `<` with one to three numbers.
 *
 * @param {string} version
 * @param {string} range
 */
export function satisfies(version, range) {
  return range
    .split('||')
    .some((alternative) =>
      comparators(alternative).every(({ operator, bound }) =>
        operator === '>=' ? compare(version, bound) >= 0 : compare(version, bound) < 0,
      ),
    );
}

/** @param {string} alternative @returns {{ operator: string, bound: string }[]} */
function comparators(alternative) {
  return alternative
    .trim()
    .split(/\s+/)
    .map((text) => {
      const match = /^(>=|<)(\d+(?:\.\d+){0,2})$/.exec(text);
      if (!match) throw new Error(`Cannot read "${text}" in engines.node of package.json`);
      return { operator: match[1] || '', bound: match[2] || '' };
    });
}

/** @param {string} alternative */
function describe(alternative) {
  return comparators(alternative)
    .map(({ operator, bound }) => (operator === '>=' ? `${bound} or newer` : `older than ${bound}`))
    .join(' but ');
}

/** @param {string} left @param {string} right */
function compare(left, right) {
  const a = numbers(left);
  const b = numbers(right);
  const index = a.findIndex((number, i) => number !== b[i]);
  return index === -1 ? 0 : (a[index] || 0) - (b[index] || 0);
}

/** A pre-release such as `24.0.0-rc.1` counts as its release. @param {string} version */
function numbers(version) {
  const [major = 0, minor = 0, patch = 0] = version.replace(/-.*/, '').split('.').map(Number);
  return [major, minor, patch];
}
