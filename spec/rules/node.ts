import type { Context, Location } from './redocly.js';

/** A node of the contract together with the place where it stands. */
export interface Node {
  /** What stands there, or undefined */
  // biome-ignore lint/suspicious/noExplicitAny: a rule meets any part of a document before it is known to be right, and asks of each what it needs
  value: any;
  /** Of the value; of its nearest ancestor where there is none */
  location: Location;
  /** The node below, through references */
  get: (...keys: (string | number)[]) => Node;
  /** Of a map or a list, through references; empty for anything else */
  entries: () => [string, Node][];
}

/** @returns the node that the value is or refers to */
export function nodeOf(ctx: Context, value: unknown, location: Location = ctx.location): Node {
  if (isReference(value)) {
    const target = ctx.resolve(value, location.source.absoluteRef);
    // A reference that leads nowhere is reported by Redocly's own rule.
    return target.location
      ? nodeOf(ctx, target.node, target.location)
      : node(ctx, undefined, location);
  }
  return node(ctx, value, location);
}

function isReference(value: unknown): value is { $ref: string } {
  return isObject(value) && typeof value['$ref'] === 'string';
}

function isObject(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null;
}

function node(ctx: Context, value: unknown, location: Location): Node {
  const child = (key: string | number) =>
    !isObject(value) || value[key] === undefined
      ? node(ctx, undefined, location)
      : nodeOf(ctx, value[key], location.child([key]));
  return {
    value,
    location,
    get: (...keys) => {
      const [first, ...rest] = keys;
      if (first === undefined) return node(ctx, value, location);
      return child(first).get(...rest);
    },
    entries: () => (isObject(value) ? Object.keys(value).map((key) => [key, child(key)]) : []),
  };
}

/** The name of a component: its key, or that of its file. */
export function nameOf({ absolutePointer }: Location): string {
  const [file = '', inFile = ''] = absolutePointer.split('#');
  const key = inFile.split('/').at(-1);
  return key || file.replace(/^.*[\\/]|\.\w+$/g, '');
}
