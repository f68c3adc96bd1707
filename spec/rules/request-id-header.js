import { nodeOf } from './node.js';
import { reportOnce } from './report-once.js';

/**
 * Every response carries the request id.
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
      if (found?.[1].value?.required === true) return;
      report(ctx, {
        message: `This response does not promise ${header}. Add the header, with required: true.`,
        location: found?.[1].location ?? headers.location,
      });
    },
  };
}
