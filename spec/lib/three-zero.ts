// Many tools still refuse OpenAPI 3.1: the contract once more, in 3.0.

import { createRequire } from 'node:module';
import type { OpenApiDocument } from './contract.ts';

const require = createRequire(import.meta.url);
const { Converter } = require('@apiture/openapi-down-convert');

/**
 * The contract in OpenAPI 3.0.3, by a down-converter. What 3.0 cannot say is left out: webhooks, the
 * summary of `info`, all but the first example of a schema.
 *
 * @throws {Error} where the converter knows no way
 */
export function inThreeZero(document: OpenApiDocument): OpenApiDocument {
  const { jsonSchemaDialect: _, webhooks: __, ...rest } = structuredClone(document);
  const converted: OpenApiDocument = new Converter(
    { ...rest, paths: rest.paths ?? {} },
    {},
  ).convert();
  delete converted.info.summary;
  return converted;
}
