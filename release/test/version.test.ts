import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { document } from '@connect-api/spec';
import { expect, onTestFinished, test } from 'vitest';
import { packageFolders, readJson } from '../../scripts/lib/workspace.ts';
import { notesOf, releaseNotes } from '../lib/notes.ts';
import { publishedPackages, repository } from '../lib/packages.ts';
import { takeUpChangesets, withVersion } from '../lib/version.ts';

test('the contract and all packages have one version', () => {
  const versions = publishedPackages.map(({ version }) => version);
  expect(new Set([document.info.version, ...versions])).toEqual(new Set([document.info.version]));
});

test('only the version of the contract changes', () => {
  const yaml = 'openapi: 3.1.0\ninfo:\n  title: A\n  # The version.\n  version: 1.0.0\n  x: 1\n';
  expect(withVersion(yaml, '2.1.0')).toBe(yaml.replace('1.0.0', '2.1.0'));
});

test('a contract without a version is an error', () => {
  expect(() => withVersion('info:\n  title: A\nother:\n  version: 1.0.0\n', '2.0.0')).toThrow(
    'no version under info',
  );
});

test('a change of the client alone is a release with notes, and every changelog says what it brought', async () => {
  const root = await copyWithChangeset('"@connect-api/client": minor', 'It waits longer.');
  const { before, version } = await takeUpChangesets(root, '2024-02-01');
  const [major, minor = 0] = before.split('.').map(Number);
  expect(version).toBe(`${major}.${minor + 1}.0`);

  const changed = packageFolders(root).flatMap((folder) => {
    const manifest = readJson(root, folder, 'package.json');
    const was = readJson(repository, folder, 'package.json').version;
    return manifest.version === was ? [] : [{ folder, name: manifest.name }];
  });
  // What a tool that opens a pull request for the next version reads of each.
  const logs = await Promise.all(
    changed.map(async ({ folder, name }) => ({
      name: name as string,
      changelog: await readFile(path.join(root, folder, 'CHANGELOG.md'), 'utf8'),
    })),
  );
  expect(changed.map(({ folder }) => folder)).toEqual([
    ...publishedPackages.map(({ folder }) => folder).sort(),
    'spec',
  ]);
  for (const { name, changelog } of logs)
    expect(notesOf(changelog, version), name).toMatch(
      name === '@connect-api/client' ? '- It waits longer.' : 'Nothing changed here',
    );
  expect(releaseNotes(version, logs)).toBe(
    '## @connect-api/client\n\n### Minor Changes\n\n- It waits longer.\n',
  );
  const yaml = await readFile(path.join(root, 'spec/openapi.yaml'), 'utf8');
  expect(yaml).toBe(
    withVersion(await readFile(path.join(repository, 'spec/openapi.yaml'), 'utf8'), version),
  );
  expect(
    (await readdir(path.join(root, '.changeset'))).filter((name) => name.endsWith('.md')),
  ).toEqual([]);
});

test('a changeset that is a list goes into the changelog as its items', async () => {
  const root = await copyWithChangeset('"@connect-api/client": patch', '- One.\n- Two.');
  const { version } = await takeUpChangesets(root, '2024-02-01');
  const changelog = await readFile(path.join(root, 'packages/client/CHANGELOG.md'), 'utf8');
  expect(notesOf(changelog, version)).toMatch(/\n- One\.\n- Two\.$/);
});

test('what changed in the contract stands in its changelog', async () => {
  const root = await copyWithChangeset('"@connect-api/spec": major', 'A field is gone.');
  const { version } = await takeUpChangesets(root, '2024-02-01', '- `comment` is gone');
  const changelog = await readFile(path.join(root, 'spec/CHANGELOG.md'), 'utf8');
  expect(notesOf(changelog, version)).toMatch(
    /^Released on 2024-02-01\.\n\n[\s\S]*- A field is gone\.\n\n### The contract\n\n- `comment` is gone$/,
  );
});

test('without a changeset nothing gets a version', async () => {
  const root = await copyWithChangeset();
  const read = () =>
    Promise.all(
      ['spec/openapi.yaml', 'spec/CHANGELOG.md', 'packages/client/CHANGELOG.md'].map((file) =>
        readFile(path.join(root, file), 'utf8'),
      ),
    );
  const files = await read();
  const { before, version } = await takeUpChangesets(root, '2024-02-01', 'notes');
  expect(await read()).toEqual(files);
  expect(version).toBe(before);
  expect(version).toBe(readJson(root, 'spec/package.json').version);
});

/** What `changeset version` reads of this repository, with that changeset alone. */
async function copyWithChangeset(bump?: string, text?: string): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), 'connect-version-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const files = ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml', 'spec/openapi.yaml'];
  const ofPackages = packageFolders(repository).flatMap((folder) => [
    `${folder}/package.json`,
    `${folder}/CHANGELOG.md`,
  ]);
  for (const file of [...files, ...ofPackages])
    await cp(path.join(repository, file), path.join(root, file)).catch((error) => {
      if (error.code !== 'ENOENT') throw error;
    });
  for (const file of ['config.json', 'changelog.cjs'])
    await cp(path.join(repository, '.changeset', file), path.join(root, '.changeset', file));
  if (bump) await writeFile(path.join(root, '.changeset/one.md'), `---\n${bump}\n---\n\n${text}\n`);
  return root;
}
