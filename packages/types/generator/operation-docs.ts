// Summary and description of an operation stand at its path only; hovering over a method of the client
// shows what stands in `operations`.
import ts from 'typescript';

/**
 * Gives each operation in `operations` the comment of the method that it is.
 *
 * @param ast of openapi-typescript
 */
export function describeOperations(ast: ts.Node[]) {
  const members = (name: string) =>
    ast.find(
      (node): node is ts.InterfaceDeclaration =>
        ts.isInterfaceDeclaration(node) && node.name.text === name,
    )?.members ?? [];
  const comments: Map<string, ts.SynthesizedComment[] | undefined> = new Map();
  for (const path of members('paths')) {
    if (!ts.isPropertySignature(path) || !path.type || !ts.isTypeLiteralNode(path.type)) continue;
    for (const method of path.type.members) {
      const operation = ts.isPropertySignature(method) && method.type;
      if (!operation || !ts.isIndexedAccessTypeNode(operation)) continue;
      const { indexType } = operation;
      if (ts.isLiteralTypeNode(indexType) && ts.isStringLiteral(indexType.literal))
        comments.set(indexType.literal.text, ts.getSyntheticLeadingComments(method));
    }
  }
  for (const operation of members('operations')) {
    const name = operation.name && ts.isIdentifier(operation.name) ? operation.name.text : '';
    ts.setSyntheticLeadingComments(operation, comments.get(name));
  }
}
