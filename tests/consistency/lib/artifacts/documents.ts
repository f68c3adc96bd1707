// The contract itself, its bundle, and the documents that packages publish: all of them can be read.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { readDocument } from '@connect-api/probes';
import { digest, digestOf, type OpenApiDocument } from '@connect-api/spec';
import YAML from 'yaml';
import type { Artifact } from '../artifact.ts';
import { repository } from '../bundle.ts';
import { type Fact, factsOf } from '../facts.ts';
import { brief, type Finding, keyOf, same } from '../finding.ts';
import { readSource } from '../reading.ts';
import { contractFile } from '../written-contract.ts';

/** A document that says the same as the contract. */
export interface Copy {
  file: string;
  facts: Fact[];
}

const require = createRequire(import.meta.url);

export const contract: Artifact<Copy[]> = {
  name: 'contract',
  package: '@connect-api/spec',
  silent: () => undefined,
  // The document that everything is made from, read back: does it say what is written by hand?
  built: async () => [{ file: contractFile, facts: factsOf(readSource(contractFile)) }],
  generate: async (document) => [copyOf(document, 'spec/openapi.yaml')],
  check: async (copies, facts) => compare(copies, facts),
  // It is what digests are made from.
  digest: async () => digest,
};

export const bundle: Artifact<Copy[]> = {
  name: 'bundle',
  package: '@connect-api/spec',
  silent: () => undefined,
  built: async () => ['spec/dist/openapi.json', 'spec/dist/openapi.yaml'].map(readCopy),
  generate: async (document) => [copyOf(document, 'spec/dist/openapi.json')],
  check: async (copies, facts) => compare(copies, facts),
  digest: async () =>
    readFileSync(path.join(repository, 'spec/dist/openapi.json.sha256'), 'utf8').split(' ')[0],
};

/** The documents that packages and the docs publish. */
const published = {
  '@connect-api/types': ['@connect-api/types/openapi.json', '@connect-api/types/openapi.yaml'],
  '@connect-api/docs': ['docs/dist/openapi.json', 'docs/dist/openapi.yaml'],
};

export const packages: Artifact<Copy[]> = {
  name: 'packages',
  package: '@connect-api/types',
  silent: () => undefined,
  built: async () => Object.values(published).flat().map(readCopy),
  generate: async (document) => [copyOf(document, '@connect-api/types/openapi.json')],
  check: async (copies, facts) => compare(copies, facts),
  digest: async () =>
    digestOf(readFileSync(require.resolve('@connect-api/types/openapi.json'), 'utf8')),
};

/** @param file from the repository's root, or a package's export */
function readCopy(file: string) {
  const url = file.startsWith('@') ? require.resolve(file) : path.join(repository, file);
  const text = readFileSync(url, 'utf8');
  return copyOf(
    file.endsWith('.yaml') ? YAML.parse(text, { maxAliasCount: -1 }) : JSON.parse(text),
    file,
  );
}

function copyOf(document: OpenApiDocument, file: string) {
  return { file, facts: factsOf(readDocument(document, file)) };
}

function compare(copies: Copy[], facts: Fact[]): Finding[] {
  return copies.flatMap((copy) => {
    const own = new Map(copy.facts.map((fact) => [keyOf(fact), fact]));
    return facts.flatMap((fact) => {
      const found = own.get(keyOf(fact));
      if (found && same(found.value, fact.value)) return [];
      const where = `${copy.file}${found ? ` ${found.place.pointer}` : ''}`;
      return [{ fact, found: found ? brief(found.value) : 'nothing', where }];
    });
  });
}
