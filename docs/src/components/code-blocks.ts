// What every page gains with JavaScript: copy buttons, and its own entry of the sidebar in view.
import { addCopyButton } from './copy-button.ts';

for (const block of document.querySelectorAll('main pre')) addCopyButton(block);

document.querySelector('.sidebar-pane [aria-current=page]')?.scrollIntoView({ block: 'nearest' });
