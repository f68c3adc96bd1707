// What every page gains with JavaScript: copy buttons, and in the sidebar its own entry in view and all the
// others.
import { addCopyButton } from './copy-button.ts';
import { completeSidebar } from './sidebar-rest.ts';

document.querySelector('.sidebar-pane [aria-current=page]')?.scrollIntoView({ block: 'nearest' });

completeSidebar();

// Nobody copies before the first paint.
window.addEventListener('load', () => {
  for (const block of document.querySelectorAll('main pre:not(.code > pre)')) addCopyButton(block);
});
