// What every page gains with JavaScript: copy buttons, and in the sidebar its own entry in view and all the
// others.
import { addCopyButton } from './copy-button.ts';
import { completeSidebar } from './sidebar-rest.ts';

for (const block of document.querySelectorAll('main pre')) addCopyButton(block);

document.querySelector('.sidebar-pane [aria-current=page]')?.scrollIntoView({ block: 'nearest' });

completeSidebar();
