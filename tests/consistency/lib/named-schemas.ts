import { jsonOf } from './media.ts';
import type { Node } from './reading.ts';

/** @returns every named schema that operations lead to */
export function namedSchemas(root: Node): Map<string, Node> {
  const schemas: Map<string, Node> = new Map();
  const visit = (reference: Node) => {
    if (reference.ref !== undefined) {
      if (schemas.has(reference.ref)) return;
      schemas.set(reference.ref, reference);
    }
    const node = reference.target();
    for (const part of ['properties', 'oneOf', 'anyOf', 'allOf', 'prefixItems'])
      for (const [, each] of node.get(part)?.entries() ?? []) visit(each);
    for (const one of ['items', 'additionalProperties']) {
      const schema = node.get(one);
      if (typeof schema?.json === 'object') visit(schema);
    }
  };
  for (const [, item] of root.get('paths')?.entries() ?? []) {
    for (const [, operation] of item.entries()) {
      const parameters = [item, operation].flatMap(
        (each) => each.get('parameters')?.entries() ?? [],
      );
      const holders = [
        operation.get('requestBody'),
        ...(operation.get('responses')?.entries() ?? []).map(([, each]) => each),
      ];
      const roots = [
        ...parameters.map(([, each]) => each.get('schema')),
        ...holders.map((each) => jsonOf(each)?.get('schema')),
      ];
      for (const schema of roots) if (schema) visit(schema);
    }
  }
  return schemas;
}
