import {
  at,
  banner,
  type OpenApiDocument,
  operationsOf,
  type ResponseObject,
  resolve,
  type SchemaObject,
} from '@connect-api/spec';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import ts from 'typescript';
import { describeOperations } from './operation-docs.ts';
import { plainTypes } from './plain-types.ts';

/**
 * `paths`, `operations` and `components` of the contract, by openapi-typescript, and each schema as a
 * type of its own name.
 */
export async function generateOpenapi(document: OpenApiDocument, digest: string) {
  const ast = await openapiTS(
    // Its own types of a document allow less.
    describeReferences(withoutWebhookNames(withOptionalHeaders(document))) as object as OpenAPI3,
    {
      // A field with a default may be left out of a request.
      defaultNonNullable: false,
      silent: true,
      transform: (schema) => openObject(schema) ?? openEnum(knownValues(schema)),
    },
  );
  describeOperations(ast);
  return `${banner('packages/types/generator/openapi.ts', digest)}${tsdoc(astToString(plainTypes(ast)))}`;
}

/**
 * A property that is only a reference gets the description and the example of what it refers to, so
 * that an editor shows them at the property too.
 */
function describeReferences(document: OpenApiDocument) {
  for (const schema of Object.values(document.components?.schemas ?? {})) {
    for (const property of Object.values(schema.properties ?? {})) {
      if (!('$ref' in property && property.$ref) || property.description) continue;
      const { description, example, examples } = at(document, property.$ref);
      Object.assign(property, { description, ...(examples ? { examples } : { example }) });
    }
  }
  return document;
}

/** TSDoc begins with the summary and knows none of these tags. */
function tsdoc(text: string) {
  return (
    text
      // A comment of several lines comes indented, which Markdown takes for code.
      .replaceAll(/^( *\*) {5}/gm, '$1 ')
      // A note that openapi-typescript adds to descriptions, for its own users.
      .replaceAll(' (enum property replaced by openapi-typescript)', '')
      .replace('export interface paths {', '/** The paths, for openapi-fetch and the like. */\n$&')
      .replace('export interface webhooks {', '/** What the API sends, by name. */\n$&')
      .replace('export interface components {', '/** What the paths refer to. */\n$&')
      .replace('export interface operations {', '/** The operations, by `operationId`. */\n$&')
      // What stands behind a tag belongs to it, and no description belongs to this one.
      .replaceAll(/^ *\* @deprecated\n((?: *\*(?!\/).*\n)+)/gm, '$1 * @deprecated\n')
      .replaceAll(/^ *\* @(enum \{\w+\}|constant)\n/gm, '')
      .replaceAll('/** @description ', '/** ')
      .replaceAll(/(\/\*\*\n *\*) @description /g, '$1 ')
      .replaceAll(/\n( *)\* @description /g, '\n$1*\n$1* ')
  );
}

/** openapi-typescript takes every header that is a reference for a required one. */
function withOptionalHeaders(document: OpenApiDocument) {
  const copy = structuredClone(document);
  const responses = [
    ...operationsOf(copy).flatMap(({ operation }) => Object.values(operation.responses)),
    ...Object.values(copy.components.responses ?? {}),
  ].map((response): ResponseObject => resolve(copy, response));
  for (const { headers = {} } of responses) {
    for (const [name, reference] of Object.entries(headers)) {
      const header = resolve(copy, reference);
      if (!header.required) headers[name] = header;
    }
  }
  return copy;
}

/**
 * What `operations` has, the client calls. Webhooks are called by the other side.
 *
 * @param document that may be changed
 */
function withoutWebhookNames(document: OpenApiDocument) {
  for (const item of Object.values(document.webhooks ?? {}))
    for (const operation of Object.values(
      resolve(document, item) as Record<string, { operationId?: string }>,
    ))
      delete operation?.operationId;
  return document;
}

/** An object that names no properties and is not closed holds any: openapi-typescript takes it for empty. */
function openObject(schema: object) {
  const { type, properties = {} } = schema as SchemaObject;
  const saysMore = ['additionalProperties', 'allOf', 'oneOf', 'anyOf', 'const', 'enum'];
  if (type !== 'object' || Object.keys(properties).length > 0) return undefined;
  if (saysMore.some((keyword) => keyword in schema)) return undefined;
  const key = ts.factory.createParameterDeclaration(
    undefined,
    undefined,
    'key',
    undefined,
    ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
  );
  const value = ts.factory.createKeywordTypeNode(ts.SyntaxKind.UnknownKeyword);
  return ts.factory.createTypeLiteralNode([
    ts.factory.createIndexSignature(undefined, [key], value),
  ]);
}

/** The known values of an open enumeration: `anyOf` an enum or any other string. */
function knownValues(schema: object): string[] | undefined {
  const [known, other] = ((schema as SchemaObject).anyOf ?? []) as SchemaObject[];
  if (known?.enum && other?.type === 'string' && !other.enum) return known.enum;
  return undefined;
}

/**
 * `'A' | 'B' | (string & {})`. Without the intersection TypeScript reduces the union to `string`
 * and editors suggest nothing.
 */
function openEnum(values: string[] | undefined) {
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
