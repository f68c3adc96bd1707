import { nodeOf } from './node.js';
import { inlineVariants, schemasOf } from './schema.js';

/**
 * Objects in requests are closed: a property that the contract does not name is an error. An object
 * that takes any property says so.
 *
 * @returns {import('./redocly.js').Visitor}
 */
export default function closedRequests() {
  const seen = new Set();
  const closed = new Set();

  /**
   * @param {import('./node.js').Node} schema
   * @param {import('./redocly.js').Context} ctx
   */
  function check({ value: schema, location }, ctx) {
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
    RequestBody(body, ctx) {
      for (const [, mediaType] of nodeOf(ctx, body).get('content').entries()) {
        for (const schema of schemasOf(mediaType.get('schema'), seen)) check(schema, ctx);
      }
    },
  };
}

/** @param {any} schema */
function isClosed(schema) {
  return schema.additionalProperties === false || schema.unevaluatedProperties === false;
}

/** @param {any} schema */
function isUndecided(schema) {
  const composed = schema.allOf ?? schema.anyOf ?? schema.oneOf;
  return schema.type === 'object' && !composed && schema.additionalProperties === undefined;
}
