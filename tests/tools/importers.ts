// Importers: the collection that each makes has to name what a request is made of.
import { load, type Untyped } from './on-demand.ts';

export async function toPostman(document: Untyped): Promise<unknown> {
  const { convertV2 } = (await load('openapi-to-postmanv2')).default;
  const { result, reason, output }: Untyped = await new Promise((resolve, reject) =>
    convertV2({ type: 'json', data: document }, {}, (error: unknown, made: unknown) =>
      error ? reject(error) : resolve(made),
    ),
  );
  if (!result) throw new Error(reason);
  return output[0].data;
}

export async function toBruno(document: Untyped): Promise<unknown> {
  const { openApiToBruno } = await load('@usebruno/converters');
  return openApiToBruno(document);
}

/** What a collection lacks, in words. */
export function lacking(collection: unknown): string[] {
  const text = JSON.stringify(collection);
  return ['schedule', 'productOfferingId', 'X-Idempotency-Key', 'X-Api-Key']
    .filter((part) => !text.includes(part))
    .map((part) => `has no ${part}`);
}
