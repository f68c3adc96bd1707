import { type Node, nodeOf } from './node.ts';
import type { Problem, Visitor } from './redocly.js';
import { reportOnce } from './report-once.ts';

/** The methods that change something. */
export const writeMethods = ['put', 'post', 'patch', 'delete'];

/**
 * Calls back for every operation, with its path item for the parameters that they share. Webhooks are
 * not among them: what they ask for and answer is the other side's ({@link eachWebhook}).
 */
export function eachOperation(
  check: (
    operation: Node,
    context: {
      pathItem: Node;
      method: string;
      report: (problem: Problem) => void;
    },
  ) => void,
): Visitor {
  const report = reportOnce();

  return {
    Paths: {
      PathItem(item, ctx) {
        const pathItem = nodeOf(ctx, item);
        for (const [method, operation] of pathItem.entries()) {
          if (operation.value?.responses)
            check(operation, { pathItem, method, report: (problem) => report(ctx, problem) });
        }
      },
    },
  };
}

/**
 * Calls back for the path item of every webhook: what is sent to those who use the API, and what they
 * answer. An event is one that `x-webhook-delivery` names.
 */
export function eachWebhook(
  check: (
    webhook: Node,
    context: { name: string; isEvent: boolean; report: (problem: Problem) => void },
  ) => void,
): Visitor {
  const report = reportOnce();

  return {
    Root: {
      // What operations have, too, is told of them.
      leave(root, ctx) {
        const contract = nodeOf(ctx, root);
        const events = contract.get('x-webhook-delivery', 'events').value ?? [];
        for (const [name, item] of contract.get('webhooks').entries()) {
          const isEvent = events.includes(name);
          check(item, { name, isEvent, report: (problem) => report(ctx, problem) });
        }
      },
    },
  };
}

/** @returns the parameters of both */
export function parametersOf(operation: Node, pathItem: Node): Node[] {
  return [pathItem, operation]
    .flatMap((holder) => holder.get('parameters').entries())
    .map(([, parameter]) => parameter);
}

/**
 * @param holder a response or a request body
 * @returns its named examples, in all media types
 */
export function examplesOf(holder: Node): [string, Node][] {
  return holder
    .get('content')
    .entries()
    .flatMap(([, mediaType]) => mediaType.get('examples').entries());
}

/** @param status of a response, such as `404`, `4XX` or `default` */
export function isError(status: string) {
  return /^[45]|^default$/.test(status);
}
