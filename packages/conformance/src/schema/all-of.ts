import { type OpenApiDocument, resolve } from '@connect-api/spec/contract';
import type { Json } from '../json.js';

type Schema = Json;

/** A schema with what its `allOf` asks for written into it: what inherits, and what adds a bound. */
export function withoutAllOf(document: OpenApiDocument, schema: Schema): Schema {
  if (!schema?.allOf) return schema;
  const { allOf, ...own } = schema;
  const parts: Schema[] = [
    ...allOf.map((part: Schema) => withoutAllOf(document, resolve(document, part))),
    own,
  ];
  const properties = Object.assign({}, ...parts.map((part) => part.properties));
  const required = [...new Set(parts.flatMap((part) => part.required ?? []))];
  return {
    ...Object.assign({}, ...parts),
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(required.length > 0 && { required }),
    // Each part alone would refuse what another one names; together only the outermost speaks.
    ...(own.unevaluatedProperties === false && { additionalProperties: false }),
  };
}
