import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundle as bundleFiles, createConfig } from '@redocly/openapi-core';
import YAML from 'yaml';
import type { OpenApiDocument } from './contract.ts';
import { withKnownValues } from './known-values.ts';
import { problemOf } from './problem.ts';
import { inThreeZero } from './three-zero.ts';
import { withVariantTitles } from './variant-titles.ts';

/**
 * Bundles a contract of several files into one document.
 *
 * The result depends on the contract alone: the same files give the same bytes on every machine.
 *
 * @param root the root file of the contract
 * @returns
 *   `twin`: the same in OpenAPI 3.0
 * @throws {Error} with Redocly's report when a file is missing or broken, or when two components
 *   would get the same name
 */
export async function bundle(
  root: URL,
): Promise<{ json: string; yaml: string; digest: string; twin: { json: string; yaml: string } }> {
  const document = withVariantTitles(withKnownValues(await inOneFile(fileURLToPath(root))));
  const json = inJson(document);
  const digest = digestOf(json);
  const twin = inThreeZero(document);
  return {
    json,
    yaml: inYaml(document, digest),
    digest,
    twin: { json: inJson(twin), yaml: inYaml(twin, digest) },
  };
}

async function inOneFile(file: string): Promise<OpenApiDocument> {
  const config = await createConfig({});
  const { bundle, problems } = await bundleFiles({
    ref: file,
    config,
    componentRenamingConflicts: 'error',
  }).catch((error: Error) => refuse([error.message]));
  if (problems.length > 0)
    refuse(problems.map(problemOf).map(({ file, line, message }) => `${file}:${line}: ${message}`));
  return bundle.parsed as OpenApiDocument;
}

function refuse(reasons: string[]): never {
  throw new Error(`The contract could not be bundled.\n${reasons.join('\n')}\nRun: npm run lint`);
}

function inJson(document: OpenApiDocument) {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** @param digest of the contract */
function inYaml(document: OpenApiDocument, digest: string) {
  const banner = `# Made by spec/scripts/bundle.ts from spec/openapi.yaml, sha256 ${digest}. Do not edit.\n`;
  return banner + YAML.stringify(document, { aliasDuplicateObjects: false, lineWidth: 100 });
}

/**
 * Writes a bundled contract as openapi.yaml, openapi.json, the digest of the JSON file, and the same in
 * OpenAPI 3.0 as openapi-3.0.yaml and openapi-3.0.json.
 */
export async function writeBundle(
  { json, yaml, digest, twin }: Awaited<ReturnType<typeof bundle>>,
  folder: URL,
) {
  await mkdir(folder, { recursive: true });
  await Promise.all([
    writeFile(new URL('openapi.json', folder), json),
    writeFile(new URL('openapi.yaml', folder), yaml),
    writeFile(new URL('openapi-3.0.json', folder), twin.json),
    writeFile(new URL('openapi-3.0.yaml', folder), twin.yaml),
    // The format of sha256sum, so that `sha256sum -c openapi.json.sha256` checks it.
    writeFile(new URL('openapi.json.sha256', folder), `${digest}  openapi.json\n`),
  ]);
}

/**
 * The digest that names one state of the contract: SHA-256 over the bytes of openapi.json, in hex.
 */
export function digestOf(json: string) {
  return createHash('sha256').update(json).digest('hex');
}
