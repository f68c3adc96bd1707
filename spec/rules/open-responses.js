import { nodeOf } from './node.js';
import { schemasOf } from './schema.js';

/**
 * Objects in responses are open: a new property must never break a consumer.
 *
 * @returns {import('./redocly.js').Visitor}
 */
export default function openResponses() {
  const seen = new Set();

  return {
    Response(response, ctx) {
      const schemas = nodeOf(ctx, response)
        .get('content')
        .entries()
        .flatMap(([, mediaType]) => schemasOf(mediaType.get('schema'), seen));

      for (const { value, location } of schemas) {
        for (const keyword of ['additionalProperties', 'unevaluatedProperties']) {
          if (value[keyword] !== false) continue;
          ctx.report({
            message: `This object of a response is closed. Remove ${keyword}: false.`,
            location: location.child([keyword]),
          });
        }
      }
    },
  };
}
