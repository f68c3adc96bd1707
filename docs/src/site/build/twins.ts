// For programs: a Markdown twin of every page, and an index of them.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { document } from '@connect-api/spec';
import type { AstroIntegration } from 'astro';
import { twin } from '../navigation/addresses.ts';
import { absolute, base } from '../navigation/base.ts';
import { type Group, type Link, sidebar } from '../navigation/sidebar.ts';
import { htmlToMarkdown } from './html-to-markdown.ts';
import { type Part, partsOf } from './parts.ts';

type Pages = Map<string, { html: string; markdown: string }>;

/**
 * Writes the twin of each built page at its address plus `.md`, `llms.txt` (https://llmstxt.org),
 * and `llms-full.txt` with all twins, in parts too. They are made from the pages, so they say the same.
 */
export const markdownTwins: AstroIntegration = {
  name: 'markdown-twins',
  hooks: {
    'astro:build:done': async ({ dir }) => {
      const dist = fileURLToPath(dir);
      const files = await readdir(dist, { recursive: true });
      const pages: Pages = new Map();
      for (const file of files.filter((name) => name.endsWith('index.html')).sort()) {
        const page = `/${file.split(path.sep).join('/')}`.replace(/index\.html$/, '');
        const html = await readFile(path.join(dist, file), 'utf8');
        const markdown = htmlToMarkdown(html, linkFromTwin);
        pages.set(page, { html, markdown });
        await writeFile(path.join(dist, twin(page)), markdown);
      }
      const parts = partsOf(sidebar, (link) => pages.get(link)?.markdown.length ?? 0);
      await writeFile(path.join(dist, 'llms.txt'), index(pages, parts));
      await writeFile(path.join(dist, 'llms-full.txt'), whole(sidebar, pages));
      for (const { file, links } of parts)
        await writeFile(path.join(dist, file), whole(links, pages));
    },
  },
};

/** Links of a page lead from its twin to other twins and to files, whatever the twin is read in. */
function linkFromTwin(link: string): string {
  if (!link.startsWith(base)) return link;
  const [page = '', anchor] = link.slice(base.length - 1).split('#');
  if (!page.endsWith('/')) return absolute(link);
  return absolute(base + twin(page).slice(1)) + (anchor ? `#${anchor}` : '');
}

/** The twins of all pages of these groups. */
function whole(groups: (Group | Link)[], pages: Pages): string {
  return entries(groups)
    .map(({ link }) => pages.get(link)?.markdown)
    .join('\n---\n\n');
}

function index(pages: Pages, parts: Part[]): string {
  const { title, summary } = document.info;
  const lines = (items: (Group | Link)[]) =>
    entries(items).map(
      ({ label, link }) =>
        `- [${label}](${linkFromTwin(base + link.slice(1))}): ${descriptionOf(pages.get(link)?.html ?? '')}`,
    );
  const groups = sidebar.map((group) => {
    const items = 'items' in group ? group.items : [group];
    const alone = items.filter((item) => !('items' in item));
    const inner = items
      .filter((item): item is Group => 'items' in item)
      .map((item) => `### ${item.label}\n\n${lines([item]).join('\n')}\n`);
    return [`## ${group.label}\n\n${lines(alone).join('\n')}\n`, ...inner].join('\n');
  });
  const contract = [
    ...['openapi.yaml', 'openapi.json', 'llms-full.txt'].map((file) => ({ file, label: file })),
    ...parts,
  ].map(({ file, label }) => `- [${label}](${absolute(base + file)})`);
  return `# ${title}\n\n> ${summary}\n\n${groups.join('\n')}\n## The whole of it\n\n${contract.join('\n')}\n`;
}

const entries = (groups: (Group | Link)[]): Link[] =>
  groups.flatMap((group) => ('items' in group ? entries(group.items) : group));

function descriptionOf(html: string): string {
  const [, content = ''] = /<meta name="description" content="([^"]*)"/.exec(html) ?? [];
  return content.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}
