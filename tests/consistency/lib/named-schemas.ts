import { jsonOf, type Node, type Schema, type SchemaNode, schemaOf } from '@connect-api/probes';
import type { OpenApiDocument } from '@connect-api/spec';
import type { OperationObject, PathItemObject } from 'openapi3-ts/oas31';

/** @returns every named schema that operations lead to */
export function namedSchemas(root: Node<OpenApiDocument>): Map<string, SchemaNode> {
  const schemas: Map<string, SchemaNode> = new Map();
  const visit = (reference: SchemaNode) => {
    if (reference.ref !== undefined) {
      if (schemas.has(reference.ref)) return;
      schemas.set(reference.ref, reference);
    }
    const node = reference.target();
    for (const part of ['properties', 'oneOf', 'anyOf', 'allOf', 'prefixItems'])
      for (const [, each] of node.get(part)?.entries<Schema>() ?? []) visit(each);
    for (const one of ['items', 'additionalProperties']) {
      const schema = node.get<Schema>(one);
      if (typeof schema?.json === 'object') visit(schema);
    }
  };
  for (const [, item] of root.get('paths')?.entries<PathItemObject>() ?? []) {
    for (const [, operation] of item.entries<OperationObject>()) {
      const parameters = [item, operation].flatMap(
        (each) => each.get('parameters')?.entries() ?? [],
      );
      const holders = [
        operation.get('requestBody'),
        ...(operation.get('responses')?.entries() ?? []).map(([, each]) => each),
      ];
      const roots = [
        ...parameters.map(([, each]) => schemaOf(each)),
        ...holders.map((each) => schemaOf(jsonOf(each))),
      ];
      for (const schema of roots) if (schema) visit(schema);
    }
  }
  return schemas;
}
