import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle as bundleFiles, createConfig } from '@redocly/openapi-core';
import YAML from 'yaml';
import type { OpenApiDocument } from './contract.ts';
import { digestOf } from './digest.ts';
import { withKnownValues } from './known-values.ts';
import { withNamedBodies } from './named-bodies.ts';
import { problemOf } from './problem.ts';
import { inThreeZero } from './three-zero.ts';
import { withVariantTitles } from './variant-titles.ts';

interface Bundle {
  json: string;
  digest: string;
}

/**
 * Bundles a contract of several files into one document.
 *
 * The result depends on the contract alone: the same files give the same bytes on every machine.
 *
 * @param root the root file of the contract
 * @returns the text of openapi.json, and its digest
 * @throws {Error} with Redocly's report when a file is missing or broken, or when two components
 *   would get the same name
 */
export async function bundle(root: URL): Promise<Bundle> {
  const document = withNamedBodies(await inOneFile(fileURLToPath(root)));
  const json = inJson(withVariantTitles(withKnownValues(document)));
  return { json, digest: digestOf(json) };
}

async function inOneFile(file: string): Promise<OpenApiDocument> {
  const config = await createConfig({});
  const { bundle, problems } = await bundleFiles({
    ref: file,
    config,
    componentRenamingConflicts: 'error',
  }).catch((error: Error) => refuse([error.message]));
  const repository = path.dirname(path.dirname(file));
  if (problems.length > 0)
    refuse(
      problems
        .map(problemOf)
        .map(({ file, line, message }) => `${path.relative(repository, file)}:${line}: ${message}`),
    );
  // What several refer to may be one object in it.
  return JSON.parse(JSON.stringify(bundle.parsed));
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

/** Writes a bundled contract as openapi.json, and the digest of that file. */
export async function writeBundle({ json, digest }: Bundle, folder: URL) {
  await mkdir(folder, { recursive: true });
  await Promise.all([
    writeFile(new URL('openapi.json', folder), json),
    // The format of sha256sum, so that `sha256sum -c openapi.json.sha256` checks it.
    writeFile(new URL('openapi.json.sha256', folder), `${digest}  openapi.json\n`),
  ]);
}

/**
 * Writes a bundled contract as openapi.yaml, and in OpenAPI 3.0 as openapi-3.0.yaml and openapi-3.0.json.
 *
 * @throws {Error} where OpenAPI 3.0 has no words for it
 */
export async function writeOtherForms(
  { document, digest }: { document: OpenApiDocument; digest: string },
  folder: URL,
) {
  const twin = inThreeZero(document);
  await Promise.all([
    writeFile(new URL('openapi.yaml', folder), inYaml(document, digest)),
    writeFile(new URL('openapi-3.0.json', folder), inJson(twin)),
    writeFile(new URL('openapi-3.0.yaml', folder), inYaml(twin, digest)),
  ]);
}
