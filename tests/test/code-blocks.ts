import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sidebar } from '@connect-api/docs/sidebar';

const repository = fileURLToPath(new URL('../../', import.meta.url));

const pages = [
  'README.md',
  'spec/README.md',
  ...readdirSync(path.join(repository, 'packages')).map((name) => `packages/${name}/README.md`),
  ...readdirSync(path.join(repository, 'docs/src/content'), { recursive: true })
    .map((name) => `docs/src/content/${name}`)
    .filter((name) => name.endsWith('.md')),
].filter((name) => existsSync(path.join(repository, name)));

/** A fenced code block of the README files and the docs. */
export interface CodeBlock {
  /** Where it stands: `README.md:22`. */
  place: string;
  language: string;
  code: string;
  /** Why it is not run, out of a comment `<!-- not run: … -->` before it. */
  notRun: string | undefined;
  /** Whether it is what the block before it answers or prints: no heading stands between them. */
  isAnswer: boolean;
}

/** Where the sidebar leads, in its order. */
type Entry = (typeof sidebar)[number];
const linksOf = (entry: Entry): string[] =>
  'items' in entry ? entry.items.flatMap(linksOf) : [entry.link];
const links = sidebar.flatMap(linksOf);

/** A guide's place in the sidebar; what is not in it, as the READMEs, comes before. */
const turnOf = (page: string) =>
  links.indexOf(page.replace(/^docs\/src\/content\/docs(.+)\.mdx?$/, '$1/'));

/** The code blocks of each page, in the order in which a reader runs them. */
export const codeBlocks = pages
  .sort((one, other) => turnOf(one) - turnOf(other) || one.localeCompare(other))
  .map((page) => ({ page, blocks: blocksOf(page) }))
  .filter(({ blocks }) => blocks.length > 0);

function blocksOf(file: string): CodeBlock[] {
  const text = readFileSync(path.join(repository, file), 'utf8');
  const fence = /(?:<!-- not run: (.+?) -->\n+)?^```(\w*)\n([\s\S]*?)^```$/gm;
  let end = 0;
  return [...text.matchAll(fence)].map((match) => {
    const between = text.slice(end, match.index);
    const isAnswer = match[2] === 'json' && end > 0 && !/^#/m.test(between);
    end = match.index + match[0].length;
    return {
      place: `${file}:${text.slice(0, match.index).split('\n').length}`,
      language: match[2] as string,
      code: match[3] as string,
      notRun: match[1],
      isAnswer,
    };
  });
}
