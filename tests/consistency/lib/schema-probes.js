// For each fact of a schema: values that must be accepted because of it, and values that must be refused.
import { sampleObject, sampleOf, variantsOf, wrongTypes } from './sample.js';

/** @typedef {import('./reading.js').Node} Node */

/**
 * @typedef {object} Probe
 * @property {string} fact kind and id
 * @property {'accepted' | 'refused'} verdict
 * @property {any} value
 */

/**
 * @param {string} owner what the schema is called where it has no name of its own
 * @param {Node} reference
 * @param {(value: any) => any} [embed] puts a value to its place in a whole one
 * @param {string[]} [above] names of the schemas around it
 * @returns {Generator<Probe>}
 */
export function* schemaProbes(owner, reference, embed = (value) => value, above = []) {
  const name = reference.ref ?? owner;
  if (reference.ref !== undefined && above.includes(name)) return;
  const inside = reference.ref === undefined ? above : [...above, name];
  const node = reference.target();
  if (reference.ref !== undefined && !node.json.properties) yield* typeProbes(name, node, embed);
  yield* valueProbes(name, node, embed);
  yield* limitProbes(name, node, embed);
  if (node.json.items) {
    const items = /** @type {Node} */ (node.get('items'));
    yield* schemaProbes(`${name} items`, items, (value) => embed([value]), inside);
  }
  if (node.json.properties) yield* objectProbes(name, node, embed, inside);
  else {
    const choices = node.get('oneOf')?.entries() ?? [];
    for (const [index, choice] of choices) {
      yield { fact: `property ${name}`, verdict: 'accepted', value: embed(sampleOf(choice)) };
      const title = choice.target().json.title ?? index;
      yield* schemaProbes(`${name} (${title})`, choice, embed, inside);
    }
  }
}

/** @param {string} id @param {Node} reference @param {(value: any) => any} embed @returns {Generator<Probe>} */
export function* typeProbes(id, reference, embed) {
  const fact = `property ${id}`;
  yield { fact, verdict: 'accepted', value: embed(sampleOf(reference)) };
  if (reference.target().json.type === 'number')
    yield { fact, verdict: 'accepted', value: embed(sampleOf(reference) + 0.5) };
  for (const value of wrongTypes(reference))
    yield { fact, verdict: 'refused', value: embed(value) };
}

/** @param {string} id @param {Node} node @param {(value: any) => any} embed @returns {Generator<Probe>} */
function* valueProbes(id, node, embed) {
  const { json } = node;
  const open = json.anyOf?.find((/** @type {any} */ part) => part.enum)?.enum;
  const known = open ?? json.enum ?? (json.const === undefined ? [] : [json.const]);
  for (const value of known)
    yield { fact: `enum value ${id} ${value}`, verdict: 'accepted', value: embed(value) };
  if (known.length === 0) return;
  const fact = `constraint ${id} other values`;
  yield { fact, verdict: open ? 'accepted' : 'refused', value: embed('anotherValue') };
}

/** @param {string} id @param {Node} node @param {(value: any) => any} embed @returns {Generator<Probe>} */
function* limitProbes(id, node, embed) {
  const { format, pattern, minLength, maxLength } = node.json;
  const probe = (
    /** @type {string} */ fact,
    /** @type {Probe['verdict']} */ verdict,
    /** @type {any} */ value,
  ) => ({ fact: `${fact}`, verdict, value: embed(value) });
  if (format) {
    yield probe(`format ${id}`, 'accepted', sampleOf(node));
    for (const value of notOfFormat(format)) yield probe(`format ${id}`, 'refused', value);
  }
  if (pattern !== undefined) {
    yield probe(`constraint ${id} pattern`, 'accepted', sampleOf(node));
    for (const value of ['two words', 'clé', '\u0080', '(', 'UPPER', 'lower', '0'].filter(
      (each) => !new RegExp(pattern, 'u').test(each),
    ))
      yield probe(`constraint ${id} pattern`, 'refused', value);
  }
  const fill = ['x', 'X', '0'].find((each) =>
    new RegExp(pattern ?? '', 'u').test(each.repeat(maxLength ?? minLength ?? 1)),
  );
  const text = (/** @type {number} */ length) => (fill ?? 'x').repeat(length);
  if (minLength !== undefined) {
    yield probe(
      `constraint ${id} minLength`,
      'accepted',
      format || pattern ? sampleOf(node) : text(minLength),
    );
    if (minLength > 0) yield probe(`constraint ${id} minLength`, 'refused', text(minLength - 1));
  }
  if (maxLength !== undefined) {
    yield probe(
      `constraint ${id} maxLength`,
      'accepted',
      format || !fill ? sampleOf(node) : text(maxLength),
    );
    yield probe(`constraint ${id} maxLength`, 'refused', text(maxLength + 1));
  }
  yield* numberProbes(id, node, embed);
  yield* listProbes(id, node, embed);
}

/** @param {string} id @param {Node} node @param {(value: any) => any} embed @returns {Generator<Probe>} */
function* numberProbes(id, { json }, embed) {
  /** @type {[string, number, number][]} keyword, what is accepted and what is refused */
  const limits = [
    ['minimum', json.minimum, json.minimum - 1],
    ['maximum', json.maximum, json.maximum + 1],
    ['exclusiveMinimum', json.exclusiveMinimum + 1, json.exclusiveMinimum],
    ['exclusiveMaximum', json.exclusiveMaximum - 1, json.exclusiveMaximum],
    ['multipleOf', json.multipleOf, json.multipleOf * 1.5],
  ];
  for (const [keyword, good, bad] of limits) {
    if (json[keyword] === undefined) continue;
    const fact = `constraint ${id} ${keyword}`;
    yield { fact, verdict: 'accepted', value: embed(good) };
    yield { fact, verdict: 'refused', value: embed(bad) };
  }
}

/** @param {string} id @param {Node} node @param {(value: any) => any} embed @returns {Generator<Probe>} */
function* listProbes(id, node, embed) {
  const { minItems, maxItems, uniqueItems, items } = node.json;
  if (!items) return;
  const item = sampleOf(/** @type {Node} */ (node.get('items')));
  const probe = (
    /** @type {string} */ keyword,
    /** @type {Probe['verdict']} */ verdict,
    /** @type {number} */ length,
  ) =>
    /** @type {Probe} */ ({
      fact: `constraint ${id} ${keyword}`,
      verdict,
      value: embed(Array(length).fill(item)),
    });
  if (minItems !== undefined) yield probe('minItems', 'accepted', minItems);
  if (minItems > 0) yield probe('minItems', 'refused', minItems - 1);
  if (maxItems !== undefined) yield probe('maxItems', 'accepted', maxItems);
  if (maxItems !== undefined) yield probe('maxItems', 'refused', maxItems + 1);
  if (uniqueItems) yield probe('uniqueItems', 'refused', 2);
}

/** @param {string} format */
function notOfFormat(format) {
  if (format === 'date') return ['2124-02-30', '2124-02-29T09:00:00Z', 'tomorrow'];
  if (format === 'date-time') return ['2124-02-29', '2124-02-29T09:00:00', 'now'];
  return ['not of this form'];
}

/**
 * @param {string} name @param {Node} node @param {(value: any) => any} embed @param {string[]} above
 * @returns {Generator<Probe>}
 */
function* objectProbes(name, node, embed, above) {
  const closed = node.json.additionalProperties === false;
  yield {
    fact: `constraint ${name} other properties`,
    verdict: closed ? 'refused' : 'accepted',
    value: embed({ ...sampleObject(node), anotherProperty: 1 }),
  };
  const variants = variantsOf(node);
  yield* propertyProbes(name, node, above, (property, value) => {
    const fitting = variants.find((each) => allows(each.get('properties')?.get(property), value));
    return embed({ ...sampleObject(node, fitting?.target()), [property]: value });
  });
  for (const [index, variant] of variants.entries()) {
    const title = `${name} (${variant.target().json.title ?? index})`;
    const put = (/** @type {string} */ property, /** @type {any} */ value) => ({
      ...sampleObject(node, variant.target()),
      [property]: value,
    });
    yield* propertyProbes(title, variant.target(), above, (property, value) =>
      embed(put(property, value)),
    );
    const others = variants.filter((each) => each !== variant);
    for (const { property, value } of valuesElsewhere(node, variant)) {
      const whole = put(property, value);
      const verdict = others.some((other) => isOf(other, property, whole)) ? 'accepted' : 'refused';
      for (const fact of [
        `property ${title}.${property}`,
        `constraint ${title}.${property} other values`,
      ])
        yield { fact, verdict, value: embed(whole) };
    }
  }
}

/**
 * Values that the object itself allows and this variant does not.
 *
 * @param {Node} node @param {Node} variant
 */
function valuesElsewhere(node, variant) {
  return (variant.get('properties')?.entries() ?? []).flatMap(([property, schema]) => {
    /** @type {any[]} */
    const values = node.get('properties')?.get(property)?.target().json.enum ?? [];
    return values.filter((value) => !allows(schema, value)).map((value) => ({ property, value }));
  });
}

/** @param {Node} variant @param {string} property @param {Record<string, any>} value */
function isOf(variant, property, value) {
  /** @type {string[]} */
  const required = variant.target().json.required ?? [];
  return (
    allows(variant.get('properties')?.get(property), value[property]) &&
    required.every((name) => name in value)
  );
}

/**
 * @param {string} name @param {Node} node @param {string[]} above
 * @param {(property: string, value: any) => any} embed a value of `undefined` leaves the property out
 * @returns {Generator<Probe>}
 */
function* propertyProbes(name, node, above, embed) {
  for (const [property, schema] of node.get('properties')?.entries() ?? []) {
    const id = `${name}.${property}`;
    const put = (/** @type {any} */ value) => embed(property, value);
    const required = node.json.required?.includes(property);
    yield {
      fact: `required ${id}`,
      verdict: required ? 'refused' : 'accepted',
      value: put(undefined),
    };
    yield* typeProbes(id, schema, put);
    yield* schemaProbes(id, schema, put, above);
  }
}

/** @param {Node | undefined} property @param {any} value */
function allows(property, value) {
  const { const: constant, enum: values } = property?.target().json ?? {};
  if (constant !== undefined) return value === constant;
  return values === undefined || values.includes(value);
}
