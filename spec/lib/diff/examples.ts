// Redocly tells which examples of media types and parameters come and go, but not what they show.

import { isDeepStrictEqual } from 'node:util';
import { examplesOf, json, type OpenApiDocument, operationsOf } from '../contract.ts';
import type { Change } from './changes.ts';

/** An example that shows something else promises nothing else: it is documentation. */
export function exampleChanges(base: OpenApiDocument, revision: OpenApiDocument): Change[] {
  const before = new Map(shownIn(base).map((each) => [`${each.place} ${each.example.name}`, each]));
  return shownIn(revision)
    .filter(({ place, example }) => {
      const then = before.get(`${place} ${example.name}`);
      return then && !isDeepStrictEqual(then.example, example);
    })
    .map(({ place, example: { name } }) => ({
      impact: 'patch',
      place,
      text: `Example \`${name}\` changed.`,
    }));
}

function shownIn(document: OpenApiDocument) {
  return operationsOf(document).flatMap((operation) => {
    const { method, path, parameters, requestBody, responses } = operation;
    const place = `${method.toUpperCase()} ${path}`;
    const holders = [
      ...parameters.map((each) => ({ place: `${place}, ${each.in} ${each.name}`, holder: each })),
      { place: `${place}, request`, holder: json(requestBody) },
      ...Object.entries(responses).map(([status, response]) => ({
        place: `${place}, response ${status}`,
        holder: json(response),
      })),
    ];
    return holders.flatMap(({ place: at, holder }) =>
      examplesOf(document, holder).map((example) => ({ place: at, example })),
    );
  });
}
