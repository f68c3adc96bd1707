// An editor shows of what a type inherits from no more than its name, and of several such no name at all.
import ts from 'typescript';
import { nameOf } from './members.ts';

/**
 * @param types what the names of schemas stand for
 * @returns makes of `Base & { b }` the whole object `{ a, b }`, wherever it stands in a type
 */
export function wholeObjects(types: Map<string, ts.TypeNode>): (node: ts.Node) => ts.Node {
  const visit = (node: ts.Node): ts.Node =>
    ts.visitEachChild(ts.isIntersectionTypeNode(node) ? inOne(node) : node, visit, undefined);
  return visit;

  function inOne(type: ts.IntersectionTypeNode): ts.TypeNode {
    const members = membersOf(type, []);
    const names = new Set(members?.map(nameOf));
    // What several say of one property has to hold together.
    if (!members || names.size < members.length) return type;
    return ts.factory.createTypeLiteralNode(members);
  }

  /**
   * @param within the names that led here
   * @returns nothing where it is no plain object
   */
  function membersOf(type: ts.TypeNode, within: string[]): ts.TypeElement[] | undefined {
    if (ts.isTypeLiteralNode(type))
      return type.members.every(ts.isPropertySignature) ? [...type.members] : undefined;
    if (ts.isIntersectionTypeNode(type)) {
      const parts = type.types.map((part) => membersOf(part, within));
      return parts.some((part) => !part) ? undefined : parts.flatMap((part) => part ?? []);
    }
    const name =
      ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) ? type.typeName.text : '';
    const named = types.get(name);
    return named && !within.includes(name) ? membersOf(named, [...within, name]) : undefined;
  }
}
