// Seconds to build the docs: for the contract as it is, and for a generated one of 100 operations.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { document, operationsOf } from '@connect-api/spec';
import { generatedContract } from './generated-contract.js';
import { held, rounded } from './statistics.js';
import { copyWorkspace, removeCopy } from './workspace-copy.js';

/** @param {{ quick: boolean }} options */
export async function benchDocs({ quick }) {
  const many = quick ? 10 : 100;
  const own = await secondsToBuild(document);
  const generated = await secondsToBuild(generatedContract(document, many));
  const few = operationsOf(document).length;
  return {
    settings: {},
    table: {
      [`${few} operations`]: { seconds: rounded(own) },
      [`${many} operations`]: { seconds: rounded(generated) },
    },
    limits: [
      held('seconds for the contract as it is', own, { most: 15 }),
      held(`seconds for ${many} operations`, generated, { most: 60 }),
    ],
  };
}

/** @param {import('@connect-api/spec').OpenApiDocument} contract */
async function secondsToBuild(contract) {
  const work = await copyWorkspace(contract, ['docs']);
  const start = performance.now();
  await promisify(execFile)(process.execPath, [path.join(work, 'docs/scripts/build.js')], {
    maxBuffer: 2 ** 26,
  });
  const seconds = (performance.now() - start) / 1000;
  await removeCopy();
  return seconds;
}
