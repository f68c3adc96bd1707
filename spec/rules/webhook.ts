import { isSuccess, json } from '../lib/contract.ts';
import type { Node } from './node.ts';
import { eachWebhook } from './operation.ts';
import type { Problem, Visitor } from './redocly.js';

type Check = (post: Node, name: string, report: (problem: Problem) => void) => void;

/**
 * Every webhook is one POST with a JSON body, which a 2xx acknowledges. An event promises more: it carries
 * no credentials, and the schema of its body requires what every event has; one property tells it from the
 * others, and has the webhook's name as its only value. Any 2xx acknowledges it, and `default` says what
 * everything else means.
 *
 * @param options of events, the property that has the name, and what is required
 */
export default function webhook({
  name: property,
  properties,
}: {
  name: string;
  properties: string[];
}): Visitor {
  return eachWebhook((item, { name, isEvent, report }) => {
    for (const [method, operation] of item.entries()) {
      if (method === 'post' || !operation.value?.responses) continue;
      const message = `The webhook ${name} is sent by ${method.toUpperCase()}. Send it by POST.`;
      report({ message, location: operation.location.key() });
    }
    // Docs have a page at this name.
    if (!/^[A-Za-z0-9][\w.-]*$/.test(name)) {
      const message = `The webhook ${name} cannot be part of an address. Name it by letters, digits, dots and dashes.`;
      report({ message, location: item.location.key() });
    }
    const post = item.get('post');
    for (const parameters of [item.get('parameters'), post.get('parameters')]) {
      if (!parameters.value) continue;
      const message = `Nothing checks or shows the parameters of the webhook ${name}. Write them into its body, or into its description.`;
      report({ message, location: parameters.location.key() });
    }
    if (!post.value) return;
    const checks = isEvent ? [checkEvent(property, properties)] : [checkOther];
    for (const check of [checkBody, ...checks]) check(post, name, report);
  });
}

const checkBody: Check = (post, name, report) => {
  const body = post.get('requestBody');
  if (json(body.value)) return;
  const message = `The webhook ${name} has no JSON body. Give it one, in application/json.`;
  report({ message, location: body.location });
};

const checkOther: Check = (post, name, report) => {
  const responses = post.get('responses');
  if (Object.keys(responses.value ?? {}).some(isSuccess)) return;
  const message = `Nothing acknowledges the webhook ${name}. Add a response such as 204.`;
  report({ message, location: responses.location });
};

function checkEvent(property: string, properties: string[]): Check {
  return (post, name, report) => {
    if (!Array.isArray(post.value.security) || post.value.security.length > 0) {
      report({
        message: `The event ${name} would carry an API key. Add security: [].`,
        location: post.value.security ? post.get('security').location : post.location,
      });
    }
    if (post.value.operationId) {
      report({
        message: `An event is known by its name, not as ${post.value.operationId}. Remove operationId.`,
        location: post.get('operationId').location,
      });
    }

    const schema = post.get('requestBody', 'content', 'application/json', 'schema');
    const required = schema.value?.required ?? [];
    for (const missing of properties.filter((one) => !required.includes(one))) {
      report({
        message: `The body of the event ${name} does not require ${missing}. Add it to required.`,
        location: schema.location,
      });
    }
    const value = schema.get('properties', property);
    if (JSON.stringify(value.value?.enum) !== JSON.stringify([name])) {
      report({
        message: `${property} does not tell the event ${name} from the others. Give it an enum of this name alone.`,
        location: value.location,
      });
    }

    const responses = post.get('responses');
    for (const status of ['2XX', 'default'].filter((one) => !(one in (responses.value ?? {})))) {
      report({
        message: `The event ${name} does not say what ${status} means. Add the response ${status}.`,
        location: responses.location,
      });
    }
  };
}
