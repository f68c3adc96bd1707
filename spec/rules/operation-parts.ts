import { isSuccess } from '../lib/contract.ts';
import { nodeOf } from './node.ts';
import type { Context, Location, Visitor } from './redocly.js';

const methods = ['get', 'put', 'post', 'patch', 'delete'];
const others = ['head', 'options', 'trace'];

/**
 * An operation has one of five methods, a success, and no part that only documents could show: servers
 * of its own, callbacks, links.
 */
export default function operationParts(): Visitor {
  return {
    Paths: {
      PathItem(item, ctx) {
        const pathItem = nodeOf(ctx, item);
        refuseServers(item, ctx, pathItem.location);
        for (const method of others.filter((one) => item[one])) {
          ctx.report({
            message: `${method.toUpperCase()} is answered by the server, not by the contract. Write ${methods.join(', ')}.`,
            location: pathItem.location.child([method]).key(),
          });
        }
      },
      Operation(operation, ctx) {
        refuseServers(operation, ctx, ctx.location);
        const { callbacks, requestBody, responses = {} } = operation;
        if (callbacks) {
          ctx.report({
            message: 'Nothing sends or shows callbacks. Write them under webhooks.',
            location: ctx.location.child(['callbacks']).key(),
          });
        }
        if (ctx.key === 'get' && requestBody) {
          ctx.report({
            message: 'A GET has no body. Write parameters, or make it a post.',
            location: ctx.location.child(['requestBody']).key(),
          });
        }
        if (!Object.keys(responses).some(isSuccess)) {
          ctx.report({
            message: 'No response is a success. Add one with a status such as 200 or 204.',
            location: ctx.location.child(['responses']),
          });
        }
      },
      Response(response, ctx) {
        if (!response.links) return;
        ctx.report({
          message: 'Nothing follows or shows links. Say it in the description.',
          location: ctx.location.child(['links']).key(),
        });
      },
    },
  };
}

function refuseServers(holder: { servers?: unknown }, ctx: Context, location: Location): void {
  if (!holder.servers) return;
  ctx.report({
    message: 'Clients know one base URL. Remove servers; those of the contract hold everywhere.',
    location: location.child(['servers']).key(),
  });
}
