import type { ErrorDetail } from '@connect-api/types';
import { errorsOfChosenBranches } from './branches.js';
import { type Cause, causeOf, type Subject } from './cause.js';
import type { SchemaError } from './generated-module.js';
import { propertyPath } from './property.js';

/** No caller corrects more at once, and a hostile body must not cost more than a long one. */
const mostErrors = 1000;

export type { Cause, SchemaError, Subject };

/**
 * What Ajv found, in the shape of the API: one detail for each cause that the caller can correct.
 *
 * @param errors of an Ajv with `allErrors` and `discriminator`
 * @param subject the schema, which must hold no references, and the value that does not fit it
 */
export function detailsOf(errors: readonly SchemaError[], subject: Subject): ErrorDetail[] {
  return placedCauses(errors, subject).map(([place, { code, message, suggestion }]) => ({
    message,
    code,
    ...(place !== '' && { property: place }),
    ...(suggestion !== undefined && { suggestion }),
  }));
}

/** The same, each with the tokens of the path to what is wrong. */
export function causesOf(errors: readonly SchemaError[], subject: Subject): Cause[] {
  return placedCauses(errors, subject).map(([, cause]) => cause);
}

function placedCauses(errors: readonly SchemaError[], subject: Subject): [string, Cause][] {
  const causes = new Map<string, Cause & { weight: number }>();
  for (const error of errorsOfChosenBranches(errors.slice(0, mostErrors), subject.schema)) {
    const cause = causeOf(error, subject);
    if (!cause) continue;
    const place = propertyPath(cause.path, subject.data);
    // At equal rank a rule without a condition says more: one of all values, not of a branch's.
    const conditional = /\/(oneOf|anyOf)\/\d+\//.test(error.schemaPath);
    const candidate = { ...cause, weight: cause.rank + (conditional ? 0.5 : 0) };
    if (candidate.weight < (causes.get(place)?.weight ?? Infinity)) causes.set(place, candidate);
  }
  const meant = new Set([...causes.values()].flatMap((cause) => meantBy(cause, subject)));
  return [...causes].filter(([place]) => !meant.has(place));
}

/** A misspelt property is the required one that seems to be missing: one cause, one detail. */
function meantBy({ code, path, suggestion }: Cause, { data }: Subject): string[] {
  if (code !== 'FIELD_UNKNOWN' || suggestion === undefined) return [];
  return [propertyPath([...path.slice(0, -1), suggestion], data)];
}
