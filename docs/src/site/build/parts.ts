import type { Group, Link } from '../navigation/sidebar.ts';

/** Twins for one who has no room for all of them. */
export interface Part {
  /** Name of the file, no other's. */
  file: string;
  label: string;
  links: Link[];
}

/** What a part holds at most, in characters, unless one page alone has more. */
const most = 256 * 1024;

/**
 * All pages of the sidebar in parts: a group, or a tag's operations, and each of these in pieces where it
 * is large.
 *
 * @param lengthOf how many characters the twin of a page has
 */
export function partsOf(sidebar: (Group | Link)[], lengthOf: (link: string) => number): Part[] {
  const taken = new Set(['llms-full.txt']);
  return groupsOf(sidebar).flatMap(({ label, links }) => {
    const pieces = piecesOf(links, lengthOf);
    return pieces.map((piece, index) => ({
      file: fileOf(pieces.length > 1 ? `${label} ${index + 1}` : label, taken),
      label: pieces.length > 1 ? `${label}, ${index + 1} of ${pieces.length}` : label,
      links: piece,
    }));
  });
}

function groupsOf(sidebar: (Group | Link)[]): { label: string; links: Link[] }[] {
  return sidebar
    .filter((entry) => 'items' in entry)
    .flatMap(({ label, items }) => [
      { label, links: items.filter((item): item is Link => !('items' in item)) },
      ...groupsOf(items),
    ]);
}

function piecesOf(links: Link[], lengthOf: (link: string) => number): Link[][] {
  const pieces: Link[][] = [];
  let room = 0;
  for (const link of links) {
    const length = lengthOf(link.link);
    if (length > room || pieces.length === 0) {
      pieces.push([]);
      room = most;
    }
    pieces.at(-1)?.push(link);
    room -= length;
  }
  return pieces;
}

/** Labels are anybody's words: two may differ in their signs alone, or be called as another file is. */
function fileOf(label: string, taken: Set<string>): string {
  const words = label
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  const name = ['llms', ...(words ?? ['part'])].join('-');
  let file = `${name}.txt`;
  for (let again = 2; taken.has(file); again += 1) file = `${name}-${again}.txt`;
  taken.add(file);
  return file;
}
