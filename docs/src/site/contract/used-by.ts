import { document, operations, schemaNames, webhooks } from './document.ts';

/** Where a schema is used directly: in which parts of which operations, in which webhooks and schemas. */
export function usedBy(name: string) {
  return {
    operations: uses.operations
      .map(({ operation, parts }) => ({
        operation,
        parts: parts.filter(({ schemas }) => schemas.has(name)),
      }))
      .filter(({ parts }) => parts.length > 0),
    webhooks: uses.webhooks
      .filter(({ schemas }) => schemas.has(name))
      .map(({ webhook }) => webhook),
    schemas: uses.schemas
      .filter(({ user, schemas }) => user !== name && schemas.has(name))
      .map(({ user }) => user),
  };
}

// Looked up once: with every schema, the time to read the contract again would grow.
const uses = {
  operations: operations.map((operation) => ({ operation, parts: partsOf(operation) })),
  webhooks: webhooks.map((webhook) => ({
    webhook,
    schemas: schemasIn(webhook.requestBody.content),
  })),
  schemas: schemaNames.map((user) => ({
    user,
    schemas: schemasIn(document.components.schemas[user]),
  })),
};

interface Part {
  label: string;
  anchor: string;
  schemas: Set<string>;
}

function partsOf({ parameters, requestBody, responses }: (typeof operations)[number]): Part[] {
  return [
    ...parameters.map((parameter) => ({
      label: parameter.name,
      anchor: `parameter-${parameter.name}`,
      schemas: schemasIn(parameter.schema),
    })),
    { label: 'request body', anchor: 'request-body', schemas: schemasIn(requestBody?.content) },
    ...Object.entries(responses).map(([status, response]) => ({
      label: status,
      anchor: `response-${status}`,
      schemas: schemasIn(response.content),
    })),
  ];
}

/** The names of the schemas that a value refers to, examples apart. */
function schemasIn(value: unknown, names = new Set<string>()): Set<string> {
  if (typeof value !== 'object' || value === null) return names;
  for (const [key, child] of Object.entries(value)) {
    const [, name] =
      (key === '$ref' && /^#\/components\/schemas\/([^/]+)$/.exec(String(child))) || [];
    if (name) names.add(name);
    else if (key !== 'examples') schemasIn(child, names);
  }
  return names;
}
