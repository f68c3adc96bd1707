// Publishes the tarballs that were tried, each that the registry does not have yet. Run by the release
// workflow, which npm trusts for these packages; it has no token.
import { publishedPackages } from '../lib/packages.js';
import { repositoryAdvice, repositoryUrl } from '../lib/repository.js';
import { run } from '../lib/run.js';

if (repositoryUrl) {
  for (const published of publishedPackages) await publishOnce(published);
} else {
  console.error(repositoryAdvice);
  process.exitCode = 1;
}

/** @param {import('../lib/packages.js').PublishedPackage} published */
async function publishOnce({ name, version, tarball }) {
  if (await isPublished(`${name}@${version}`)) return console.log(`${name} ${version} is there.`);
  await run('npm', ['publish', tarball, '--access=public', '--provenance']);
  console.log(`${name} ${version} is published.`);
}

/** @param {string} release @returns {Promise<boolean>} */
function isPublished(release) {
  return run('npm', ['view', release, 'version']).then(
    (found) => found.trim() !== '',
    (error) => {
      if (String(error.message).includes('E404')) return false;
      throw error;
    },
  );
}
