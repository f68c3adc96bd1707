import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type OpenApiDocument, operationsOf } from '@connect-api/spec';
import { bundle } from '@connect-api/spec/bundle';
import { addFeature, manyFeatures, readFeatures } from '@connect-api/spec/features';

const spec = fileURLToPath(new URL('../../spec/', import.meta.url));

/**
 * A contract of so many operations of every kind: the given one, and the features of `spec/features` again
 * and again.
 *
 * @param document the contract as it is
 * @param operations how many to have in all
 */
export async function generatedContract(
  document: OpenApiDocument,
  operations: number,
): Promise<OpenApiDocument> {
  const more = operations - operationsOf(document).length;
  if (more <= 0) return document;
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'connect-bench-')));
  try {
    for (const part of ['openapi.yaml', 'paths', 'components', 'webhooks'])
      await cp(path.join(spec, part), path.join(folder, part), { recursive: true });
    for (const feature of manyFeatures(await readFeatures(), more))
      await addFeature(folder, feature);
    const { json } = await bundle(pathToFileURL(path.join(folder, 'openapi.yaml')));
    return JSON.parse(json);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
