import { type Component, installedPackage } from './installed.ts';
import { publishedPackages } from './packages.ts';
import { run } from './run.ts';

/** The parts of a CycloneDX document that matter here. */
export interface Bill {
  specVersion: string;
  metadata: { component: BillComponent };
  components: BillComponent[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

export interface BillComponent {
  'bom-ref': string;
  type: string;
  name: string;
  version: string;
  purl?: string;
  licenses?: { license: { id: string } }[];
  externalReferences?: { url: string }[] | undefined;
  components?: BillComponent[];
}

/**
 * A bill of materials (CycloneDX) of all published packages: npm's own of a folder where only they are
 * installed, with what their builds have bundled inside each.
 */
export async function billOfMaterials(folder: string): Promise<Bill> {
  const sbom: Bill = JSON.parse(
    await run('npm', ['sbom', '--sbom-format=cyclonedx'], { cwd: folder }),
  );
  nameRoot(sbom, 'connect-api', String(publishedPackages[0]?.version));
  for (const component of sbom.components) {
    component.externalReferences = component.externalReferences?.filter(
      ({ url }) => !isOfThisMachine(url),
    );
    if (!publishedPackages.some(({ name }) => name === component.name)) continue;
    const { bundled } = installedPackage(folder, component.name);
    if (bundled.length > 0) component.components = bundled.map((one) => inside(component, one));
  }
  return sbom;
}

/** Where this machine took a tarball from, the registry of a dry run too, says nothing to others. */
export function isOfThisMachine(url: string): boolean {
  return /^(file:|https?:\/\/(localhost|127\.))/.test(url);
}

/**
 * The folder is a consumer that npm knows; what the bill is about is all packages together. It is in no
 * registry, so it has no package URL.
 */
function nameRoot(sbom: Bill, name: string, version: string): void {
  const { purl: _, ...root } = sbom.metadata.component;
  const ref = `${name}@${version}`;
  for (const dependency of sbom.dependencies)
    if (dependency.ref === root['bom-ref']) dependency.ref = ref;
  sbom.metadata.component = { ...root, name, version, 'bom-ref': ref };
}

/**
 * What is bundled into several packages has a reference of its own in each.
 */
function inside(outer: BillComponent, { name, version, license }: Component): BillComponent {
  return {
    'bom-ref': `${outer.name}@${outer.version}|${name}@${version}`,
    type: 'library',
    name,
    version,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    licenses: [{ license: { id: license } }],
  };
}
