import type { Context, Location } from './redocly.js';

/** A node of the contract together with the place where it stands. */
export interface Node {
  /** What stands there, or undefined */
  value: any;
  /** Of the value; of its nearest ancestor where there is none */
  location: Location;
  /** The node below, through references */
  get: (...keys: (string | number)[]) => Node;
  /** Of a map or a list, through references; empty for anything else */
  entries: () => [string, Node][];
}

/** @returns the node that the value is or refers to */
export function nodeOf(ctx: Context, value: any, location: Location = ctx.location): Node {
  if (typeof value?.$ref === 'string') {
    const target = ctx.resolve(value, location.source.absoluteRef);
    // A reference that leads nowhere is reported by Redocly's own rule.
    return target.location
      ? nodeOf(ctx, target.node, target.location)
      : node(ctx, undefined, location);
  }
  return node(ctx, value, location);
}

function node(ctx: Context, value: any, location: Location): Node {
  const child = (key: string | number) =>
    value?.[key] === undefined
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
    entries: () =>
      value !== null && typeof value === 'object'
        ? Object.keys(value).map((key) => [key, child(key)])
        : [],
  };
}
