// Puts an artifact together from its sources in memory, with some of its modules replaced.
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export const repository = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * @param {string} entry from the repository's root
 * @param {object} options
 * @param {Record<string, string>} [options.replaced] text by file, from the repository's root
 * @param {Record<string, string>} [options.packages] for a package's name the file to take
 * @param {string[]} [options.external] what is loaded as it is
 * @param {import('esbuild').Plugin[]} [options.plugins]
 * @returns {Promise<any>} the exports
 */
export async function loadFrom(
  entry,
  { replaced = {}, packages = {}, external = [], plugins = [] },
) {
  const file = path.join(repository, entry);
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
    external,
    plugins: [...plugins, replace(replaced, packages)],
  });
  const module = { exports: {} };
  const code = outputFiles[0]?.text ?? '';
  new Function('module', 'exports', 'require', code)(module, module.exports, createRequire(file));
  return module.exports;
}

/** @param {Record<string, string>} files @param {Record<string, string>} packages @returns {import('esbuild').Plugin} */
function replace(files, packages) {
  const texts = new Map(
    Object.entries(files).map(([name, text]) => [path.join(repository, name), text]),
  );
  return {
    name: 'replaced',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^@connect-api\// }, ({ path: name }) =>
        packages[name] ? { path: path.join(repository, packages[name]) } : undefined,
      );
      // A file that the build has not made yet can be replaced too.
      onResolve({ filter: /\.(js|ts)$/ }, ({ path: name, resolveDir }) => {
        const target = path.resolve(resolveDir, name);
        const found = [target, target.replace(/\.js$/, '.ts')].find((each) => texts.has(each));
        return found ? { path: found } : undefined;
      });
      onLoad({ filter: /\.(js|ts|json)$/ }, ({ path: name }) => {
        const contents = texts.get(name);
        return contents === undefined
          ? undefined
          : {
              contents,
              loader: name.endsWith('.json') ? 'json' : name.endsWith('.ts') ? 'ts' : 'js',
            };
      });
    },
  };
}
