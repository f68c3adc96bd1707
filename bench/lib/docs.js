// Seconds to build the docs: for the contract as it is, and for a generated one of 100 operations.
import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { document, operationsOf } from '@connect-api/spec';
import { generatedContract } from './generated-contract.js';
import { held, rounded } from './statistics.js';

const run = promisify(execFile);
const repository = fileURLToPath(new URL('../../', import.meta.url));
const work = fileURLToPath(new URL('../.docs/', import.meta.url));

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

/**
 * Builds a copy of the docs beside a copy of the spec that holds this contract.
 *
 * @param {import('@connect-api/spec').OpenApiDocument} contract
 */
async function secondsToBuild(contract) {
  await rm(work, { recursive: true, force: true });
  await copyPackage('spec');
  await copyPackage('docs');
  await cp(path.join(repository, 'tsconfig.base.json'), path.join(work, 'tsconfig.base.json'));
  const linked = path.join(work, 'docs/node_modules/@connect-api/spec');
  await rm(linked);
  await symlink(path.join(work, 'spec'), linked);
  await writeFile(path.join(work, 'spec/dist/openapi.json'), JSON.stringify(contract));
  const start = performance.now();
  await run(process.execPath, [path.join(work, 'docs/scripts/build.js')], { maxBuffer: 2 ** 26 });
  const seconds = (performance.now() - start) / 1000;
  await rm(work, { recursive: true });
  return seconds;
}

/**
 * A package with its own files, and with links to what is installed for it.
 *
 * @param {string} name
 */
async function copyPackage(name) {
  const [from, to] = [path.join(repository, name), path.join(work, name)];
  const left = [
    'node_modules',
    '.astro',
    '.turbo',
    '.reports',
    'test',
    ...(name === 'docs' ? ['dist'] : []),
  ];
  await cp(from, to, {
    recursive: true,
    filter: (file) => !left.includes(path.relative(from, file)),
  });
  await linkEach(path.join(from, 'node_modules'), path.join(to, 'node_modules'));
}

/** @param {string} from @param {string} to */
async function linkEach(from, to) {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.name.startsWith('@')) await linkEach(source, target);
    else if (!entry.name.startsWith('.')) await symlink(source, target);
  }
}
