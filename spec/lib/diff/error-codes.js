// The table of error codes is an extension, which Redocly does not look into.
import { errorCodesOf } from '../contract.js';

/** What programs rely on; the rest of an entry is advice for people. */
const facts = /** @type {const} */ (['status', 'scope', 'repeat', 'delayMs']);

/**
 * @param {import('../contract.js').OpenApiDocument} base
 * @param {import('../contract.js').OpenApiDocument} revision
 * @returns {import('./changes.js').Change[]}
 */
export function errorCodeChanges(base, revision) {
  const before = new Map(errorCodesOf(base).map((entry) => [entry.code, entry]));
  const after = new Map(errorCodesOf(revision).map((entry) => [entry.code, entry]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((code) =>
    compare(code, before.get(code), after.get(code)),
  );
}

/**
 * @param {string} code
 * @param {import('../contract.js').ErrorCode} [before]
 * @param {import('../contract.js').ErrorCode} [after]
 * @returns {import('./changes.js').Change[]}
 */
function compare(code, before, after) {
  const place = '';
  if (!after) return [{ impact: 'major', place, text: `Error code \`${code}\` was removed.` }];
  // Clients are told to expect codes that they do not know.
  if (!before) return [{ impact: 'minor', place, text: `Error code \`${code}\` was added.` }];
  const changed = facts.filter((fact) => show(before[fact]) !== show(after[fact]));
  if (changed.length > 0) {
    return changed.map((fact) => ({
      impact: 'major',
      place,
      text: `\`${fact}\` of error code \`${code}\` changed from ${show(before[fact])} to ${show(after[fact])}.`,
    }));
  }
  if (show(before) === show(after)) return [];
  return [{ impact: 'patch', place, text: `Error code \`${code}\` is explained anew.` }];
}

/** @param {unknown} value */
function show(value) {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
