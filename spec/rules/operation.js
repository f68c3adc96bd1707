import { nodeOf } from './node.js';
import { reportOnce } from './report-once.js';

/** The methods that change something. */
export const writeMethods = ['put', 'post', 'patch', 'delete'];

/**
 * Calls back for every operation, with its path item for the parameters that they share.
 *
 * @param {(
 *   operation: import('./node.js').Node,
 *   context: {
 *     pathItem: import('./node.js').Node,
 *     method: string,
 *     report: (problem: import('./redocly.js').Problem) => void,
 *   },
 * ) => void} check
 * @returns {import('./redocly.js').Visitor}
 */
export function eachOperation(check) {
  const report = reportOnce();

  return {
    PathItem(item, ctx) {
      const pathItem = nodeOf(ctx, item);
      for (const [method, operation] of pathItem.entries()) {
        if (operation.value?.responses)
          check(operation, { pathItem, method, report: (problem) => report(ctx, problem) });
      }
    },
  };
}

/**
 * @param {import('./node.js').Node} operation
 * @param {import('./node.js').Node} pathItem
 * @returns {import('./node.js').Node[]} the parameters of both
 */
export function parametersOf(operation, pathItem) {
  return [pathItem, operation]
    .flatMap((holder) => holder.get('parameters').entries())
    .map(([, parameter]) => parameter);
}

/**
 * @param {import('./node.js').Node} holder a response or a request body
 * @returns {[string, import('./node.js').Node][]} its named examples, in all media types
 */
export function examplesOf(holder) {
  return holder
    .get('content')
    .entries()
    .flatMap(([, mediaType]) => mediaType.get('examples').entries());
}

/** @param {string} status of a response, such as `404`, `4XX` or `default` */
export function isError(status) {
  return /^[45]|^default$/.test(status);
}
