// Many tools still refuse OpenAPI 3.1: the contract once more, in 3.0.

import { createRequire } from 'node:module';
import type { OpenApiDocument } from './contract.ts';
import { sayInThreeZero } from './three-zero-schemas.ts';

const require = createRequire(import.meta.url);
const { Converter } = require('@apiture/openapi-down-convert');

/**
 * The contract in OpenAPI 3.0.3, by a down-converter. What 3.0 cannot say is left out: the summary of
 * `info`, all but the first example of a schema, conditions. Webhooks become `x-webhooks`, which viewers of 3.0 know.
 *
 * @throws {Error} where the converter knows no way
 */
export function inThreeZero(document: OpenApiDocument): OpenApiDocument {
  const { jsonSchemaDialect: _, webhooks = {}, ...rest } = structuredClone(document);
  // The converter drops webhooks and knows no extension: it converts them as if they were paths.
  const paths = { ...rest.paths, ...mapKeys(webhooks, (name) => `${asPath}${name}`) };
  sayInThreeZero(paths);
  sayInThreeZero(rest.components);
  const converted: OpenApiDocument = new Converter({ ...rest, paths }, {}).convert();
  nameNull(converted.paths);
  nameNull(converted.components);
  delete converted.info.summary;
  // 3.0 knows no identifier of a licence, only where it stands.
  const { identifier } = rest.info.license ?? {};
  if (identifier && converted.info.license)
    converted.info.license.url ??= `https://spdx.org/licenses/${identifier}.html`;
  const entries = Object.entries(converted.paths);
  const isWebhook = ([path]: [string, unknown]) => path.startsWith(asPath);
  converted.paths = Object.fromEntries(entries.filter((entry) => !isWebhook(entry)));
  if (Object.keys(webhooks).length > 0) {
    converted['x-webhooks'] = mapKeys(Object.fromEntries(entries.filter(isWebhook)), (path) =>
      path.slice(asPath.length),
    );
  }
  return converted;
}

/** 3.0 has no type of null alone: it becomes a text that can be nothing but null. */
function nameNull(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node && node.type === 'null')
    Object.assign(node, { type: 'string', nullable: true, enum: [null] });
  for (const value of Object.values(node)) nameNull(value);
}

/** No path of an operation begins so. */
const asPath = 'webhook ';

function mapKeys(object: Record<string, unknown>, rename: (key: string) => string) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [rename(key), value]));
}
