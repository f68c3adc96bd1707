// A sidebar with every schema of a huge contract on each of its pages would make the site grow with the
// square of the contract: such a group shows what stands near the page. A contract of 120 operations has
// none; all its entries are there.

/** A link, or a group with entries. */
interface Entry {
  isCurrent?: boolean;
  entries?: Entry[];
}

/** How many entries a group shows at most. */
const most = 400;

/** A route middleware of Starlight. */
export function onRequest({ locals }: { locals: { starlightRoute: { sidebar: Entry[] } } }): void {
  shorten(locals.starlightRoute.sidebar);
}

function shorten(groups: Entry[]): void {
  for (const group of groups) {
    if (!group.entries) continue;
    group.entries = nearby(group.entries);
    shorten(group.entries);
  }
}

/** The first and the last, and those around the page that is shown. The first leads to a list of all. */
export function nearby<Item extends Entry>(entries: Item[]): Item[] {
  if (entries.length <= most) return entries;
  const room = most - 2;
  const current = entries.findIndex(({ isCurrent }) => isCurrent);
  const from = Math.max(1, Math.min(current - room / 2, entries.length - 1 - room));
  return [...entries.slice(0, 1), ...entries.slice(from, from + room), ...entries.slice(-1)];
}
