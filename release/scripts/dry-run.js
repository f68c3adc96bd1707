// Everything of a release short of publishing it: `npm run release:dry`.
import { statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { install, tarballDependencies } from '../lib/install.js';
import { installedComponents, installedPackage } from '../lib/installed.js';
import { publishedPackages, repository } from '../lib/packages.js';
import { repositoryAdvice } from '../lib/repository.js';
import { run } from '../lib/run.js';
import { billOfMaterials } from '../lib/sbom.js';
import { smokeTest } from '../lib/smoke.js';

const sbomFile = new URL('../sbom.cdx.json', import.meta.url);
const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(10);
const title = (/** @type {string} */ text) =>
  console.log(`\n── ${text} ${'─'.repeat(70 - text.length)}`);

const { folder, remove } = await install(tarballDependencies);
try {
  title('Would be published');
  for (const { name, version, tarball } of publishedPackages) {
    const { files } = installedPackage(folder, name);
    const unpacked = files.reduce((sum, { bytes }) => sum + bytes, 0);
    console.log(`${name} ${version}`);
    console.log(`${kilobytes(statSync(tarball).size)} packed,${kilobytes(unpacked)} unpacked`);
    for (const { path, bytes } of files) console.log(`${kilobytes(bytes)}  ${path}`);
  }

  title('Tried, installed in a clean folder');
  for (const { name } of publishedPackages) {
    const done = await smokeTest(folder, installedPackage(folder, name).manifest);
    console.log(`${name}: ${done.join(', ') || 'types alone'}`);
  }

  title('Licences of what is needed at run time');
  showLicences('installed with the packages', installedComponents(folder));
  for (const { name } of publishedPackages)
    showLicences(`bundled into ${name}`, installedPackage(folder, name).bundled);

  title('Bill of materials');
  await writeFile(sbomFile, JSON.stringify(await billOfMaterials(folder), null, 2));
  console.log(fileURLToPath(sbomFile));

  title('Changesets that wait for `npm run version`');
  console.log(await changesetStatus());

  title('Contract since the last release');
  const spec = ['--silent', '--filter', '@connect-api/spec', 'run', 'diff'];
  console.log((await run('pnpm', spec, { cwd: repository })).trim());

  title('Where it is published from');
  console.log(repositoryAdvice);
} finally {
  await remove();
}

/** @param {string} where @param {import('../lib/installed.js').Component[]} components */
function showLicences(where, components) {
  const licences = [...new Set(components.map(({ license }) => license))].sort();
  for (const licence of licences) {
    const names = components.filter(({ license }) => license === licence).map(({ name }) => name);
    console.log(`${licence}, ${where}: ${names.join(', ')}`);
  }
}

/** It ends with an error when packages have changed and no changeset says so. */
async function changesetStatus() {
  const text = await run('changeset', ['status'], { cwd: repository }).catch(({ message }) =>
    message.slice(message.indexOf('\n')),
  );
  return text.replaceAll('🦋  ', '').trim();
}
