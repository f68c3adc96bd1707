// What schemas of OpenAPI 3.1 say in words that 3.0 does not have.

interface Schema {
  [keyword: string]: unknown;
}

/** What 3.0 has no words for, and nothing near. */
const unsaid = [
  'if',
  'then',
  'else',
  'dependentRequired',
  'propertyNames',
  'unevaluatedProperties',
];

/** Their members are values or descriptions, and no schemas. */
const values = ['example', 'examples', 'default', 'enum', 'const', 'x-enumDescriptions'];

/** Their members have names, not keywords. */
const maps = ['properties', 'patternProperties', 'schemas'];

/**
 * Rewrites what 3.0 says in another way, so that whatever was valid still is: several types, tuples,
 * limits that a value must not reach. Conditions are left out.
 *
 * @param node of a document, which is changed
 */
export function sayInThreeZero(node: unknown, isMap = false): void {
  if (typeof node !== 'object' || node === null) return;
  if (!isMap && !Array.isArray(node)) rewrite(node as Schema);
  for (const [key, value] of Object.entries(node))
    if (isMap || !values.includes(key)) sayInThreeZero(value, !isMap && maps.includes(key));
}

function rewrite(schema: Schema): void {
  for (const keyword of unsaid) delete schema[keyword];
  const { $ref, ...beside } = schema;
  // 3.0 sees nothing beside a reference. Those to what is no schema have a description of 3.1 there at most.
  if (String($ref).startsWith('#/components/schemas/') && Object.keys(beside).length > 0) {
    delete schema['$ref'];
    schema['allOf'] = [{ $ref }, ...((schema['allOf'] as []) ?? [])];
  }
  const { type, prefixItems, items } = schema;
  const types: unknown[] = Array.isArray(type) ? type.filter((each) => each !== 'null') : [];
  if (types.length > 1) {
    const isNullable = Array.isArray(type) && type.includes('null');
    delete schema['type'];
    const choice = types.map((each) => ({ type: each, ...(each === 'array' && { items: {} }) }));
    const anyOf = isNullable ? [...choice, { type: 'null' }] : choice;
    if (schema['anyOf']) schema['allOf'] = [...((schema['allOf'] as []) ?? []), { anyOf }];
    else schema['anyOf'] = anyOf;
  }
  if (Array.isArray(prefixItems)) {
    delete schema['prefixItems'];
    const others = typeof items === 'object' ? [items] : [];
    schema['items'] = { anyOf: [...prefixItems, ...others] };
    if (items === false) schema['maxItems'] ??= prefixItems.length;
  } else if (typeof items === 'boolean') schema['items'] = {};
  for (const [open, closed] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof schema[open] !== 'number') continue;
    schema[closed] = schema[open];
    schema[open] = true;
  }
}
