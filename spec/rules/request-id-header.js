import { nodeOf } from './node.js';

/**
 * Every response carries the request id.
 *
 * @param {{ header: string }} options
 */
export default function requestIdHeader({ header }) {
  return {
    Response(response, ctx) {
      const headers = nodeOf(ctx, response).get('headers');
      const found = headers.entries().find(([name]) => name.toLowerCase() === header.toLowerCase());
      if (found?.[1].value?.required === true) return;
      ctx.report({
        message: `This response does not promise ${header}. Add the header, with required: true.`,
        location: found?.[1].location ?? headers.location,
      });
    },
  };
}
