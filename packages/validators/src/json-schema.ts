/** A JSON Schema object, as far as messages are made from it. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}

/** The tokens of a JSON Pointer (RFC 6901), with or without the `#` of its fragment form. */
export function tokensOf(pointer: string): string[] {
  const fragment = pointer.startsWith('#');
  return pointer
    .split('/')
    .slice(1)
    .map((token) =>
      (fragment ? decodeURIComponent(token) : token).replaceAll('~1', '/').replaceAll('~0', '~'),
    );
}

/** A name as a token of a JSON Pointer. */
export function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The value at a JSON Pointer, or undefined. Inherited properties are not seen. */
export function at(root: unknown, pointer: string): unknown {
  return tokensOf(pointer).reduce<unknown>(step, root);
}

/** One step into a value. */
export function step(value: unknown, token: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return undefined;
  return (value as Record<string, unknown>)[token];
}
