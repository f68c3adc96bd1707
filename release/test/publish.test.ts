import { expect, test } from 'vitest';
import { inOrder, type PublishedPackage, publishedPackages } from '../lib/packages.ts';
import { publish } from '../lib/publish.ts';

const packageOf = (name: string, needs: string[] = []): PublishedPackage => ({
  ...{ name, needs, version: '1.0.0', folder: `packages/${name}`, tarball: `/${name}.tgz` },
});

/** An npm whose registry has these, and which answers anything else like the real one. */
function registryWith(...there: string[]) {
  const calls: string[] = [];
  const lines: string[] = [];
  const npm = async ([command, ...args]: string[]) => {
    if (command === 'view' && there.includes(args[0] as string)) return '1.0.0\n';
    if (command === 'view') throw new Error('npm error code E404');
    calls.push([command, ...args].join(' '));
    return '';
  };
  return { calls, lines, edges: { npm, say: (line: string) => lines.push(line) } };
}

test('each tarball is published for everyone, with its provenance, in order', async () => {
  const { calls, lines, edges } = registryWith();
  await publish([packageOf('types'), packageOf('client')], edges);
  expect(calls).toEqual([
    'publish /types.tgz --access=public --provenance',
    'publish /client.tgz --access=public --provenance',
  ]);
  expect(lines).toEqual(['types 1.0.0 is published.', 'client 1.0.0 is published.']);
});

test('a release that broke off goes on where it was', async () => {
  const { calls, lines, edges } = registryWith('types@1.0.0');
  await publish([packageOf('types'), packageOf('client')], edges);
  expect(calls).toEqual(['publish /client.tgz --access=public --provenance']);
  expect(lines[0]).toBe('types 1.0.0 is there.');
});

test('a version that the registry lacks is published though it has another', async () => {
  const { calls, edges } = registryWith();
  // npm prints nothing where the package is there without that version.
  await publish([packageOf('types')], {
    ...edges,
    npm: async (args) => (args[0] === 'view' ? '' : edges.npm(args)),
  });
  expect(calls).toHaveLength(1);
});

test.each(['ETIMEDOUT', 'E401', 'E403', 'E500'])(
  'nothing is published while the registry cannot be asked: %s',
  async (code) => {
    const { calls, edges } = registryWith();
    const failing = publish([packageOf('types')], {
      ...edges,
      npm: async (args) => {
        if (args[0] === 'view') throw new Error(`npm error code ${code}`);
        return edges.npm(args);
      },
    });
    await expect(failing).rejects.toThrow(code);
    expect(calls).toEqual([]);
  },
);

test('a package that cannot be published ends the release', async () => {
  const tried: string[] = [];
  const npm = async ([command, tarball = '']: string[]) => {
    if (command === 'view') return '';
    tried.push(tarball);
    throw new Error('npm error code E403');
  };
  const failing = publish([packageOf('types'), packageOf('client')], { npm, say: () => {} });
  await expect(failing).rejects.toThrow('E403');
  expect(tried).toEqual(['/types.tgz']);
});

test('what others need comes before them', () => {
  const names = (packages: PublishedPackage[]) => packages.map(({ name }) => name);
  const packages = [packageOf('a', ['b', 'other']), packageOf('b', ['c']), packageOf('c')];
  expect(names(inOrder(packages))).toEqual(['c', 'b', 'a']);
  expect(() => inOrder([packageOf('a', ['b']), packageOf('b', ['a'])])).toThrow('a, b');
  for (const [index, { needs }] of publishedPackages.entries()) {
    const later = names(publishedPackages.slice(index));
    expect(needs.filter((name) => later.includes(name))).toEqual([]);
  }
});
