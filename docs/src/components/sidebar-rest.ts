// Brings the entries of the sidebar that a page leaves out (site/navigation/short-sidebar.ts).
import { mark } from '../site/navigation/short-sidebar.ts';

interface Link {
  label: string;
  href: string;
  badge?: string;
}

const template = document.querySelector<HTMLTemplateElement>('#sidebar-entry');
let loading: Promise<Link[][]> | undefined;

/** Completes each group that is short as soon as it is open. */
export function completeSidebar(): void {
  for (const first of document.querySelectorAll(`.sidebar-content [${mark}]`)) {
    const group = first.closest('details');
    if (!group) continue;
    const isOpen = group.open;
    const complete = () => {
      // Without the others, the first leads to a list of all.
      fill(first, isOpen).catch(() => group.addEventListener('toggle', complete, { once: true }));
    };
    if (isOpen) complete();
    else group.addEventListener('toggle', complete, { once: true });
  }
}

/** @param isUnasked whether nobody has opened the group: then the entry of this page stays where it is */
async function fill(first: Element, isUnasked: boolean): Promise<void> {
  loading ??= load();
  const links = (await loading)[Number(first.getAttribute(mark))] ?? [];
  const list = first.closest('ul');
  const there = new Map(
    [...(list?.children ?? [])].map((item) => [
      item.querySelector('a')?.getAttribute('href'),
      item,
    ]),
  );
  const pane = document.querySelector('.sidebar-pane');
  const current = pane?.querySelector('[aria-current=page]');
  const topOf = () => current?.getBoundingClientRect().top ?? 0;
  const before = topOf();
  list?.replaceChildren(...links.map((link) => there.get(link.href) ?? itemOf(link)));
  // What comes in above it moves nothing that is read.
  if (isUnasked && pane) pane.scrollTop += topOf() - before;
}

async function load(): Promise<Link[][]> {
  try {
    return await (await fetch(template?.dataset['links'] ?? '')).json();
  } catch (error) {
    loading = undefined;
    throw error;
  }
}

function itemOf({ label, href, badge }: Link): Node {
  const item = template?.content.querySelector('li')?.cloneNode(true) as HTMLElement;
  item.querySelector('a')?.setAttribute('href', href);
  const [text, sign] = item.querySelectorAll('a > span');
  if (text) text.textContent = label;
  if (badge) sign?.replaceChildren(badge);
  else sign?.remove();
  return item;
}
