import { nodeOf } from './node.ts';
import type { Visitor } from './redocly.js';
import { schemasOf } from './schema.ts';

/** Objects in responses are open: a new property must never break a consumer. */
export default function openResponses(): Visitor {
  const seen = new Set<string>();

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
