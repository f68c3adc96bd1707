// The types, as TypeScript itself understands them.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Artifact } from '../artifact.ts';
import { repository } from '../bundle.ts';
import type { Fact } from '../facts.ts';
import { generateTypes } from '../generators.ts';
import { discriminates, impliedBy } from '../implied.ts';
import { readTypes } from '../types-reader.ts';

/** Each way to get the types, as files by name. */
export type Types = Record<string, string>[];

export const types: Artifact<Types> = {
  name: 'types',
  package: '@connect-api/types',
  silent: ({ kind, about }) => {
    if (kind === 'security') return 'openapi-typescript has no place for it';
    if (kind === 'error code') return 'types name the codes (enum value); the table is no type';
    if (kind === 'constraint' && about.keyword !== 'enum') return 'TypeScript cannot say it';
    if (about.names) return 'openapi-typescript lets the members of a map have any name';
    if ((about.items || about.header || about.parameter) && ['example', 'format'].includes(kind))
      return 'have no comment on what is in a list, a map, a header or a parameter';
    if (kind === 'example' && !(about.schema && about.keyword === 'examples'))
      return 'show the examples of schemas, not those of operations';
    return undefined;
  },
  // The other module's declarations are these.
  built: async () => [read('packages/types/dist', 'index.d.cts')],
  generate: async (document) => {
    const files = Object.entries(await generateTypes(document, 'none'));
    return [
      {
        ...read('packages/types/src', 'index.ts'),
        ...Object.fromEntries(files.map(([name, text]) => [`generated/${name}`, text])),
      },
    ];
  },
  text: async (document) => Object.values(await generateTypes(document, 'none')).join(),
  check: async (ways, facts, contract) =>
    ways.flatMap((files) => {
      const look = readTypes(files, contract.facts);
      return facts.flatMap((fact) => {
        const found = look(fact);
        if (found === undefined) return [];
        return [
          { fact, found, where: `@connect-api/types ${Object.keys(files)[0]}, ${nameOf(fact)}` },
        ];
      });
    }),
  unseen: (fact, contract) =>
    fact.kind === 'property' && discriminates(fact, contract)
      ? 'openapi-typescript writes what tells variants apart in any case'
      : fact.kind === 'property'
        ? impliedBy(fact, contract)
        : undefined,
  digest: async ([files = {}]) =>
    /ContractDigest = ['"]([0-9a-f]{64})/.exec(Object.values(files).join())?.[1],
};

function read(folder: string, name: string) {
  return { [name]: readFileSync(path.join(repository, folder, name), 'utf8') };
}

/** @param fact what a reader of the types would look up */
function nameOf({ about }: Fact) {
  const { schema, property, operationId, parameter, status, header } = about;
  if (schema) return [schema, property].filter(Boolean).join('.');
  return ['operations', operationId, parameter ?? status, header].filter(Boolean).join('.');
}
