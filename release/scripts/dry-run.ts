// Everything of a release short of publishing it elsewhere: `npm run release:dry`. A registry on this
// machine gets the packages, and gives them.
import { readFileSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readJson } from '../../scripts/lib/workspace.ts';
import { install, namedDependencies } from '../lib/install.ts';
import { type Component, installedComponents, installedPackage } from '../lib/installed.ts';
import { releaseNotes } from '../lib/notes.ts';
import { publishedPackages, repository } from '../lib/packages.ts';
import { startRegistry } from '../lib/registry.ts';
import { repositoryAdvice } from '../lib/repository.ts';
import { run } from '../lib/run.ts';
import { billOfMaterials } from '../lib/sbom.ts';
import { smokeTest } from '../lib/smoke.ts';

const sbomFile = new URL('../sbom.cdx.json', import.meta.url);
const notesFile = new URL('../notes.md', import.meta.url);
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`.padStart(10);
const title = (text: string) => console.log(`\n── ${text} ${'─'.repeat(70 - text.length)}`);

title('Published to a registry on this machine');
const registry = await startRegistry(console.log);
const { folder, remove } = await install(namedDependencies, registry);
try {
  title('Would be published');
  for (const { name, version, tarball } of publishedPackages) {
    const { files } = installedPackage(folder, name);
    const unpacked = files.reduce((sum, { bytes }) => sum + bytes, 0);
    console.log(`${name} ${version}`);
    console.log(`${kilobytes(statSync(tarball).size)} packed,${kilobytes(unpacked)} unpacked`);
    for (const { path, bytes } of files) console.log(`${kilobytes(bytes)}  ${path}`);
  }

  title('Tried, installed by name in a clean folder');
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

  title(`Notes of ${publishedPackages[0]?.version}`);
  const notes = notesOfThisRelease();
  await writeFile(notesFile, notes);
  console.log(`${fileURLToPath(notesFile)}\n\n${notes}`);

  title('Contract since the last release');
  const spec = ['--silent', '--filter', '@connect-api/spec', 'run', 'diff'];
  console.log((await run('pnpm', spec, { cwd: repository })).trim());

  title('Where it is published from');
  console.log(repositoryAdvice);
} finally {
  await remove();
  await registry.close();
}

function showLicences(where: string, components: Component[]): void {
  const licences = [...new Set(components.map(({ license }) => license))].sort();
  for (const licence of licences) {
    const names = components.filter(({ license }) => license === licence).map(({ name }) => name);
    console.log(`${licence}, ${where}: ${names.join(', ')}`);
  }
}

/** It ends with an error when packages have changed and no changeset says so. */
async function changesetStatus(): Promise<string> {
  const text = await run('changeset', ['status'], { cwd: repository }).catch(({ message }) =>
    message.slice(message.indexOf('\n')),
  );
  return text.replaceAll('🦋  ', '').trim();
}

function notesOfThisRelease(): string {
  const folders = ['spec', ...publishedPackages.map(({ folder }) => folder)];
  const changelogs = folders.map((folder) => ({
    name: readJson(repository, folder, 'package.json').name,
    changelog: readFileSync(`${repository}/${folder}/CHANGELOG.md`, 'utf8'),
  }));
  return releaseNotes(String(publishedPackages[0]?.version), changelogs);
}
