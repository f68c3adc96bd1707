import { nodeOf } from './node.ts';
import type { Context, Visitor } from './redocly.js';
import { schemasOf } from './schema.ts';

/**
 * Objects in responses, and in the bodies of webhooks, are open: a new property must never break a
 * consumer.
 */
export default function openResponses(): Visitor {
  const seen = new Set<string>();

  const contentOf = (what: string) => (holder: unknown, ctx: Context) => {
    const schemas = nodeOf(ctx, holder)
      .get('content')
      .entries()
      .flatMap(([, mediaType]) => schemasOf(mediaType.get('schema'), seen));

    for (const { value, location } of schemas) {
      for (const keyword of ['additionalProperties', 'unevaluatedProperties']) {
        if (value[keyword] !== false) continue;
        ctx.report({
          message: `This object of ${what} is closed. Remove ${keyword}: false; what requests use too needs a schema of its own here.`,
          location: location.child([keyword]),
        });
      }
    }
  };

  return {
    Paths: { Response: contentOf('a response') },
    WebhooksMap: { RequestBody: contentOf('a webhook') },
  };
}
