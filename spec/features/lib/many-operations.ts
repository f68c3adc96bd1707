import { type Feature, idsOf, type ShortOperation } from './features.ts';

/**
 * So many operations of every kind: the features again and again, each time under other names.
 *
 * @param features those that work
 */
export function manyFeatures(features: Feature[], count: number): Feature[] {
  const able = features.filter(({ refused, operations }) => refused === undefined && operations);
  const all: Feature[] = [];
  for (let round = 0; all.flatMap(idsOf).length < count; round++) {
    const feature = able[round % able.length];
    if (!feature) break;
    const number = Math.floor(round / able.length);
    all.push(number === 0 ? feature : renamed(feature, number));
  }
  return all;
}

/** The same under other names: of operations, paths, exchanges, schemas and of its tag. */
function renamed(feature: Feature, number: number): Feature {
  const schemas = Object.keys(feature.schemas ?? {});
  const suffix = `V${number}`;
  const rename = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(rename);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => {
        if (key === '$ref') return [key, schemas.includes(each) ? `${each}${suffix}` : each];
        if (key === 'mapping')
          return [
            key,
            Object.fromEntries(Object.entries(each).map(([name, to]) => [name, `${to}${suffix}`])),
          ];
        if (/^(get|put|post|delete|patch) \//.test(key))
          return [`${key}/v${number}`, `${each}${suffix}`];
        if (key === 'exchanges')
          return [
            key,
            Object.fromEntries(
              Object.entries(each).map(([name, exchange]) => [name + suffix, exchange]),
            ),
          ];
        return [key, rename(each)];
      }),
    );
  };
  const tag = { name: `Group ${number}`, description: `The operations of round ${number}.` };
  return {
    ...feature,
    name: `${feature.name}-v${number}`,
    operations:
      feature.operations?.map((each) => ({
        ...(rename(each) as ShortOperation),
        tag: tag.name,
      })) ?? [],
    schemas: Object.fromEntries(
      Object.entries(feature.schemas ?? {}).map(([name, schema]) => [
        name + suffix,
        rename(schema) as typeof schema,
      ]),
    ),
    tags: [tag],
  };
}
