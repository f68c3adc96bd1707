// Seconds to build the docs: for the contract as it is, and for a generated one of 120 operations.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { document, type OpenApiDocument, operationsOf } from '@connect-api/spec';
import { generatedContract } from './generated-contract.ts';
import { held, rounded } from './statistics.ts';
import { copyWorkspace, removeCopy } from './workspace-copy.ts';

export async function benchDocs({ quick }: { quick: boolean }) {
  const many = quick ? 10 : 120;
  const own = await secondsToBuild(document);
  const generated = await secondsToBuild(await generatedContract(document, many));
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

async function secondsToBuild(contract: OpenApiDocument) {
  const work = await copyWorkspace(contract, ['docs']);
  const start = performance.now();
  await promisify(execFile)(process.execPath, [path.join(work, 'docs/scripts/build.ts')], {
    maxBuffer: 2 ** 26,
  });
  const seconds = (performance.now() - start) / 1000;
  await removeCopy();
  return seconds;
}
