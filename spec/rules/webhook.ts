import { eachWebhook } from './operation.ts';
import type { Visitor } from './redocly.js';

/**
 * Every webhook is one POST without credentials. The schema of its JSON body requires what every event
 * has; one property tells it from the others, and has the webhook's name as its only value. Any 2xx
 * acknowledges it, and `default` says what everything else means.
 *
 * @param options the property that has the name, and what is required
 */
export default function webhook({
  name: property,
  properties,
}: {
  name: string;
  properties: string[];
}): Visitor {
  return eachWebhook((item, { name, report }) => {
    const post = item.get('post');
    for (const [method, operation] of item.entries()) {
      if (method === 'post' || !operation.value?.responses) continue;
      const message = `The webhook ${name} is sent by ${method.toUpperCase()}. Send it by POST.`;
      report({ message, location: operation.location.key() });
    }
    if (!post.value) return;

    if (!Array.isArray(post.value.security) || post.value.security.length > 0) {
      report({
        message: `The webhook ${name} would carry an API key. Add security: [].`,
        location: post.value.security ? post.get('security').location : post.location,
      });
    }

    const schema = post.get('requestBody', 'content', 'application/json', 'schema');
    const required = schema.value?.required ?? [];
    for (const missing of properties.filter((one) => !required.includes(one))) {
      report({
        message: `The body of the webhook ${name} does not require ${missing}. Add it to required.`,
        location: schema.location,
      });
    }
    const value = schema.get('properties', property);
    if (JSON.stringify(value.value?.enum) !== JSON.stringify([name])) {
      report({
        message: `${property} does not tell the webhook ${name} from the others. Give it an enum of this name alone.`,
        location: value.location,
      });
    }

    const responses = post.get('responses');
    for (const status of ['2XX', 'default'].filter((one) => !(one in (responses.value ?? {})))) {
      report({
        message: `The webhook ${name} does not say what ${status} means. Add the response ${status}.`,
        location: responses.location,
      });
    }
  });
}
