import type { SchemaObject } from 'openapi3-ts/oas31';
import { type Node, nodeOf } from './node.ts';
import type { Context, Location, Visitor } from './redocly.js';

const sameValue = ['allOf', 'anyOf', 'oneOf', 'dependentSchemas'];
const sameValueAlone = ['if', 'then', 'else', 'not'];
const inside = ['properties', 'patternProperties', 'prefixItems'];
const insideAlone = ['items', 'contains', 'additionalProperties', 'unevaluatedProperties'];

/**
 * Objects in requests are closed: a property that the contract does not name is an error. An object
 * that takes any property says so. `additionalProperties: false` closes the variants that are written
 * inside its object, `unevaluatedProperties: false` those that it refers to as well.
 */
export default function closedRequests(): Visitor {
  const seen = new Set<string>();

  /** @param outer what the schemas around it close of the same value */
  function check(schema: Node, ctx: Context, outer: 'open' | 'inline' | 'wholly' = 'open'): void {
    const { value, location } = schema;
    const id = `${location.absolutePointer} ${outer}`;
    if (typeof value !== 'object' || value === null || seen.has(id)) return;
    seen.add(id);
    const closes =
      value.unevaluatedProperties === false || outer === 'wholly'
        ? 'wholly'
        : isClosed(value)
          ? 'inline'
          : outer;
    if (closes === 'open') report(value, location, ctx);
    const variants = [
      ...sameValue.flatMap((key) => Object.keys(value[key] ?? {}).map((name) => [key, name])),
      ...sameValueAlone.filter((key) => value[key] !== undefined).map((key) => [key]),
    ];
    for (const path of variants) {
      const isReference = path.reduce((current, key) => current[key], value)?.$ref !== undefined;
      check(schema.get(...path), ctx, isReference && closes === 'inline' ? 'open' : closes);
    }
    for (const key of inside) for (const [, one] of schema.get(key).entries()) check(one, ctx);
    for (const key of insideAlone) check(schema.get(key), ctx);
  }

  return {
    // The body of a webhook is ours to send, and open-responses looks at it.
    Paths: {
      RequestBody(body, ctx) {
        for (const [, mediaType] of nodeOf(ctx, body).get('content').entries())
          check(mediaType.get('schema'), ctx);
      },
    },
  };
}

function report(schema: SchemaObject, location: Location, ctx: Context): void {
  if (schema.properties) {
    ctx.report({
      message: 'This object of a request is not closed. Add additionalProperties: false.',
      location,
    });
  } else if (isUndecided(schema)) {
    ctx.report({
      message:
        'This object of a request names no properties. Name them, or say additionalProperties: true.',
      location,
    });
  }
}

function isClosed(schema: SchemaObject & { unevaluatedProperties?: unknown }) {
  return schema.additionalProperties === false || schema.unevaluatedProperties === false;
}

function isUndecided(schema: SchemaObject) {
  const composed = schema.allOf ?? schema.anyOf ?? schema.oneOf;
  return schema.type === 'object' && !composed && schema.additionalProperties === undefined;
}
