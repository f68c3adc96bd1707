import type { PublishedPackage } from './packages.ts';
import { run } from './run.ts';

/** What npm prints, or an error with it. */
type Npm = (args: string[]) => Promise<string>;

interface Edges {
  npm?: Npm;
  /** Default: `true`. A registry of one's own has none. */
  provenance?: boolean;
  say?: (line: string) => void;
}

const npm: Npm = (args) => run('npm', args);

/**
 * Publishes the tarballs in the given order, each that the registry does not have yet, so that a release
 * which broke off can be run again.
 */
export async function publish(packages: PublishedPackage[], edges: Edges = {}): Promise<void> {
  const { npm: call = npm, provenance = true, say = console.log } = edges;
  for (const { name, version, tarball } of packages) {
    if (await isPublished(`${name}@${version}`, call)) {
      say(`${name} ${version} is there.`);
      continue;
    }
    await call(['publish', tarball, '--access=public', ...(provenance ? ['--provenance'] : [])]);
    say(`${name} ${version} is published.`);
  }
}

function isPublished(release: string, call: Npm): Promise<boolean> {
  return call(['view', release, 'version']).then(
    (found) => found.trim() !== '',
    (error) => {
      if (String(error.message).includes('E404')) return false;
      throw error;
    },
  );
}
