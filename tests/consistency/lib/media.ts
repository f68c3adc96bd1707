import type { Node } from './reading.ts';

/** What a request body or a response holds as JSON: `application/json`, or a type that ends with `+json`. */
export function jsonOf(holder: Node | undefined): Node | undefined {
  const content = holder?.get('content');
  const [, other] =
    content?.entries().find(([type]) => type.endsWith('+json') || /^[\w-]+\/json;/.test(type)) ??
    [];
  return content?.get('application/json') ?? other;
}

/** The name of that type. */
export function jsonTypeOf(holder: Node | undefined): string | undefined {
  const types = holder?.get('content')?.entries() ?? [];
  return types.find(([, media]) => media.json === jsonOf(holder)?.json)?.[0];
}

/** A status that a key of the responses stands for, where it is none of the others. */
export function codeOf(status: string): number {
  if (status === 'default') return 599;
  return Number(status.replace(/XX$/i, '98'));
}
