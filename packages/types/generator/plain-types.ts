// Makes of what openapi-typescript gives types that read well where an editor shows them.
import { typeNameOf } from '@connect-api/spec';
import ts from 'typescript';
import { nameOf } from './members.ts';
import { wholeObjects } from './whole-objects.ts';

/**
 * Each schema becomes a type of its own name, and is referred to by it: `Subscription` in place of
 * `components["schemas"]["Subscription"]`. An object with variants becomes a union of whole objects, and
 * one that inherits a whole object.
 */
export function plainTypes(ast: ts.Node[]): ts.Node[] {
  const named = ast.map((node) => visit(node) as ts.Node);
  const components = named.find(
    (node) => ts.isInterfaceDeclaration(node) && node.name.text === 'components',
  );
  if (!components) return named;
  const schemas = schemasOf(components as ts.InterfaceDeclaration);
  const whole = wholeObjects(
    new Map(schemas.map((schema) => [typeNameOf(nameOf(schema)), schema.type as ts.TypeNode])),
  );
  const aliases = schemas.map((schema) => {
    const alias = ts.factory.createTypeAliasDeclaration(
      [ts.factory.createModifier(ts.SyntaxKind.ExportKeyword)],
      typeNameOf(nameOf(schema)),
      undefined,
      whole(schema.type as ts.TypeNode) as ts.TypeNode,
    );
    return ts.setSyntheticLeadingComments(alias, ts.getSyntheticLeadingComments(schema));
  });
  const members = new Set(schemas as ts.Node[]);
  // By member: openapi-typescript has one node for the type of all plain strings.
  const refer: ts.Visitor = (node) => {
    if (!members.has(node)) return ts.visitEachChild(node, refer, undefined);
    const { modifiers, name, questionToken } = node as ts.PropertySignature;
    const type = referTo(nameOf(node as ts.PropertySignature));
    return ts.factory.updatePropertySignature(
      node as ts.PropertySignature,
      modifiers,
      name,
      questionToken,
      type,
    );
  };
  return [
    ...aliases,
    ...named.map((node) =>
      whole(node === components ? ts.visitEachChild(node, refer, undefined) : node),
    ),
  ];
}

function visit(node: ts.Node): ts.Node {
  const child = ts.visitEachChild(node, visit, undefined);
  const name = referredSchema(child);
  if (name) return referTo(name);
  if (isEmptyRecord(child)) return emptyObject;
  return ts.isIntersectionTypeNode(child) ? unionOfWholes(child) : child;
}

/** openapi-typescript's `Record<string, never>`, which means another type where a schema is called `Record`. */
const emptyObject = ts.factory.createTypeLiteralNode([
  ts.factory.createIndexSignature(
    undefined,
    [
      ts.factory.createParameterDeclaration(
        undefined,
        undefined,
        'key',
        undefined,
        ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
      ),
    ],
    ts.factory.createKeywordTypeNode(ts.SyntaxKind.NeverKeyword),
  ),
]);

function isEmptyRecord(node: ts.Node) {
  return (
    ts.isTypeReferenceNode(node) &&
    ts.isIdentifier(node.typeName) &&
    node.typeName.text === 'Record' &&
    node.typeArguments?.[1]?.kind === ts.SyntaxKind.NeverKeyword
  );
}

/** The `X` of `components["schemas"]["X"]`. */
function referredSchema(node: ts.Node) {
  if (!ts.isIndexedAccessTypeNode(node) || !ts.isIndexedAccessTypeNode(node.objectType)) return;
  const [root, group, name] = [
    node.objectType.objectType,
    node.objectType.indexType,
    node.indexType,
  ].map(textOf);
  return root === 'components' && group === 'schemas' ? name : undefined;
}

function textOf(type: ts.TypeNode) {
  if (ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName)) return type.typeName.text;
  return ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? type.literal.text : '';
}

function referTo(name: string) {
  return ts.factory.createTypeReferenceNode(typeNameOf(name));
}

/**
 * `{ a, b } & ({ b: 1 } | { b: 2, c })` as `{ a, b: 1 } | { a, b: 2, c }`: a variant only narrows what
 * the whole has.
 */
function unionOfWholes(intersection: ts.IntersectionTypeNode) {
  const [whole, choice] = intersection.types;
  const variants =
    choice && ts.isParenthesizedTypeNode(choice) && ts.isUnionTypeNode(choice.type)
      ? [...choice.type.types]
      : [];
  if (intersection.types.length !== 2 || !whole || !ts.isTypeLiteralNode(whole))
    return intersection;
  // A variant that says nothing of its own is no literal, and must not be lost.
  if (variants.length === 0 || !variants.every(ts.isTypeLiteralNode)) return intersection;
  return ts.factory.createUnionTypeNode(
    variants.map((variant) => {
      const own = new Map(variant.members.map((member) => [nameOf(member), member]));
      const members = whole.members.map((member) => own.get(nameOf(member)) ?? member);
      const more = variant.members.filter((member) => !members.includes(member));
      return ts.factory.createTypeLiteralNode([...members, ...more]);
    }),
  );
}

function schemasOf({ members }: ts.InterfaceDeclaration): ts.PropertySignature[] {
  const schemas = members.find((member) => nameOf(member) === 'schemas');
  const type = schemas && ts.isPropertySignature(schemas) ? schemas.type : undefined;
  return type && ts.isTypeLiteralNode(type) ? type.members.filter(ts.isPropertySignature) : [];
}
