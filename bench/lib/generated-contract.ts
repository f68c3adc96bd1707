import type { OpenApiDocument } from '@connect-api/spec';

// biome-ignore lint/suspicious/noExplicitAny: looked into by the names of methods
type PathItem = Record<string, any>;

/**
 * A contract of so many operations: the given one, and copies of its operations under other names,
 * each with request schemas of its own. Examples are shared, so each copy has its exchanges.
 *
 * @param operations how many to have in all
 */
export function generatedContract(document: OpenApiDocument, operations: number): OpenApiDocument {
  const paths: Record<string, PathItem> = document.paths;
  const originals = Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item)
      .filter((method) => item[method]?.operationId)
      .map((method) => ({ path, item, method })),
  );
  const generated = structuredClone(document);
  for (let count = originals.length; count < operations; count++) {
    const original = originals[count % originals.length];
    if (!original) throw new Error('There is no operation to copy.');
    addCopy(generated, original, count + 1);
  }
  return generated;
}

function addCopy(
  document: OpenApiDocument,
  { path, item, method }: { path: string; item: PathItem; method: string },
  number: number,
) {
  const operation = structuredClone(item[method]);
  operation.operationId += number;
  operation.summary += `, copy ${number}`;
  const media = operation.requestBody?.content?.['application/json'];
  const name = media?.schema?.$ref?.split('/').at(-1);
  if (name) {
    document.components.schemas[name + number] = structuredClone(
      document.components.schemas[name] ?? {},
    );
    media.schema = { $ref: `#/components/schemas/${name}${number}` };
  }
  const { parameters } = structuredClone(item);
  document.paths[`/copy-${number}${path}`] = {
    ...(parameters && { parameters }),
    [method]: operation,
  };
}
