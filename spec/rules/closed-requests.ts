import { type Node, nodeOf } from './node.ts';
import type { Context, Visitor } from './redocly.js';
import { inlineVariants, schemasOf } from './schema.ts';

/**
 * Objects in requests are closed: a property that the contract does not name is an error. An object
 * that takes any property says so.
 */
export default function closedRequests(): Visitor {
  const seen = new Set<string>();
  const closed = new Set<string>();

  function check({ value: schema, location }: Node, ctx: Context) {
    if (isClosed(schema) || closed.has(location.absolutePointer)) {
      // The variants of a closed object are closed by it.
      for (const variant of inlineVariants(schema, location)) closed.add(variant.absolutePointer);
    } else if (schema.properties) {
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

  return {
    // The body of a webhook is ours to send, and open-responses looks at it.
    Paths: {
      RequestBody(body, ctx) {
        for (const [, mediaType] of nodeOf(ctx, body).get('content').entries()) {
          for (const schema of schemasOf(mediaType.get('schema'), seen)) check(schema, ctx);
        }
      },
    },
  };
}

function isClosed(schema: any) {
  return schema.additionalProperties === false || schema.unevaluatedProperties === false;
}

function isUndecided(schema: any) {
  const composed = schema.allOf ?? schema.anyOf ?? schema.oneOf;
  return schema.type === 'object' && !composed && schema.additionalProperties === undefined;
}
