// Renders single pages of the docs from any contract, with the site's own pages and components. To build
// the whole site for each of a thousand contracts would take hours. Starlight's frame around the content
// is left out: what it adds, navigation and search, is held against the contract by the docs' own tests.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { OpenApiDocument } from '@connect-api/spec';
import { build, type Plugin } from 'esbuild';
import { repository } from './bundle.ts';

const docs = path.join(repository, 'docs');
const requireDocs = createRequire(path.join(docs, 'package.json'));
const astroPackage = requireDocs.resolve('astro/package.json');
const { transform } = await import(
  urlOf(createRequire(astroPackage).resolve('@astrojs/compiler-rs'))
);
const { experimental_AstroContainer: AstroContainer } = await import(exportOf('astro/container'));

/** The pages that show the contract, and the parameter of each. */
const entry = `
export * as operations from './src/pages/reference/operations/[operationId].astro';
export * as schemas from './src/pages/reference/schemas/[schema].astro';
export * as errors from './src/pages/reference/errors/[code].astro';
export * as errorIndex from './src/pages/reference/errors/index.astro';
export * as index from './src/pages/reference/index.astro';
`;
/** Where rendered pages find what they share. */
const shared = 'connect-api docs highlight';

const externals: Plugin = {
  name: 'externals',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^(astro|@astrojs)\// }, ({ path: name }) => ({
      path: exportOf(name),
      external: true,
    })),
};

const frame = '<main><h1>{Astro.props.frontmatter.title}</h1><slot /></main>';

/** @returns the HTML at an address */
export async function renderer(
  document: OpenApiDocument,
): Promise<(address: string) => Promise<string | undefined>> {
  const pages = await loadPages(document);
  const container = await AstroContainer.create();
  return async (address) => {
    const [, kind = '', name] = /^\/reference\/(?:(\w+)\/)?(?:(.+)\/)?$/.exec(address) ?? [];
    if (name === undefined)
      return container.renderToString((kind === '' ? pages.index : pages.errorIndex).default);
    const found = pages[kind]
      .getStaticPaths()
      .find(({ params }: { params: object }) => Object.values(params)[0] === name);
    return found && container.renderToString(pages[kind].default, found);
  };
}

/** What the pages are put together from is the same for every contract: each is given to a new run of it. */
let pages: Promise<string> | undefined;
const contracts: string[] = [];

async function loadPages(document: OpenApiDocument) {
  const global = globalThis as Record<symbol, unknown>;
  global[Symbol.for(shared)] ??= { highlight: await rememberingHighlight(), contracts };
  pages ??= bundled(entry, [astro, externals]);
  const number = contracts.push(JSON.stringify(document)) - 1;
  const loaded = await run(await pages, number);
  // It has been read, and there are thousands.
  delete contracts[number];
  return loaded;
}

/** A module is run once for each number. */
function run(code: string, number = 0) {
  return import(`data:text/javascript,${encodeURIComponent(code)}#${number}`);
}

async function bundled(contents: string, plugins: Plugin[]): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: docs },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
    plugins,
  });
  return outputFiles[0]?.text ?? '';
}

/** compiled once: the components are the same for every contract */
const compiled: Map<string, string> = new Map();

/** The site's own highlighter, which remembers what it was asked. */
async function rememberingHighlight(): Promise<(code: string, lang: string) => Promise<string>> {
  const { highlight } = await run(
    await bundled(`export * from './src/site/markdown/highlight.ts';`, [externals]),
  );
  const known: Map<string, Promise<string>> = new Map();
  return async (code, lang) => {
    const key = `${lang} ${code}`;
    if (!known.has(key)) known.set(key, highlight(code, lang));
    return known.get(key) ?? '';
  };
}

const virtual = 'virtual';

const astro: Plugin = {
  name: 'astro',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@connect-api\/spec$/ }, () => ({
      path: 'contract',
      namespace: virtual,
    }));
    onResolve({ filter: /\/StarlightPage\.astro$/ }, () => ({
      path: 'frame',
      namespace: virtual,
    }));
    // Large, and the same whatever the contract.
    onResolve({ filter: /^(astro|@astrojs|@scalar)\// }, ({ path: name }) => ({
      path: exportOf(name),
      external: true,
    }));
    onLoad({ filter: /^contract$/, namespace: virtual }, () => ({
      contents: `export * from './spec/lib/contract.ts';
export * from './spec/lib/request.ts';
const { contracts } = globalThis[Symbol.for('${shared}')];
export const document = JSON.parse(contracts[new URL(import.meta.url).hash.slice(1)]);
export const digest = 'none';`,
      resolveDir: repository,
    }));
    // Descriptions are words: to have a highlighter at hand for them takes longer than to render them.
    onResolve({ filter: /^@astrojs\/markdown-remark$/, namespace: 'file' }, () => ({
      path: 'markdown',
      namespace: virtual,
    }));
    onLoad({ filter: /^markdown$/, namespace: virtual }, () => ({
      contents: `import { createMarkdownProcessor as create } from '@astrojs/markdown-remark';
export const createMarkdownProcessor = (options) => create({ ...options, syntaxHighlight: false });`,
      resolveDir: docs,
    }));
    // Code looks the same whatever the contract: it is highlighted once, which takes most of the time.
    onResolve({ filter: /\/highlight\.ts$/ }, () => ({
      path: 'highlight',
      namespace: virtual,
    }));
    onLoad({ filter: /^highlight$/, namespace: virtual }, () => ({
      contents: `export const highlight = globalThis[Symbol.for('${shared}')].highlight;`,
    }));
    onLoad({ filter: /^frame$/, namespace: virtual }, () => ({
      contents: compile('frame.astro', frame),
      resolveDir: docs,
      loader: 'ts',
    }));
    onLoad({ filter: /\.astro$/ }, ({ path: file }) => ({
      contents: compile(file, readFileSync(file, 'utf8')),
      loader: 'ts',
    }));
  },
};

function compile(filename: string, source: string): string {
  const code: string =
    compiled.get(filename) ??
    transform(source, {
      filename,
      internalURL: 'astro/compiler-runtime',
      resultScopedSlot: true,
      resolvePath: (name: string) => name,
    }).code;
  compiled.set(filename, code);
  return code;
}

/** @param name of what a package of the docs exports */
function exportOf(name: string) {
  return urlOf(requireDocs.resolve(name));
}

function urlOf(file: string) {
  return pathToFileURL(file).href;
}
