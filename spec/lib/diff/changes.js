// What changed between two states of the contract, how much that asks of the next version, in words.
import { errorCodeChanges } from './error-codes.js';
import { exampleChanges } from './examples.js';
import { figureChanges } from './figures.js';
import { rate } from './rate.js';
import { describe, placeOf } from './words.js';

/**
 * @typedef {object} Change
 * @property {import('./impact.js').Impact} impact
 * @property {string} place such as `POST /boats/{boatId}/paint, response 404`; empty for the whole API
 * @property {string} text a sentence for the changelog
 */

/** @typedef {import('../contract.js').OpenApiDocument} OpenApiDocument */

/**
 * @param {import('./redocly-diff.js').RedoclyChange[]} found by Redocly in the same two documents
 * @param {OpenApiDocument} base
 * @param {OpenApiDocument} revision
 * @returns {Change[]} each sentence once, at the first of its places
 */
export function changesBetween(found, base, revision) {
  const changes = [
    ...found.map((change) => ({
      impact: rate(change, base, revision),
      place: placeOf(change.path),
      text: describe(change),
    })),
    ...errorCodeChanges(base, revision),
    ...figureChanges(base, revision),
    ...exampleChanges(base, revision),
  ];
  return [
    ...new Map(changes.map((one) => [`${one.impact} ${one.place} ${one.text}`, one])).values(),
  ];
}
