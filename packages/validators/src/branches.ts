import type { SchemaError } from './generated-module.js';
import { at, escaped, type JsonSchema } from './json-schema.js';

/**
 * Without the noise of `oneOf` and `anyOf`: Ajv reports what every branch objects to, but the caller
 * meant one. That is the branch whose `const` and `enum` fit, then the one with the fewest errors.
 */
export function errorsOfChosenBranches(
  errors: readonly SchemaError[],
  schema: JsonSchema,
): readonly SchemaError[] {
  // Outer choices first: an inner one in a branch that is not chosen goes with it, and all that is in it.
  const choices = errors.filter(isChoice).sort((a, b) => a.schemaPath.length - b.schemaPath.length);
  return choices.reduce((kept, choice) => {
    const inside = new Map(kept.flatMap((error) => branchOf(error, choice)));
    if (inside.size === 0) return kept;
    const chosen = chooseBranch(inside, choice, schema);
    return kept.filter((error) => error !== choice && (inside.get(error) ?? chosen) === chosen);
  }, errors);
}

function isChoice({ keyword }: SchemaError): boolean {
  return /^(one|any)Of$/.test(keyword);
}

/** An error with the index of the branch that it came from, or nothing where it came from elsewhere. */
function branchOf(error: SchemaError, choice: SchemaError): [SchemaError, number][] {
  const { schemaPath, instancePath } = error;
  const within =
    schemaPath.startsWith(`${choice.schemaPath}/`) &&
    `${instancePath}/`.startsWith(`${choice.instancePath}/`);
  return within
    ? [[error, Number.parseInt(schemaPath.slice(choice.schemaPath.length + 1), 10)]]
    : [];
}

function chooseBranch(inside: Map<SchemaError, number>, choice: SchemaError, schema: JsonSchema) {
  // The path of what is within a schema that contains itself begins there, and may lead to anything here.
  const branches = at(schema, choice.schemaPath);
  const tagPaths = tagsOf(Array.isArray(branches) ? branches : []).map(
    (tag) => `${choice.instancePath}/${escaped(tag)}`,
  );
  const scores = new Map<number, number>();
  for (const [{ keyword, instancePath }, branch] of inside) {
    const otherTag = /^(const|enum)$/.test(keyword) && tagPaths.includes(instancePath);
    scores.set(branch, (scores.get(branch) ?? 0) + (otherTag ? inside.size : 1));
  }
  return [...scores].reduce((best, one) => (one[1] < best[1] ? one : best))[0];
}

/** The properties that tell the branches apart: those with a `const` or an `enum` in each of them. */
function tagsOf(branches: readonly JsonSchema[]): string[] {
  return Object.keys(branches[0]?.properties ?? {}).filter((name) =>
    branches.every(({ properties }) => {
      const property = properties?.[name];
      return property?.['const'] !== undefined || property?.enum !== undefined;
    }),
  );
}
