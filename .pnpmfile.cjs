// Plain JavaScript, for pnpm loads it before anything is installed.
// What `pnpm pack` changes in a package.json on its way into a tarball.
const { relative, sep } = require('node:path');
const { repository } = require('./package.json');

module.exports = { hooks: { beforePacking: forPublishing } };

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
