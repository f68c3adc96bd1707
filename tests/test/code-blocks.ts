import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../', import.meta.url));

const pages = [
  'README.md',
  'spec/README.md',
  ...readdirSync(path.join(repository, 'packages')).map((name) => `packages/${name}/README.md`),
  ...readdirSync(path.join(repository, 'docs/src/content/docs'), { recursive: true })
    .map((name) => `docs/src/content/docs/${name}`)
    .filter((name) => /\.mdx?$/.test(name)),
].filter((name) => existsSync(path.join(repository, name)));

/** A fenced code block of the README files and the docs. */
export interface CodeBlock {
  /** Where it stands: `README.md:22`. */
  place: string;
  language: string;
  code: string;
  /** Why it is not run, out of a comment `<!-- not run: … -->` before it. */
  notRun: string | undefined;
}

export const codeBlocks: CodeBlock[] = pages.sort().flatMap(blocksOf);

function blocksOf(file: string): CodeBlock[] {
  const text = readFileSync(path.join(repository, file), 'utf8');
  const fence = /(?:<!-- not run: (.+?) -->\n+)?^```(\w+)\n([\s\S]*?)^```$/gm;
  return [...text.matchAll(fence)].map((match) => ({
    place: `${file}:${text.slice(0, match.index).split('\n').length}`,
    language: match[2] as string,
    code: match[3] as string,
    notRun: match[1],
  }));
}
