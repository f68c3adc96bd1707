import type { MediaTypeObject } from 'openapi3-ts/oas31';
import type { Node } from './node.ts';
import type { Schema, SchemaNode } from './schema.ts';

/** What a request body or a response holds as JSON: `application/json`, or a type that ends with `+json`. */
export function jsonOf(holder: Node | undefined): Node<MediaTypeObject> | undefined {
  return jsonEntryOf(holder)?.[1];
}

/** The name of that type. */
export function jsonTypeOf(holder: Node | undefined): string | undefined {
  return jsonEntryOf(holder)?.[0];
}

function jsonEntryOf(holder: Node | undefined): [string, Node<MediaTypeObject>] | undefined {
  const types = holder?.get('content')?.entries<MediaTypeObject>() ?? [];
  return (
    types.find(([type]) => type === 'application/json') ??
    types.find(([type]) => type.endsWith('+json') || /^[\w-]+\/json;/.test(type))
  );
}

/** The schema of a body, a parameter or a header. */
export function schemaOf(holder: Node | undefined): SchemaNode | undefined {
  return holder?.get<Schema>('schema');
}

/** A status that a key of the responses stands for, where it is none of the others. */
export function codeOf(status: string): number {
  if (status === 'default') return 599;
  return Number(status.replace(/XX$/i, '98'));
}
