// The links of each group of the sidebar, in the order of the groups: what a page leaves out.
import { href } from '../site/navigation/base.ts';
import { type Group, type Link, sidebar } from '../site/navigation/sidebar.ts';

export const GET = () => Response.json(groupsOf(sidebar));

function groupsOf(entries: (Group | Link)[]): { label: string; href: string; badge?: string }[][] {
  return entries.flatMap((entry) => {
    if (!('items' in entry)) return [];
    const links = entry.items.filter((item) => !('items' in item));
    const own = links.map(({ label, link, badge }) => ({
      label,
      href: href(link),
      ...(badge && { badge: badge.text }),
    }));
    return [own, ...groupsOf(entry.items)];
  });
}
