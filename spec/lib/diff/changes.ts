// What changed between two states of the contract, how much that asks of the next version, in words.

import type { OpenApiDocument } from '../contract.ts';
import { errorCodeChanges } from './error-codes.ts';
import { exampleChanges } from './examples.ts';
import { figureChanges } from './figures.ts';
import type { Impact } from './impact.ts';
import { rate } from './rate.ts';
import type { RedoclyChange } from './redocly-diff.ts';
import { describe, placeOf } from './words.ts';

export interface Change {
  impact: Impact;
  /** Such as `POST /boats/{boatId}/paint, response 404`; empty for the whole API */
  place: string;
  /** A sentence for the changelog */
  text: string;
}

/**
 * @param found by Redocly in the same two documents
 * @returns each sentence once, at the first of its places
 */
export function changesBetween(
  found: RedoclyChange[],
  base: OpenApiDocument,
  revision: OpenApiDocument,
): Change[] {
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
