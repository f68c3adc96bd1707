import { nodeOf } from './node.ts';
import type { Visitor } from './redocly.js';
import { reportOnce } from './report-once.ts';

/** Every response documents the request id, and none requires it: not every host sends it. */
export default function requestIdHeader({ header }: { header: string }): Visitor {
  const report = reportOnce();

  return {
    // What answers a webhook is not ours.
    Paths: {
      Response(response, ctx) {
        const headers = nodeOf(ctx, response).get('headers');
        const found = headers
          .entries()
          .find(([name]) => name.toLowerCase() === header.toLowerCase());
        if (!found?.[1].value) {
          const message = `This response does not document ${header}. Add it to its headers.`;
          report(ctx, { message, location: headers.location });
        } else if (found[1].value.required) {
          const message = `A response without ${header} is valid. Remove required.`;
          report(ctx, { message, location: found[1].get('required').location });
        }
      },
    },
  };
}
