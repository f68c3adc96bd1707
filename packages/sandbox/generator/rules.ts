import { existsSync, readdirSync } from 'node:fs';
import { banner } from '@connect-api/spec';

const folder = new URL('../src/rules/operations/', import.meta.url);

/**
 * The operations that have business rules: each has a file in `src/rules/operations/` that is named
 * after its `operationId` and exports its rules under that name.
 *
 * @param operationIds of the contract
 * @throws {Error} where a file is named after no operation
 */
export function rulesOf(operationIds: string[]): { operationId: string; file: string }[] {
  const byFile = new Map(operationIds.map((operationId) => [fileOf(operationId), operationId]));
  return readdirSync(folder)
    .sort()
    .map((file) => {
      const operationId = byFile.get(file);
      if (!operationId) {
        throw new Error(
          `src/rules/operations/${file} is named after no operation of the contract. Its name has to be one of ${[...byFile.keys()].join(', ')}.`,
        );
      }
      return { operationId, file };
    });
}

/**
 * The rules by `operationId`, as a TypeScript module.
 *
 * @param digest of the contract
 */
export function generateRules(rules: { operationId: string; file: string }[], digest: string) {
  const imports = rules.map(
    ({ operationId, file }) =>
      `import { ${operationId} } from '../rules/operations/${file.replace(/\.ts$/, '.js')}';`,
  );
  const names = rules.map(({ operationId }) => `  ${operationId},\n`);
  return `${banner('packages/sandbox/generator/rules.ts', digest)}
import type { AnyRules } from '../rules/rules.js';
${imports.join('\n')}

export const rules: Record<string, AnyRules> = {
${names.join('')}};
`;
}

/** Whether there is such a file for an operation. */
export function hasRules(operationId: string) {
  return existsSync(new URL(fileOf(operationId), folder));
}

function fileOf(operationId: string) {
  return `${operationId.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;
}
