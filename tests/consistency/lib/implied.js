// Facts that the contract says twice: an artifact that acts on both shows no difference when one is lost.

import { namedSchemas } from './named-schemas.js';

/** @typedef {import('./facts.js').Fact} Fact */

/**
 * Why a change of this fact alone cannot show in what is accepted and refused.
 *
 * @param {Fact} fact @param {import('./contract.js').Contract} contract
 * @returns {string | undefined}
 */
export function impliedBy({ kind, id, value, about }, { facts, root }) {
  const { schema, property, branch, keyword } = about;
  const find = (/** @type {string} */ other) =>
    facts.find((fact) => fact.kind === kind && fact.id === other);
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
    value <= 1 &&
    !matchesEmpty(find(id.replace(/minLength$/, 'pattern'))?.value)
  )
    return 'the pattern needs a character too';
  return undefined;
}

/**
 * Whether every variant of a schema that has some says the same of a property as the whole.
 *
 * @param {Fact['kind']} kind @param {Fact[]} facts @param {any} value @param {import('./facts.js').About} about
 */
function eachVariantSays(kind, facts, value, { schema, property, branch }) {
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
  const variantsIn = (/** @type {Fact[]} */ all) => new Set(all.map(({ about }) => about.variant));
  return saying.length > 0 && variantsIn(saying).size === variantsIn(ofVariants).size;
}

/**
 * Why a server does not show that a text may not be empty: in requests it only stands in the path.
 *
 * @param {Fact} fact @param {import('./contract.js').Contract} contract
 * @returns {string | undefined}
 */
export function emptyInPath({ value, about: { keyword, schema, property } }, { facts }) {
  if (keyword !== 'minLength' || value > 1 || property !== undefined) return undefined;
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

/** @param {string | undefined} pattern */
function matchesEmpty(pattern) {
  return pattern === undefined || new RegExp(pattern, 'u').test('');
}

/**
 * Whether the property tells apart the schemas of a choice that this one belongs to.
 *
 * @param {Fact} fact @param {import('./contract.js').Contract} contract
 */
export function discriminates({ about: { schema = '', property } }, { root }) {
  return choicesWith(root, schema).some(
    ({ discriminator }) => discriminator?.propertyName === property,
  );
}

/**
 * Whether the choice that a schema belongs to requires the property for all its variants.
 *
 * @param {import('./reading.js').Node} root @param {string} schema @param {string} property
 */
function choiceRequires(root, schema, property) {
  return choicesWith(root, schema).some(({ required }) => required?.includes(property));
}

/** @param {import('./reading.js').Node} root @param {string} schema @returns {any[]} the choices that have it */
function choicesWith(root, schema) {
  return [...namedSchemas(root).values()].flatMap((choice) => {
    const branches = choice.get('oneOf')?.entries() ?? [];
    return branches.some(([, { ref }]) => ref === schema) ? [choice.target().json] : [];
  });
}
