import { type Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { beforeAll, expect, inject, test } from 'vitest';
import { installedComponents, installedPackage } from '../lib/installed.ts';
import { publishedPackages } from '../lib/packages.ts';
import { billOfMaterials, isOfThisMachine } from '../lib/sbom.ts';

const folder = inject('installed');
const labelOf = ({ name, version }: { name: string; version: string }) => `${name}@${version}`;

// A CycloneDX document, which the schema judges.
let sbom: any;
beforeAll(async () => {
  sbom = await billOfMaterials(folder);
});

test('the bill of materials is valid CycloneDX', async () => {
  const validator = new Validation.JsonStrictValidator(sbom.specVersion as Spec.Version);
  const problemsOf = (bill: object) => validator.validate(JSON.stringify(bill));
  expect(await problemsOf(sbom)).toBeNull();
  const [first] = sbom.components;
  expect(await problemsOf({ ...sbom, components: [first, first] })).not.toBeNull();
});

test('it is about this release', () => {
  const { name, version, 'bom-ref': ref, ...root } = sbom.metadata.component;
  expect({ name, version }).toEqual({
    name: 'connect-api',
    version: publishedPackages[0]?.version,
  });
  expect(root).not.toHaveProperty('purl');
  const [direct] = sbom.dependencies.filter((one: { ref: string }) => one.ref === ref);
  expect([...direct.dependsOn].sort()).toEqual(publishedPackages.map(labelOf).sort());
  expect(JSON.stringify(sbom)).not.toMatch(/consumer|file:|127\.0\.0\.1|localhost/);
});

test('it lists what is installed and what is bundled, each once', () => {
  expect(sbom.components.map(labelOf).sort()).toEqual(
    installedComponents(folder).map(labelOf).sort(),
  );
  for (const { name } of publishedPackages) {
    const { components = [] } = sbom.components.find((one: { name: string }) => one.name === name);
    const labels = components.map(labelOf);
    expect(labels).toEqual([...new Set(labels)]);
    expect(labels).toEqual(installedPackage(folder, name).bundled.map(labelOf));
  }
  const all = sbom.components.flatMap((one: { components?: [] }) => [
    one,
    ...(one.components ?? []),
  ]);
  const refs = all.map((one: { 'bom-ref': string }) => one['bom-ref']);
  expect(refs).toEqual([...new Set(refs)]);
});

test('each component has a package URL, whose scope is written as the standard wants it', () => {
  const all = sbom.components.flatMap((one: { components?: [] }) => [
    one,
    ...(one.components ?? []),
  ]);
  for (const { name, version, purl } of all)
    expect(purl.replace(/\?.*$/, '')).toBe(`pkg:npm/${name.replace('@', '%40')}@${version}`);
  expect(JSON.stringify(all)).toContain('pkg:npm/%40');
});

test.each([
  ['file:///tmp/a.tgz', true],
  ['http://127.0.0.1:4873/a/-/a-1.0.0.tgz', true],
  ['http://localhost:4873/a', true],
  ['https://packages.example.com/a/-/a-1.0.0.tgz', false],
  ['https://example.com/?from=http://localhost', false],
])('whether %s says where this machine took something from: %s', (url, isOwn) => {
  expect(isOfThisMachine(url)).toBe(isOwn);
});
