import type { Nodes } from 'mdast';
import { nodesOf, parseMarkdown, wordsOf } from '../lib/markdown.ts';
import { nameOf, nodeOf } from './node.ts';
import type { Context, Location, Visitor } from './redocly.js';
import { reportOnce } from './report-once.ts';

/** What is plain text, beside summaries and titles, by the type of its node. */
const plain: Record<string, string[]> = { Tag: ['name'], Contact: ['name'], License: ['name'] };

/** What nothing shows, by the type of its node, and where to write it. */
const unseen: Record<string, Record<string, string>> = {
  Example: { description: 'Write it into its summary' },
  PathItem: {
    summary: 'Write it into the operations',
    description: 'Write it into the operations',
  },
};

/** Of what the reference has no words of its own, since all that refer to it share its description. */
const shared = ['Parameter', 'Header', 'Response', 'RequestBody', 'Example', 'SecurityScheme'];

/** What may have signs that are more than text. Most has none, and is not read by Markdown's parser. */
const suspicious = /<[a-z!?/]|!\[|\]\(|\]:|\[\^|\[[ x]\]|#|^[ >]*(=+|-+) *$/im;

/**
 * Descriptions are Markdown that pages, their Markdown, and comments of types show alike: without HTML,
 * images, footnotes, lists of things to do and relative links, and with headings in that of the contract alone. Summaries,
 * titles and names are plain. Nothing is written where nobody sees it.
 */
export default function texts(): Visitor {
  const report = reportOnce();
  /** Those that are written where the choice is, which have no other name than their title */
  let branches = new Set<unknown>();

  const markdown = (text: unknown, location: Location, ctx: Context, isWhole = false) => {
    if (typeof text !== 'string') return;
    for (const message of problemsOf(text, isWhole)) report(ctx, { message, location });
  };
  const words = (text: unknown, location: Location, ctx: Context) => {
    if (typeof text !== 'string') return;
    const message = problemOfPlain(text) ?? tagIn(text);
    if (message) report(ctx, { message, location });
  };

  return {
    Root(root, ctx) {
      branches = new Set();
      for (const [, entry] of nodeOf(ctx, root).get('x-error-codes').entries())
        for (const field of ['when', 'action'])
          markdown(entry.get(field).value, entry.get(field).location, ctx);
    },
    Schema(schema, ctx) {
      for (const branch of [...(schema?.oneOf ?? []), ...(schema?.anyOf ?? [])])
        branches.add(branch);
      // The bundle writes the names of schemas as their titles, since many viewers show nothing else.
      const name = nameOf(ctx.location);
      if (schema?.title !== undefined && schema.title !== name && !branches.has(schema)) {
        report(ctx, {
          message: `A schema is shown by its name, ${name}. Leave its title out, or write it into the description.`,
          location: ctx.location.child(['title']),
        });
      }
      const texts: Record<string, unknown> = schema?.['x-enumDescriptions'] ?? {};
      for (const [value, text] of Object.entries(texts))
        markdown(text, ctx.location.child(['x-enumDescriptions', value]), ctx);
    },
    OAuth2Flows(flows, ctx) {
      for (const [flow, { scopes = {} }] of Object.entries<{ scopes?: object }>(flows ?? {}))
        for (const [scope, text] of Object.entries(scopes))
          words(text, ctx.location.child([flow, 'scopes', scope]), ctx);
    },
    ref(reference, ctx) {
      for (const key of ['summary', 'description'].filter((one) => one in reference)) {
        if (!shared.includes(ctx.type.name)) continue;
        report(ctx, {
          message: `Nothing shows a ${key} beside a reference to this. Write it where that leads to, or write here all of it.`,
          location: ctx.location.child([key]).key(),
        });
      }
    },
    any(node, ctx) {
      if (typeof node !== 'object' || node === null) return;
      const { name: type } = ctx.type;
      for (const [key, instead] of Object.entries(unseen[type] ?? {})) {
        if (typeof node[key] !== 'string') continue;
        report(ctx, {
          message: `Nothing shows the ${key} of this. ${instead}.`,
          location: ctx.location.child([key]).key(),
        });
      }
      if (!unseen[type]?.['description'])
        markdown(node.description, ctx.location.child(['description']), ctx, type === 'Info');
      for (const key of ['summary', 'title', ...(plain[type] ?? [])])
        if (!unseen[type]?.[key]) words(node[key], ctx.location.child([key]), ctx);
    },
  };
}

/** @param isWhole whether it is the description of the contract, which has sections */
function problemsOf(text: string, isWhole: boolean): string[] {
  const tag = tagIn(text);
  const problems = new Map<string, string>();
  for (const node of suspicious.test(text) ? nodesOf(parseMarkdown(text)) : []) {
    // One of a kind is enough: the end of an element comes with its beginning.
    const problem = problems.has(node.type) ? undefined : problemOf(node, text, isWhole);
    if (problem) problems.set(node.type, problem);
  }
  return [...problems.values(), ...(tag ? [tag] : [])];
}

function problemOf(node: Nodes, text: string, isWhole: boolean): string | undefined {
  switch (node.type) {
    case 'html':
      return `HTML such as ${quoted(node.value)} is lost on pages or printed in comments. Write Markdown, or backticks around what is code.`;
    case 'image':
    case 'imageReference':
      return `Comments of types, and readers without the network, have no image ${node.alt ?? ''}. Write a link to it, or say what it shows.`;
    case 'footnoteReference':
      return `The footnote ${node.identifier} would be mixed up with those of other texts on a page. Write it into the text, in brackets.`;
    case 'link':
    case 'definition':
      return /^(https?|mailto):/.test(node.url)
        ? undefined
        : `${node.url} leads nowhere from a comment, and elsewhere from each page. Write an absolute URL, or: the section Such of this contract.`;
    case 'listItem':
      return typeof node.checked === 'boolean'
        ? 'A list of things to do has boxes that nobody can tick. Write a plain list.'
        : undefined;
    case 'heading': {
      const [title = ''] = lineAt(text, node.position?.start.offset);
      if (!isWhole)
        return `The heading ${quoted(title)} would stand among those of the page. Write its words in bold, or a paragraph.`;
      if (/^#{2,} /.test(title)) return undefined;
      return `A page has one title, and ${quoted(title)} would be another. Begin the line with ##.`;
    }
    default:
      return undefined;
  }
}

const lineAt = (text: string, offset = 0) => text.slice(offset).split('\n', 1);

/** Between backticks, since the table of features shows messages, and is Markdown. */
const quoted = (text: string) => {
  const [line = ''] = text.trim().split('\n', 1);
  return `\`${line.length > 40 ? `${line.slice(0, 40)}…` : line}\``;
};

/** TypeScript takes such a word for a tag of its comments, even within code. */
function tagIn(text: string): string | undefined {
  const [, tag] = /(?:^|[\s{])(@[a-z]\w*)/i.exec(text) ?? [];
  return tag
    ? `Editors take ${tag} for a tag of a comment, and what follows for its value. Put it in quotes or backticks, with nothing before it, or leave out the @.`
    : undefined;
}

/** Whether Markdown would read more than words in it, which then would be printed as signs. */
function problemOfPlain(text: string): string | undefined {
  if (!/[*_`[\]<&\\#~\n]/.test(text)) return undefined;
  const [paragraph, ...others] = parseMarkdown(text).children;
  const nodes = paragraph?.type === 'paragraph' ? paragraph.children : [];
  // An address that is written out is a link, and its words are the same.
  const isPlain = others.length === 0 && nodes.every(({ type }) => /^(text|link)$/.test(type));
  const read = nodes.map(wordsOf).join('');
  if (isPlain && read === text.trim() && !text.trim().includes('\n')) return undefined;
  return `${quoted(text)} is shown letter by letter, its Markdown too. Write plain words on one line.`;
}
