const lists = ['allOf', 'anyOf', 'oneOf'];
const single = ['if', 'then', 'else', 'not'];

/**
 * The schemas written inside another one that look at the same value as it does, with the place of
 * each. References are left out: what they lead to stands for itself.
 *
 * @param {any} schema
 * @param {import('./redocly.js').Location} location of the schema
 * @returns {{ schema: any, location: import('./redocly.js').Location }[]}
 */
export function inlineSubschemas(schema, location) {
  const paths = [
    ...lists.flatMap((key) => (schema[key] ?? []).map((_, index) => [key, index])),
    ...single.filter((key) => schema[key] !== undefined).map((key) => [key]),
  ];
  return paths
    .map((path) => ({
      schema: path.reduce((value, key) => value[key], schema),
      location: location.child(path),
    }))
    .filter(({ schema }) => schema !== null && typeof schema === 'object' && !schema.$ref);
}
