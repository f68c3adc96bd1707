// What changed between two states of the contract, how much that asks of the next version, in words.

import type { OpenApiDocument } from '../contract.ts';
import { errorCodeChanges } from './error-codes.ts';
import { exampleChanges } from './examples.ts';
import { figureChanges } from './figures.ts';
import type { Impact } from './impact.ts';
import { rate } from './rate.ts';
import type { RedoclyChange } from './redocly-diff.ts';
import { schemaNameChanges } from './schema-names.ts';
import { serverChanges } from './servers.ts';
import { asShared, unshared } from './unshared.ts';
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
 * @returns each sentence once, at the first of its places, with the other operations that it touches
 */
export function changesBetween(
  found: RedoclyChange[],
  base: OpenApiDocument,
  revision: OpenApiDocument,
): Change[] {
  const [before, after] = [unshared(base), unshared(revision)];
  const changes = [
    ...found.map((change) => ({
      impact: rate(change, before, after),
      place: placeOf(change.path, before, after),
      text: asShared(describe(change, before, after)),
    })),
    ...schemaNameChanges(base, revision),
    ...serverChanges(base, revision),
    ...errorCodeChanges(base, revision),
    ...figureChanges(base, revision),
    ...exampleChanges(base, revision),
  ];
  const said = new Map<string, Change[]>();
  for (const change of changes) {
    const key = `${change.impact} ${change.text}`;
    const same = said.get(key);
    if (same) same.push(change);
    else said.set(key, [change]);
  }
  return [...said.values()].flatMap(together);
}

/** What is said of several operations in the same words is said once. */
function together(all: Change[]): Change[] {
  // What is said of an operation is not said of its path again.
  const operations = new Set(all.map(({ place }) => place.split(', ')[0]?.split(' ')[1]));
  const several = all.filter(({ place }) => !operations.has(place.split(', ')[0]));
  const [first] = several;
  if (!first) return [];
  const [operation = ''] = first.place.split(', ');
  const places = [...new Set(several.map(({ place }) => place))];
  const others = new Set(places.map((place) => place.split(', ')[0] ?? ''));
  others.delete(operation);
  const here = places.filter((place) => place.split(', ')[0] === operation);
  const whole = { ...first, place: inOne(here, operation) };
  if (others.size === 0) return [whole];
  if (others.has('') || operation === '') return places.map((place) => ({ ...first, place }));
  return [{ ...whole, text: `${first.text} This touches ${[...others].join(', ')}, too.` }];
}

/** Several places of one operation as one, such as `GET /boats, responses 400, 401 and default`. */
function inOne(places: string[], operation: string): string {
  const parts = places.map((place) => place.slice(operation.length + 2)).filter(Boolean);
  const isStatus = (part: string) => part.startsWith('response ');
  const statuses = parts.filter(isStatus).map((part) => part.slice('response '.length));
  const all = [
    ...parts.filter((part) => !isStatus(part)),
    ...(statuses.length > 0
      ? [`${statuses.length > 1 ? 'responses' : 'response'} ${inWords(statuses)}`]
      : []),
  ];
  return all.length > 0 ? `${operation}, ${inWords(all)}` : operation;
}

function inWords(words: string[]): string {
  const [last = '', ...rest] = words.toReversed();
  return rest.length > 0 ? `${rest.reverse().join(', ')} and ${last}` : last;
}
