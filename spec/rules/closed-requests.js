import { inlineSubschemas } from './subschemas.js';

/**
 * Objects in requests are closed: a property that the contract does not name is an error. An object
 * that takes any property says so.
 */
export default function closedRequests() {
  const closedByParent = new Set();

  return {
    RequestBody: {
      Schema(schema, ctx) {
        const { location } = ctx;
        const closed = isClosed(schema) || closedByParent.has(location.absolutePointer);
        if (closed) {
          for (const inner of inlineSubschemas(schema, location)) {
            closedByParent.add(inner.location.absolutePointer);
          }
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
      },
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
