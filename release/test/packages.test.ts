import { readFileSync, statSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { posix } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { bundleSize } from '@connect-api/bench/bundle-size';
import { document, operationsOf } from '@connect-api/spec';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { describe, expect, inject, test } from 'vitest';
import root from '../../package.json' with { type: 'json' };
import { filesOf, reachableFiles, targetsOf } from '../lib/contents.ts';
import { notesOf } from '../lib/notes.ts';
import { type PublishedPackage, publishedPackages, repository } from '../lib/packages.ts';
import limits from '../limits.json' with { type: 'json' };
import workspace from '../package.json' with { type: 'json' };

const beside =
  /^(LICENSE|CHANGELOG\.md|README\.md|package\.json|(dist\/)?THIRD-PARTY-NOTICES\.txt)$/;

test('this folder is built after all published packages', () => {
  expect(Object.keys(workspace.devDependencies)).toEqual(
    expect.arrayContaining(publishedPackages.map(({ name }) => name)),
  );
});

describe.each(publishedPackages)('$name, packed and installed,', (published) => {
  const folder = `${inject('installed').replaceAll('\\', '/')}/node_modules/${published.name}`;
  const read = (file: string) => readFileSync(`${folder}/${file}`, 'utf8');
  const manifest = JSON.parse(read('package.json'));
  const files = filesOf(folder);

  test('holds what its exports and bins lead to, README, licence and changelog, and nothing else', () => {
    const reached = reachableFiles(folder, manifest);
    expect(files.filter((file) => !reached.has(file) && !beside.test(file))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(['CHANGELOG.md', 'LICENSE', 'README.md']));
    expect(notesOf(read('CHANGELOG.md'), published.version)).toMatch(/\w/);
    expect(read('LICENSE')).toBe(readFileSync(`${repository}/LICENSE`, 'utf8'));
    expect(read('README.md')).toMatch(`# ${published.name}\n`);
  });

  test('says what it is, and what it runs on', () => {
    expect(manifest).toMatchObject({
      version: published.version,
      license: root.license,
      engines: { node: '>=20.19.0 <21 || >=22.12.0' }, // the tools of the repository need more
      description: expect.stringMatching(/\w/),
      keywords: expect.arrayContaining(['connect-api']),
      sideEffects: expect.anything(),
      exports: { '.': expect.anything(), './package.json': './package.json' },
    });
  });

  test('says where it comes from, once the repository is set in the root package.json', () => {
    const { repository: url } = root as { repository?: string };
    expect(manifest.repository).toEqual(
      url && { type: 'git', url: `git+${url}.git`, directory: published.folder },
    );
  });

  test('has no scripts, and exact versions of what it needs', () => {
    expect(manifest).not.toHaveProperty('scripts');
    expect(manifest).not.toHaveProperty('devDependencies');
    for (const version of Object.values(manifest.dependencies ?? {}))
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('has no file or folder in its exports that is missing', () => {
    const targets = [...targetsOf(manifest.exports), ...targetsOf(manifest.bin)];
    expect(files).toEqual(expect.arrayContaining(targets.map((path) => posix.normalize(path))));
  });

  test('has source maps with their sources inside', () => {
    for (const file of files.filter((name) => /\.[cm]?js$/.test(name))) {
      const [, map] = /^\/\/# sourceMappingURL=(\S+)$/m.exec(read(file)) ?? [];
      if (map) expectWorkingMap(JSON.parse(read(posix.join(posix.dirname(file), map))), file);
    }
  });

  test('is clean for publint', async () => {
    const { messages } = await publint({ pkgDir: folder, pack: false, strict: true });
    expect(messages.map((message) => formatMessage(message, manifest))).toEqual([]);
  });

  test('is clean for attw', async () => {
    expect(await typesProblems(published, manifest)).toEqual([]);
  });

  test('is no larger than its limit', async () => {
    const limit = (limits as unknown as Record<string, Limit>)[published.name];
    if (!limit) throw new Error(`Give ${published.name} a limit in limits.json.`);
    expect(statSync(published.tarball).size).toBeLessThanOrEqual(bytesOf(limit.tarball));
    for (const [imports, bytes] of Object.entries(limit.bundles ?? {})) {
      const { gzip } = await bundleSize(`export ${imports} from '${published.name}';`, folder);
      expect(gzip, imports).toBeLessThanOrEqual(bytesOf(bytes));
    }
  });
});

/** Of the tarball, and by what is imported, of a minified and gzipped browser bundle. */
interface Limit {
  tarball: Bytes;
  bundles?: Record<string, Bytes>;
}

/** With a contract of two operations, and for each one more. */
type Bytes = [number, number];

function bytesOf([first, each]: Bytes): number {
  return first + each * (operationsOf(document).length - 2);
}

function expectWorkingMap(payload: ConstructorParameters<typeof SourceMap>[0], file: string) {
  expect(payload.sourcesContent, file).toHaveLength(payload.sources.length);
  const lastLine = payload.mappings.split(';').length - 1;
  const found = new SourceMap(payload).findEntry(lastLine, 0);
  expect(payload.sources, file).toContain('originalSource' in found && found.originalSource);
}

/**
 * `moduleResolution: node10` does not know `exports`; the READMEs name the settings that do. A package
 * of ES modules alone can be required on every Node that it supports, while attw warns of older ones.
 */
async function typesProblems({ tarball }: PublishedPackage, manifest: { exports: object }) {
  const packed = createPackageFromTarballData(new Uint8Array(readFileSync(tarball)));
  const result = await checkPackage(packed, { excludeEntrypoints: notModules(manifest.exports) });
  if (!result.types) return ['It has no types.'];
  const esModulesAlone = !JSON.stringify(manifest.exports).includes('"require"');
  return result.problems.filter(
    (problem) =>
      !('resolutionKind' in problem && problem.resolutionKind === 'node10') &&
      !(esModulesAlone && problem.kind === 'CJSResolvesToESM'),
  );
}

/** What is there to be read as a file, such as `./openapi.yaml`. */
function notModules(exports: object): string[] {
  return Object.entries(exports)
    .filter(([, target]) => !targetsOf(target).every((file) => /\.([cm]?[jt]s|json)$/.test(file)))
    .map(([entrypoint]) => entrypoint);
}
