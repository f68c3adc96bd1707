// Puts an artifact together from its sources in memory, with some of its modules replaced.
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

export const repository = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * @param entry from the repository's root
 *
 * @param options.replaced text by file, from the repository's root
 * @param options.packages for a package's name the file to take
 * @param options.external what is loaded as it is
 *
 * @returns the exports
 */
export async function loadFrom<Exports>(
  entry: string,
  {
    replaced = {},
    packages = {},
    external = [],
    plugins = [],
  }: {
    replaced?: Record<string, string>;
    packages?: Record<string, string>;
    external?: string[];
    plugins?: Plugin[];
  },
): Promise<Exports> {
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
  const module = { exports: {} as Exports };
  const code = outputFiles[0]?.text ?? '';
  new Function('module', 'exports', 'require', code)(module, module.exports, createRequire(file));
  return module.exports;
}

function replace(files: Record<string, string>, packages: Record<string, string>): Plugin {
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
