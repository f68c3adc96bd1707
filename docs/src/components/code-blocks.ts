// What every page gains with JavaScript: copy buttons, and in the sidebar its own entry in view and all the
// others.
import { addCopyButton } from './copy-button.ts';
import { completeSidebar } from './sidebar-rest.ts';

const pane = document.querySelector('.sidebar-pane');
showEntry();
// On a phone it is a menu, of which nothing shows before it is opened.
document.querySelector('#starlight__sidebar')?.addEventListener('toggle', showEntry);

completeSidebar();

// Nobody copies before the first paint.
window.addEventListener('load', () => {
  for (const block of document.querySelectorAll('main pre:not(.code > pre)')) addCopyButton(block);
});

function showEntry() {
  const current = pane?.querySelector('[aria-current=page]');
  if (!pane || !current) return;
  const [seen, entry] = [pane.getBoundingClientRect(), current.getBoundingClientRect()];
  // In the middle one sees what stands around it. What is in view already stays where it is.
  if (entry.top < seen.top || entry.bottom > seen.bottom)
    current.scrollIntoView({ block: 'center' });
}
