import { at, banner } from '@connect-api/spec';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';

/**
 * `paths`, `operations` and `components` of the contract, by openapi-typescript.
 *
 * @param {any} document
 * @param {string} digest
 */
export async function generateOpenapi(document, digest) {
  const ast = await openapiTS(structuredClone(document), {
    // A field with a default may be left out of a request.
    defaultNonNullable: false,
    silent: true,
    transform: (schema) => openEnum(knownValues(document, schema)),
  });
  // A note that openapi-typescript adds to descriptions, for its own users.
  const text = astToString(ast).replaceAll(' (enum property replaced by openapi-typescript)', '');
  return `${banner('packages/types/generator/openapi.js', digest)}${text}`;
}

/**
 * The known values of an open enumeration: `anyOf` an enum or any other string, or a string whose
 * values stand in a table of the contract.
 *
 * @param {any} document
 * @param {any} schema
 * @returns {string[] | undefined}
 */
function knownValues(document, schema) {
  if (schema['x-known-values']) return Object.keys(at(document, schema['x-known-values']));
  const [known, other] = schema.anyOf ?? [];
  if (known?.enum && other?.type === 'string' && !other.enum) return known.enum;
  return undefined;
}

/**
 * `'A' | 'B' | (string & {})`. Without the intersection TypeScript reduces the union to `string`
 * and editors suggest nothing.
 *
 * @param {string[] | undefined} values
 */
function openEnum(values) {
  if (!values) return undefined;
  const anyString = ts.factory.createParenthesizedType(
    ts.factory.createIntersectionTypeNode([
      ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
      ts.factory.createTypeLiteralNode([]),
    ]),
  );
  return ts.factory.createUnionTypeNode([
    ...values.map((value) =>
      ts.factory.createLiteralTypeNode(ts.factory.createStringLiteral(value)),
    ),
    anyString,
  ]);
}
