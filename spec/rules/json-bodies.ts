import { isJsonType } from '../lib/contract.ts';
import { type Node, nodeOf } from './node.ts';
import { eachWebhook, isError } from './operation.ts';
import type { Location, Problem, Visitor } from './redocly.js';
import { objectWithin } from './schema.ts';

/** Statuses whose responses have no body (RFC 9110, 15.3.5, 15.3.6 and 15.4.5). */
const empty = ['204', '205', '304'];

const plain = ['string', 'number', 'integer', 'boolean'];

/** What is written in an operation is named after it; what several refer to could be named after none. */
function refuseNameless(
  what: string,
  holder: Node,
  operation: Node,
  report: (problem: Problem) => void,
): void {
  if (holder.location.absolutePointer.startsWith(operation.location.absolutePointer)) return;
  for (const [, media] of holder.get('content').entries()) {
    const object = objectWithin(media, 'schema');
    if (!object) continue;
    const message = `${what} is shared, and has an object without a name, which types and docs need. Write it into a file under components/schemas, and refer to that.`;
    report({ message, location: object.location });
  }
}

/** A text alone is sent as it is by some, and as JSON by others. */
function refusePlain(body: Node, report: (problem: Problem) => void): void {
  for (const [, media] of body.get('content').entries()) {
    const { type } = Object(media.get('schema').value);
    if (![type].flat().some((each) => plain.includes(each))) continue;
    const message =
      'The request body is one value, which some clients send as it is, and to which nothing can be added. Write an object with a property for it.';
    report({ message, location: media.get('schema').location });
  }
}

/**
 * A body is JSON, in one media type: `application/json`, or one made of it. Client, mock, sandbox and
 * validators read and write no other. Where several share it, its objects have names. What is sent is an
 * object or a list. What answers a webhook is the other side's.
 */
export default function jsonBodies(): Visitor {
  const check = (what: string, holder: Node, report: (problem: Problem) => void) => {
    const content = holder.get('content');
    const types = content.entries().map(([type]) => type);
    const place = (type: string): Location => content.location.child([type]).key();
    for (const type of types.filter((one) => !isJsonType(one))) {
      report({
        message: `${what} is ${type}, which client, validators, mock and sandbox cannot read. Write application/json, or a media type made of it; a file as a string of format byte, or as the URL that it is at.`,
        location: place(type),
      });
    }
    for (const type of types.filter(isJsonType).slice(1)) {
      const message = `${what} has a second media type. Remove ${type}.`;
      report({ message, location: place(type) });
    }
  };

  return {
    ...eachWebhook((item, { name, report }) =>
      check(`The body of the webhook ${name}`, item.get('post', 'requestBody'), report),
    ),
    Paths: {
      Operation(operation, ctx) {
        const node = nodeOf(ctx, operation);
        const report = (problem: Problem) => ctx.report(problem);
        check('The request body', node.get('requestBody'), report);
        refusePlain(node.get('requestBody'), report);
        refuseNameless('The request body', node.get('requestBody'), node, report);
        for (const [status, response] of node.get('responses').entries()) {
          // Errors have one media type anyway (error-schema).
          if (!isError(status)) {
            check(`The response ${status}`, response, report);
            refuseNameless(`The response ${status}`, response, node, report);
          }
          const content = response.get('content');
          if (!content.value || !empty.includes(status)) continue;
          const message = `A response ${status} has no body. Remove content.`;
          ctx.report({ message, location: content.location.key() });
        }
      },
    },
  };
}
