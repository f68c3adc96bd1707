// Answers are open, so that a server may say more than the contract. To see what more it says, the same
// schemas are closed here.

type Schema = Record<string, unknown>;

/** Keywords of JSON Schema that hold schemas of other values, and those that say more of the same value. */
const others = {
  one: ['items', 'additionalProperties', 'contains'],
  many: ['properties', 'patternProperties'],
  list: ['prefixItems'],
};
const same = { one: ['if', 'then', 'else'], list: ['allOf', 'anyOf', 'oneOf'] };

const known = new WeakMap<object, object>();

/** A schema that takes no property that it does not name, in no depth. Where it names none, any fits. */
export function withoutUnknown(schema: object, bundled: Schema | undefined): object {
  const made = known.get(schema) ?? {
    ...closed(schema as Schema, bundled, true),
    ...(bundled && {
      __bundled__: Object.fromEntries(
        Object.entries(bundled).map(([name, each]) => [
          name,
          closed(each as Schema, bundled, false),
        ]),
      ),
    }),
  };
  known.set(schema, made);
  return made;
}

/** @param isWhole whether no other schema says more of the same value */
function closed(schema: Schema, bundled: Schema | undefined, isWhole: boolean): Schema {
  if (!isSchema(schema)) return schema;
  const copy = { ...schema };
  // What Ajv has looked at by it counts as not looked at; the branches say the same.
  delete copy['discriminator'];
  const each = (keyword: string, change: (value: unknown) => unknown) => {
    if (copy[keyword] !== undefined) copy[keyword] = change(copy[keyword]);
  };
  const close = (whole: boolean) => (value: unknown) => closed(value as Schema, bundled, whole);
  const closeList = (whole: boolean) => (value: unknown) =>
    Array.isArray(value) ? value.map(close(whole)) : close(whole)(value);
  const closeMap = (value: unknown) =>
    Object.fromEntries(
      Object.entries(value as Schema).map(([name, one]) => [name, close(true)(one)]),
    );
  for (const keyword of others.one) each(keyword, close(true));
  for (const keyword of others.list) each(keyword, closeList(true));
  for (const keyword of others.many) each(keyword, closeMap);
  for (const keyword of same.one) each(keyword, close(false));
  for (const keyword of same.list) each(keyword, closeList(false));
  const isClosed = copy['unevaluatedProperties'] !== undefined;
  if (isWhole && !isClosed && namesProperties(schema, bundled))
    copy['unevaluatedProperties'] = false;
  return copy;
}

function namesProperties(schema: Schema | undefined, bundled: Schema | undefined): boolean {
  if (!isSchema(schema)) return false;
  if (Object.keys((schema['properties'] as Schema) ?? {}).length > 0) return true;
  const parts = [
    bundled?.[String(schema['$ref']).replace('#/__bundled__/', '')],
    ...same.list.flatMap((keyword) => (schema[keyword] as unknown[]) ?? []),
  ];
  return parts.some((part) => namesProperties(part as Schema | undefined, bundled));
}

/** A schema may be `true` or `false` as well, which say no more. */
function isSchema(value: unknown): value is Schema {
  return typeof value === 'object';
}
