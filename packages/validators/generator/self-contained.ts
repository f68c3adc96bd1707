// Turns a schema of the contract into one that stands alone, for Ajv to compile.
import { leftOutOf, type OpenApiDocument, resolve } from '@connect-api/spec';

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
  schema: any,
  way?: 'request' | 'response',
): any {
  const $defs: Record<string, any> = {};
  const result = convert(schema, []);
  return Object.keys($defs).length === 0 ? result : { ...result, $defs };

  /**
   * @param above references that led here
   * @param outer what the schemas around it do not ask of the same value
   */
  function convert(current: any, above: string[], outer: ReadonlySet<string> = new Set()): any {
    if (typeof current !== 'object' || current === null) return current;
    const { $ref, ...beside } = current;
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

  function convertKeywords(
    current: Record<string, any>,
    above: string[],
    out: ReadonlySet<string>,
  ) {
    const entries = Object.entries(current).filter(([keyword]) => !annotation.test(keyword));
    return Object.fromEntries(
      entries.flatMap(([keyword, value]) => convertKeyword(keyword, value, current, above, out)),
    );
  }

  function decides(tag: string, parent: Record<string, any>) {
    return (
      Array.isArray(parent['oneOf']) &&
      parent['oneOf'].every((branch) => {
        const { properties = {}, required = [] } = resolve(document, branch);
        const value = properties[tag] && resolve(document, properties[tag]);
        const isFixed = value?.const !== undefined || value?.enum !== undefined;
        return isFixed && (required.includes(tag) || parent['required']?.includes(tag));
      })
    );
  }

  function convertKeyword(
    keyword: string,
    value: any,
    parent: Record<string, any>,
    above: string[],
    out: ReadonlySet<string>,
  ): [string, any][] {
    if (keyword === 'required') return [[keyword, value.filter((name: string) => !out.has(name))]];
    if (sameValue.includes(keyword)) return [[keyword, convert(value, above, out)]];
    if (schemaIn.includes(keyword)) return [[keyword, convert(value, above)]];
    if (schemasIn.includes(keyword)) {
      const within = keyword === 'prefixItems' ? undefined : out;
      return [[keyword, value.map((one: any) => convert(one, above, within))]];
    }
    if (namedSchemasIn.includes(keyword)) {
      return [
        [
          keyword,
          Object.fromEntries(
            Object.entries(value).map(([name, one]) => [name, convert(one, above)]),
          ),
        ],
      ];
    }
    // An example is worth its bytes only where a pattern must be explained.
    if (keyword === 'examples')
      return parent['pattern'] === undefined ? [] : [[keyword, value.slice(0, 1)]];
    // Ajv refuses `mapping`, and a discriminator that no value in each branch decides; then `oneOf` does.
    if (keyword === 'discriminator') {
      return decides(value.propertyName, parent)
        ? [[keyword, { propertyName: value.propertyName }]]
        : [];
    }
    return [[keyword, value]];
  }
}
