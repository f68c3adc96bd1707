// Turns a schema of the contract into one that stands alone, for Ajv to compile.
import { leftOutOf, type OpenApiDocument, resolve, type SchemaObject } from '@connect-api/spec';

/** A schema that stands alone, by keyword. */
export type Schema = Record<string, unknown>;

/** Keywords that hold one schema, a list of schemas, or schemas by name. */
const schemaIn = [
  'items',
  'additionalProperties',
  'unevaluatedItems',
  'unevaluatedProperties',
  'contains',
  'propertyNames',
  'not',
];
/** Of these, those that look at the same value. */
const sameValue = ['if', 'then', 'else'];
const schemasIn = ['oneOf', 'anyOf', 'allOf', 'prefixItems'];
const namedSchemasIn = ['properties', 'patternProperties', 'dependentSchemas'];

/** Keywords that describe and do not decide; what stands under `$defs` is where it is referred to. Ajv's strict mode refuses what is neither listed here nor known to it. */
const annotation =
  /^(title|description|default|example|externalDocs|xml|deprecated|\$defs|readOnly|writeOnly|\$comment|x-.*)$/;

/**
 * References are replaced by what they point at, so that the `schemaPath` of an error leads through
 * the whole schema and tells which branch of a `oneOf` it came from. A schema that contains itself
 * is kept once under `$defs`; what is wrong in there gets a detail without a suggestion.
 *
 * @param way of a body: what travels the other way only is not required
 */
export function selfContained(
  document: OpenApiDocument,
  schema: unknown,
  way?: 'request' | 'response',
): Schema {
  const $defs: Record<string, unknown> = {};
  const result = convert(schema, []) as Schema;
  return Object.keys($defs).length === 0 ? result : { ...result, $defs };

  /**
   * @param above references that led here
   * @param outer what the schemas around it do not ask of the same value
   */
  function convert(
    current: unknown,
    above: string[],
    outer: ReadonlySet<string> = new Set(),
  ): unknown {
    if (typeof current !== 'object' || current === null) return current;
    const { $ref, ...beside } = current as Schema & { $ref?: string };
    const out = way ? new Set([...outer, ...leftOutOf(document, current, way)]) : outer;
    if ($ref === undefined) return convertKeywords(current, above, out);
    const target = above.includes($ref)
      ? keep($ref)
      : convert(resolve(document, { $ref }), [...above, $ref], out);
    const own = convertKeywords(beside, above, out);
    return Object.keys(own).length === 0 ? target : { allOf: [target], ...own };
  }

  function keep($ref: string) {
    const name = $ref.slice($ref.lastIndexOf('/') + 1);
    if (!Object.hasOwn($defs, name)) {
      $defs[name] = true;
      $defs[name] = convert(resolve(document, { $ref }), [$ref]);
    }
    return { $ref: `#/$defs/${name}` };
  }

  function convertKeywords(current: object, above: string[], out: ReadonlySet<string>): Schema {
    const entries = Object.entries(current).filter(([keyword]) => !annotation.test(keyword));
    return Object.fromEntries(
      entries.flatMap(([keyword, value]) =>
        convertKeyword(keyword, value, current as SchemaObject, above, out),
      ),
    );
  }

  function decides(tag: string, parent: SchemaObject) {
    return (
      Array.isArray(parent.oneOf) &&
      parent.oneOf.every((branch) => {
        const { properties = {}, required = [] } = resolve(document, branch);
        const value = properties[tag] && resolve(document, properties[tag]);
        const isFixed = value?.const !== undefined || value?.enum !== undefined;
        return isFixed && (required.includes(tag) || parent.required?.includes(tag));
      })
    );
  }

  function convertKeyword(
    keyword: string,
    value: unknown,
    parent: SchemaObject,
    above: string[],
    out: ReadonlySet<string>,
  ): [string, unknown][] {
    if (keyword === 'required')
      return [[keyword, (value as string[]).filter((name) => !out.has(name))]];
    if (keyword === 'dependentRequired') {
      const entries = Object.entries(value as Record<string, string[]>).map(
        ([name, needed]) => [name, needed.filter((each) => !out.has(each))] as const,
      );
      return [[keyword, Object.fromEntries(entries)]];
    }
    if (sameValue.includes(keyword)) return [[keyword, convert(value, above, out)]];
    if (schemaIn.includes(keyword)) return [[keyword, convert(value, above)]];
    if (schemasIn.includes(keyword)) {
      const within = keyword === 'prefixItems' ? undefined : out;
      return [[keyword, (value as unknown[]).map((one) => convert(one, above, within))]];
    }
    if (namedSchemasIn.includes(keyword)) {
      return [
        [
          keyword,
          Object.fromEntries(
            Object.entries(value as object).map(([name, one]) => [name, convert(one, above)]),
          ),
        ],
      ];
    }
    // An example is worth its bytes only where a pattern must be explained.
    if (keyword === 'examples')
      return parent.pattern === undefined ? [] : [[keyword, (value as unknown[]).slice(0, 1)]];
    // Ajv refuses `mapping`, and a discriminator that no value in each branch decides; then `oneOf` does.
    if (keyword === 'discriminator') {
      const { propertyName } = value as { propertyName: string };
      return decides(propertyName, parent) ? [[keyword, { propertyName }]] : [];
    }
    return [[keyword, value]];
  }
}
