import { type Node, nodeOf } from './node.ts';
import { eachWebhook } from './operation.ts';
import type { Problem, Visitor } from './redocly.js';
import { schemasOf } from './schema.ts';

/**
 * Objects in responses, and in the bodies of events, are open: a new property must never break a
 * consumer.
 */
export default function openResponses(): Visitor {
  const seen = new Set<string>();

  const check = (what: string, holder: Node, report: (problem: Problem) => void) => {
    const schemas = holder
      .get('content')
      .entries()
      .flatMap(([, mediaType]) => schemasOf(mediaType.get('schema'), seen));

    for (const { value, location } of schemas) {
      for (const keyword of ['additionalProperties', 'unevaluatedProperties']) {
        if (value[keyword] !== false) continue;
        report({
          message: `This object of ${what} is closed. Remove ${keyword}: false; what requests use too needs a schema of its own here.`,
          location: location.child([keyword]),
        });
      }
    }
  };

  return {
    Paths: {
      Response: (response, ctx) =>
        check('a response', nodeOf(ctx, response), (problem) => ctx.report(problem)),
    },
    ...eachWebhook((item, { isEvent, report }) => {
      if (isEvent) check('an event', item.get('post', 'requestBody'), report);
    }),
  };
}
