import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, parseDocument, type Scalar, type YAMLMap } from 'yaml';
import { satisfies } from '../lib/node-version.mjs';
import { packageFolders, readJson, repository } from '../lib/workspace.ts';

const read = (file: any) => readFileSync(join(repository, file), 'utf8');
const exact = /^\d+\.\d+\.\d+(-[\w.]+)?$/;
const workspace = parse(read('pnpm-workspace.yaml'));
// A workspace of its own, which few install.
const apart = 'tests/tools/on-demand';
const manifests = ['.', ...packageFolders(repository), apart].map((folder) => ({
  folder,
  ...readJson(repository, folder, 'package.json'),
}));

interface Lockfile {
  packages: Record<string, { os?: string[]; cpu?: string[] } | undefined>;
  snapshots: Record<string, { optionalDependencies?: Record<string, string> }>;
}

const dependenciesOf = ({ dependencies, devDependencies, optionalDependencies }: any) =>
  Object.entries<string>({ ...dependencies, ...devDependencies, ...optionalDependencies });

const names = new Set([
  ...manifests.flatMap((manifest) => dependenciesOf(manifest).map(([name]) => name)),
  ...Object.keys(workspace.overrides),
]);

describe.each(manifests)('$folder/package.json', (manifest) => {
  it('asks for exact versions', () => {
    const loose = dependenciesOf(manifest).filter(
      ([, version]) => !exact.test(version) && !['workspace:*', 'catalog:'].includes(version),
    );
    expect(loose).toEqual([]);
  });
});

describe('pnpm-workspace.yaml', () => {
  it.each(['catalog', 'overrides'])('has exact versions under %s', (section) => {
    const loose = Object.entries<string>(workspace[section]).filter(
      ([, version]) => !exact.test(version),
    );
    expect(loose).toEqual([]);
  });

  it('explains each override in a comment of its own', () => {
    const overrides = parseDocument(read('pnpm-workspace.yaml')).get(
      'overrides',
    ) as YAMLMap<Scalar>;
    // A comment before the first item counts as one before the whole list.
    const [, ...others] = overrides.items.map(({ key }) => key.commentBefore);
    for (const comment of [overrides.commentBefore, ...others]) expect(comment).toMatch(/\w/);
  });

  it('adds what is installed by its exact version, too', () => {
    expect(workspace.savePrefix).toBe('');
  });

  it('has scripts end with what started them: no shell stands in between', () => {
    expect(workspace.shellEmulator).toBe(true);
  });

  it('is the only place that lets install scripts run, and lets none', () => {
    expect(Object.values(workspace.allowBuilds)).not.toContain(true);
  });
});

it.each(['pnpm-lock.yaml', `${apart}/pnpm-lock.yaml`])(
  '%s takes everything from the registry, by its digest',
  (lockfile) => {
    const resolutions = [...read(lockfile).matchAll(/^ {4}resolution: \{(.+)\}$/gm)];
    expect(resolutions.length).toBeGreaterThan(0);
    const others = resolutions
      .map(([, text = '']) => text)
      .filter((text) => !/^integrity: \S+$/.test(text));
    expect(others).toEqual([]);
  },
);

// A registry that lacks a platform's binary makes a lockfile without it, which is noticed only there.
describe.each(['pnpm-lock.yaml', `${apart}/pnpm-lock.yaml`])('%s', (lockfile) => {
  const { packages, snapshots } = parse(read(lockfile)) as Lockfile;
  const runsOn = (platform: string, name: string, version: string) => {
    const [os = '', cpu = ''] = platform.split('-');
    const binary = packages[`${name}@${version}`];
    return binary?.os?.includes(os) === true && binary.cpu?.includes(cpu) === true;
  };
  const binariesOf = Object.entries(snapshots)
    .filter(([id]) => packages[id]?.os === undefined)
    .map(([id, { optionalDependencies = {} }]) => ({
      id,
      all: Object.entries(optionalDependencies),
    }))
    .filter(({ all }) => all.some(([name, version]) => runsOn('linux-x64', name, version)));

  it.each(['linux-arm64', 'darwin-arm64', 'darwin-x64', 'win32-x64'])(
    'has a binary for %s wherever it has one for linux-x64',
    (platform) => {
      expect(binariesOf.length).toBeGreaterThan(0);
      const without = binariesOf.filter(
        ({ all }) => !all.some(([name, version]) => runsOn(platform, name, version)),
      );
      expect(without.map(({ id }) => id)).toEqual([]);
    },
  );
});

describe('renovate.json', () => {
  const { packageRules, customManagers } = JSON.parse(read('renovate.json'));
  const matchesOf = (pattern: string, text: string) =>
    [...text.matchAll(new RegExp(pattern, 'g'))].map(([match]) => match);

  it('proposes exact versions, and none that is younger than a week', () => {
    const { rangeStrategy, minimumReleaseAge } = readJson(repository, 'renovate.json');
    expect([rangeStrategy, minimumReleaseAge]).toEqual(['pin', '7 days']);
  });

  it('speaks of packages that are there', () => {
    const spoken = packageRules.flatMap(({ matchPackageNames = [] }) => matchPackageNames);
    expect(spoken.filter((name: any) => !names.has(name))).toEqual([]);
  });

  it.each(['release/matrix/tools.ts', 'release/matrix/setup.ts', 'release/lib/registry.ts'])(
    'finds every version in %s, which no package.json has',
    (file) => {
      const text = read(file);
      const found = customManagers
        .filter(({ managerFilePatterns }: any) =>
          managerFilePatterns.some((pattern: string) =>
            new RegExp(pattern.slice(1, -1)).test(file),
          ),
        )
        .flatMap(({ matchStrings, matchStringsStrategy }: any) =>
          matchStringsStrategy === 'recursive'
            ? matchesOf(matchStrings[1], matchesOf(matchStrings[0], text).join())
            : matchStrings.flatMap((each: string) => matchesOf(each, text)),
        )
        .join();
      // What stays is told beside it: node-fetch, for Verdaccio asks for it by a tag.
      const versions = matchesOf("'[^']*(?<![.\\d])\\d+\\.\\d+\\.\\d+'", text).filter(
        (version) => version !== "'2.7.0'",
      );
      expect(versions.length).toBeGreaterThan(0);
      expect(versions.filter((version) => !found.includes(version))).toEqual([]);
    },
  );

  it('holds back nothing that is in use', () => {
    const pinned = [
      ...manifests.flatMap((manifest) =>
        dependenciesOf(manifest).map(([name, version]) => ({
          file: join(manifest.folder, 'package.json'),
          name,
          version,
        })),
      ),
      ...Object.entries<string>(workspace.catalog).map(([name, version]) => ({
        file: 'pnpm-workspace.yaml',
        name,
        version,
      })),
    ];
    const held = packageRules.flatMap(
      ({ matchPackageNames = [], matchFileNames, allowedVersions }: any) =>
        allowedVersions
          ? pinned.filter(
              ({ name, file, version }) =>
                exact.test(version) &&
                matchPackageNames.includes(name) &&
                (matchFileNames?.includes(file) ?? true) &&
                !satisfies(version, allowedVersions),
            )
          : [],
    );
    expect(held).toEqual([]);
  });

  it('leaves alone what an override holds', () => {
    const frozen = packageRules
      .filter(({ enabled }: any) => enabled === false)
      .flatMap(({ matchPackageNames = [] }) => matchPackageNames);
    expect(frozen).toEqual(expect.arrayContaining(Object.keys(workspace.overrides)));
  });
});
