// Plain JavaScript, for pnpm loads it before anything is installed.
// What pnpm changes in a package.json: of others when it installs them, of ours on its way into a tarball.
const { relative, sep } = require('node:path');
const { repository } = require('./package.json');

module.exports = { hooks: { readPackage: asBundle, beforePacking: forPublishing } };

// Viewers of the contract, of which `npm run tools` takes the bundle that holds all they need.
const bundled = new Set(['@scalar/api-reference', 'redoc', 'swagger-ui-dist']);

/** Spares the installation what stands in a bundle already. */
function asBundle(manifest) {
  if (!bundled.has(manifest.name)) return manifest;
  return { ...manifest, dependencies: {}, peerDependencies: {} };
}

/** Leaves out what only this workspace needs, and says where the package comes from. */
function forPublishing({ devDependencies, scripts, ...manifest }, folder) {
  if (!repository) return manifest; // `npm run release:dry` says that it is unset
  const directory = relative(__dirname, folder).split(sep).join('/');
  return {
    ...manifest,
    repository: { type: 'git', url: `git+${repository}.git`, directory },
    homepage: `${repository}/tree/main/${directory}#readme`,
    bugs: `${repository}/issues`,
  };
}
