// Publishes the tarballs that were tried. Run by the release workflow, which npm trusts for these
// packages; it has no token.
import { publishedPackages } from '../lib/packages.ts';
import { publish } from '../lib/publish.ts';
import { repositoryAdvice, repositoryUrl } from '../lib/repository.ts';

if (repositoryUrl) {
  await publish(publishedPackages);
} else {
  console.error(repositoryAdvice);
  process.exitCode = 1;
}
