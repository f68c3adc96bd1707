import { document, operations, schemaNames } from './contract.js';

/** Where a schema is used directly: in which parts of which operations, and in which schemas. */
export function usedBy(name: string) {
  return {
    operations: operations
      .map((operation) => ({ operation, parts: partsOf(operation).filter(refersTo(name)) }))
      .filter(({ parts }) => parts.length > 0),
    schemas: schemaNames.filter(
      (other) => other !== name && mentions(document.components.schemas[other], name),
    ),
  };
}

interface Part {
  label: string;
  anchor: string;
  content: unknown;
}

function partsOf({ parameters, requestBody, responses }: (typeof operations)[number]): Part[] {
  return [
    ...parameters.map((parameter) => ({
      label: parameter.name,
      anchor: `parameter-${parameter.name}`,
      content: parameter.schema,
    })),
    { label: 'request body', anchor: 'request-body', content: requestBody?.content },
    ...Object.entries(responses).map(([status, response]) => ({
      label: status,
      anchor: `response-${status}`,
      content: response.content,
    })),
  ];
}

const refersTo = (name: string) => (part: Part) => mentions(part.content, name);

function mentions(value: unknown, name: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([key, child]) =>
      (key === '$ref' && child === `#/components/schemas/${name}`) ||
      (key !== 'examples' && mentions(child, name)),
  );
}
