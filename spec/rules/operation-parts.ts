import { isSuccess } from '../lib/contract.ts';
import { nodeOf } from './node.ts';
import type { Context, Location, Visitor } from './redocly.js';

const methods = ['get', 'put', 'post', 'patch', 'delete'];
const others = ['head', 'options', 'trace'];

/**
 * An operation has one of five methods, statuses that are some and of which each can come, a success, and no
 * part that only documents could show: servers of its own, callbacks, links, externalDocs. A 201 is for what creates.
 *
 * @param options `creates`: the verbs that operations which create begin with
 */
export default function operationParts({ creates }: { creates: string[] }): Visitor {
  return {
    ExternalDocs(_docs, ctx) {
      ctx.report({
        message: 'Nothing shows externalDocs. Link to it in the description.',
        location: ctx.location.key(),
      });
    },
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
        const { operationId = '', callbacks, requestBody, responses = {} } = operation;
        const location = (status: string) => ctx.location.child(['responses', status]).key();
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
        for (const status of Object.keys(responses)) {
          if (/^([245](\d\d|XX)|default|x-.*)$/.test(status)) continue;
          const message = /^[13](\d\d|XX)$/.test(status)
            ? `Clients take ${status} for neither an answer nor an error. Write a 2xx, with Location where something else is to be read.`
            : `${status} is no status of HTTP. Correct it.`;
          ctx.report({ message, location: location(status) });
        }
        if (['4XX', '5XX', 'default'].every((status) => responses[status])) {
          ctx.report({
            message:
              '4XX and 5XX leave no status for default. Remove 5XX, of which default says the same.',
            location: location('5XX'),
          });
        }
        if (responses['201'] && !creates.includes(operationId.replace(/[A-Z].*/, ''))) {
          ctx.report({
            message: `201 says that something was created, which ${operationId} does not do by its name. Write 200, or name it by ${creates.join(', ')}.`,
            location: location('201'),
          });
        }
        // What was meant to be one is told above.
        if (!Object.keys(responses).some((status) => isSuccess(status) || /^[13]/.test(status))) {
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
