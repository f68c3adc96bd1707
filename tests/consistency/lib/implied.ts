// Facts that the contract says twice: an artifact that acts on both shows no difference when one is lost.

import type { Schema } from '@connect-api/probes';
import type { About, Fact } from './facts.ts';
import { namedSchemas } from './named-schemas.ts';
import type { Contract } from './written-contract.ts';

/** Why a change of this fact alone cannot show in what is accepted and refused. */
export function impliedBy(
  { kind, id, value, about }: Fact,
  { facts, root }: Contract,
): string | undefined {
  const { schema, property, branch, keyword } = about;
  const find = (other: string) => facts.find((fact) => fact.kind === kind && fact.id === other);
  if (branch !== undefined && find(id.replace(` (${branch})`, ''))?.value === value)
    return 'stands beside the variants too';
  if (eachVariantSays(kind, facts, value, about)) return 'each variant says it for itself';
  if (kind === 'required' && choiceRequires(root, schema ?? '', property ?? ''))
    return 'stands beside the variants too';
  const variants = facts.filter(({ about: other }) => other.branch && other.keyword === 'enum');
  const typed = facts.filter((fact) => fact.kind === 'property' && fact.value === schema);
  if (
    kind === 'constraint' &&
    keyword === 'enum' &&
    typed.some((one) =>
      variants.some(
        ({ about: other }) =>
          other.schema === one.about.schema && other.property === one.about.property,
      ),
    )
  )
    return 'the variants name the values too';
  if (
    keyword === 'minLength' &&
    Number(value) <= 1 &&
    !matchesEmpty(find(id.replace(/minLength$/, 'pattern'))?.value)
  )
    return 'the pattern needs a character too';
  return undefined;
}

/** Whether every variant of a schema that has some says the same of a property as the whole. */
function eachVariantSays(
  kind: Fact['kind'],
  facts: Fact[],
  value: Fact['value'],
  { schema, property, branch }: About,
) {
  if (property === undefined || branch !== undefined) return false;
  const ofVariants = facts.filter(
    ({ about }) => about.schema === schema && about.variant !== undefined,
  );
  const saying = ofVariants.filter(
    (fact) =>
      fact.kind === kind &&
      fact.about.property === property &&
      // A variant names a property to narrow it: then its type is another one.
      (kind === 'property' || fact.value === value),
  );
  const variantsIn = (all: Fact[]) => new Set(all.map(({ about }) => about.variant));
  return saying.length > 0 && variantsIn(saying).size === variantsIn(ofVariants).size;
}

/** Why a server does not show that a text may not be empty: in requests it only stands in the path. */
export function emptyInPath(
  { value, about: { keyword, schema, property } }: Fact,
  { facts }: Contract,
): string | undefined {
  if (keyword !== 'minLength' || Number(value) > 1 || property !== undefined) return undefined;
  const uses = facts.filter(
    (fact) => fact.value === schema && ['parameter', 'property'].includes(fact.kind),
  );
  const inRequests = uses.filter(
    ({ kind, about }) => kind === 'parameter' || about.used !== 'response',
  );
  return inRequests.length > 0 && inRequests.every(({ about }) => about.in === 'path')
    ? 'an empty segment makes another path'
    : undefined;
}

/** Why validators do not show that an operation names a status: what has none is held against `default`. */
export function saidByDefault({ kind, value, about }: Fact, { facts }: Contract, edit: string) {
  if (kind !== 'status' || edit === 'with another body') return undefined;
  const own = facts.filter((fact) => fact.about.operationId === about.operationId);
  const byDefault = own.find((fact) => fact.kind === 'status' && fact.about.status === 'default');
  const isFree = own
    .filter((fact) => fact.about.header !== undefined)
    .every((fact) => fact.value === 'string' || fact.value === false || fact.kind === 'example');
  return isFree && byDefault?.value === value ? 'default has the same form' : undefined;
}

function matchesEmpty(pattern: Fact['value']) {
  return pattern === undefined || new RegExp(String(pattern), 'u').test('');
}

/** Whether the property tells apart the schemas of a choice that this one belongs to. */
export function discriminates({ about: { schema = '', property } }: Fact, { root }: Contract) {
  return choicesWith(root, schema).some(
    ({ discriminator }) => discriminator?.propertyName === property,
  );
}

/** Whether the choice that a schema belongs to requires the property for all its variants. */
function choiceRequires(root: Contract['root'], schema: string, property: string) {
  return choicesWith(root, schema).some(({ required }) => required?.includes(property));
}

/** @returns the choices that have it */
function choicesWith(root: Contract['root'], schema: string): Schema[] {
  return [...namedSchemas(root).values()].flatMap((choice) => {
    const branches = choice.get('oneOf')?.entries<Schema>() ?? [];
    return branches.some(([, { ref }]) => ref === schema) ? [choice.target().json] : [];
  });
}
