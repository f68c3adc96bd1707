import { installedPackage } from './installed.js';
import { publishedPackages } from './packages.js';
import { run } from './run.js';

/**
 * A bill of materials (CycloneDX) of all published packages: npm's own of a folder where only they are
 * installed, with what their builds have bundled inside each.
 *
 * @param {string} folder
 */
export async function billOfMaterials(folder) {
  const sbom = JSON.parse(await run('npm', ['sbom', '--sbom-format=cyclonedx'], { cwd: folder }));
  const version = publishedPackages[0]?.version;
  Object.assign(sbom.metadata.component, { name: 'connect-api', version });
  for (const component of sbom.components) {
    // The path of a tarball on this machine says nothing to others.
    component.externalReferences = component.externalReferences.filter(
      (/** @type {{ url: string }} */ { url }) => !url.startsWith('file:'),
    );
    if (!publishedPackages.some(({ name }) => name === component.name)) continue;
    const { bundled } = installedPackage(folder, component.name);
    if (bundled.length > 0) component.components = bundled.map(asComponent);
  }
  return sbom;
}

/** @param {import('./installed.js').Component} component */
function asComponent({ name, version, license }) {
  return {
    type: 'library',
    name,
    version,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    licenses: [{ license: { id: license } }],
  };
}
