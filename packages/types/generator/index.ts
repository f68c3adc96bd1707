import type { OpenApiDocument } from '@connect-api/spec';
import { generateNames } from './names.ts';
import { withOneWayProperties } from './one-way.ts';
import { generateOpenapi } from './openapi.ts';

/**
 * The generated files of this package, by name.
 *
 * @param document the bundled contract
 * @param digest of the contract
 */
export async function generate(
  document: OpenApiDocument,
  digest: string,
): Promise<Record<string, string>> {
  const typed = withOneWayProperties(document);
  return {
    'openapi.ts': await generateOpenapi(typed, digest),
    'names.ts': generateNames(typed, digest),
  };
}
