import { nodeOf } from './node.js';
import { reportOnce } from './report-once.js';

/**
 * Every response documents the request id, and none requires it: not every host sends it.
 *
 * @param {{ header: string }} options
 * @returns {import('./redocly.js').Visitor}
 */
export default function requestIdHeader({ header }) {
  const report = reportOnce();

  return {
    Response(response, ctx) {
      const headers = nodeOf(ctx, response).get('headers');
      const found = headers.entries().find(([name]) => name.toLowerCase() === header.toLowerCase());
      if (!found?.[1].value) {
        const message = `This response does not document ${header}. Add it to its headers.`;
        report(ctx, { message, location: headers.location });
      } else if (found[1].value.required) {
        const message = `A response without ${header} is valid. Remove required.`;
        report(ctx, { message, location: found[1].get('required').location });
      }
    },
  };
}
