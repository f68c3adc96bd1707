// Links to every page of a large contract would be most of what each of its pages weighs. A page has those
// that stand near it, and of every other long group the first, which leads to a list of all; the others come
// where JavaScript runs and the group is open (components/sidebar-rest.ts).

/** A link of Starlight's, as far as it is read here. */
export interface ShownLink {
  type: 'link';
  label: string;
  href: string;
  isCurrent: boolean;
  badge: { text: string; variant: 'default' } | undefined;
  attrs: Record<string, unknown>;
}

/** A group of Starlight's. */
export interface ShownGroup {
  type: 'group';
  label: string;
  collapsed: boolean;
  entries: ShownEntry[];
}

export type ShownEntry = ShownLink | ShownGroup;

/** A group of so many entries is all there. */
const few = 10;
/** So many entries of a long group are near a page. */
const near = 60;

/** On the first entry of a group whose others are to come: which of all groups it is. */
export const mark = 'data-rest';

/**
 * @param sidebar as it is on a page
 * @param listOf leads to a list of all in a group, where its first entry does not
 */
export function shortened(
  sidebar: ShownEntry[],
  listOf: (group: string) => ShownLink | undefined = () => undefined,
): ShownEntry[] {
  let count = 0;
  const shorten = (entry: ShownEntry): ShownEntry => {
    if (entry.type === 'link') return entry;
    const number = count++;
    const links = entry.entries.filter((each) => each.type === 'link');
    // Of a group with groups inside, those are shortened.
    if (links.length < entry.entries.length)
      return { ...entry, entries: entry.entries.map(shorten) };
    const isOpen = !entry.collapsed || links.some(({ isCurrent }) => isCurrent);
    const shown = isOpen ? nearby(links) : firstOf(links, listOf(entry.label));
    const [first, ...others] = shown;
    if (!first || shown === links) return entry;
    return {
      ...entry,
      entries: [{ ...first, attrs: { ...first.attrs, [mark]: number } }, ...others],
    };
  };
  return sidebar.map(shorten);
}

function firstOf(links: ShownLink[], list: ShownLink | undefined): ShownLink[] {
  return links.length > few ? [list ?? links[0]].filter((link) => link !== undefined) : links;
}

/** The first and the last, and those around the page that is shown. */
function nearby(links: ShownLink[]): ShownLink[] {
  if (links.length <= near) return links;
  const room = near - 2;
  const current = links.findIndex(({ isCurrent }) => isCurrent);
  const from = Math.max(1, Math.min(current - room / 2, links.length - 1 - room));
  return [...links.slice(0, 1), ...links.slice(from, from + room), ...links.slice(-1)];
}
