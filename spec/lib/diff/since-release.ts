import { readdir, readFile } from 'node:fs/promises';
import YAML from 'yaml';
import { changesBetween } from './changes.ts';
import { greatest } from './impact.ts';
import { redoclyDiff } from './redocly-diff.ts';

/**
 * What has changed since the last release, and what is to come.
 *
 * @param spec the folder of the contract
 */
export async function sinceRelease(spec: URL = new URL('../../', import.meta.url)) {
  const [released, current] = ['released/openapi.yaml', 'dist/openapi.yaml'].map(
    (file) => new URL(file, spec),
  );
  const [base, revision] = await Promise.all([read(released), read(current)]);
  const found = await redoclyDiff(base, revision);
  // Redocly takes our own note about the baseline for a part of the contract.
  const changes = changesBetween(
    found.filter(({ property }) => property !== unpublished),
    base,
    revision,
  );
  const manifest = JSON.parse(await readFile(new URL('package.json', spec), 'utf8'));
  return {
    changes,
    impact: greatest(changes.map(({ impact }) => impact)),
    released: base.info.version,
    published: base[unpublished] !== true,
    version: revision.info.version,
    packageVersion: manifest.version,
    changesets: await changesets(new URL('../.changeset/', spec)),
  };
}

/** At the root of released/openapi.yaml until the first release replaces that file. */
const unpublished = 'x-unpublished';

/** The greatest step that each pending changeset announces. */
async function changesets(folder: URL) {
  const files = await readdir(folder).catch(() => []);
  const texts = files
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .map((file) => readFile(new URL(file, folder), 'utf8'));
  return (await Promise.all(texts)).map((text) => {
    const head = /^---\r?\n([\s\S]*?)^---/m.exec(text)?.[1] ?? '';
    return greatest(Object.values(YAML.parse(head) ?? {}));
  });
}

async function read(url: URL | undefined) {
  return YAML.parse(await readFile(url as URL, 'utf8'));
}
