import { type Operation, operationsOf } from '@connect-api/spec/contract';
import { operations as validators } from '@connect-api/validators';
import { afterAll, beforeAll } from 'vitest';
import { document, operationOf, operations } from '../../src/bundled-contract.js';
import { boats } from './contract.js';
import { boatValidators } from './validators.js';

/**
 * For the tests of a file the contract of the tests takes the place of the published one. It does in
 * place, so that the code under test is the same for all files.
 *
 * @param paths that are enough. Default: all of them
 */
export function underTheBoatContract(
  paths = Object.keys(boats.paths),
): (operationId: string) => Operation {
  const part = Object.fromEntries(paths.map((path) => [path, boats.paths[path]]));
  const published = { ...document };
  const lists = [operations, validators as unknown as object[]] as const;
  const before = lists.map((list) => [...list]);
  beforeAll(() => {
    Object.assign(document, boats, { paths: part });
    replace(operations, operationsOf(document));
    replace(validators as unknown as object[], boatValidators);
  });
  afterAll(() => {
    Object.assign(document, published);
    for (const [index, list] of lists.entries()) replace(list as object[], before[index] ?? []);
  });
  return operationOf;
}

function replace<Each>(list: Each[], others: readonly Each[]): void {
  list.splice(0, list.length, ...others);
}
