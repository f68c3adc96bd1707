// What a page gains with JavaScript: copy buttons, the page's own entry of the sidebar in view, and the
// reader's language kept from page to page.
import { addCopyButton } from './copy-button.ts';

for (const block of document.querySelectorAll('main pre')) addCopyButton(block);

document.querySelector('.sidebar-pane [aria-current=page]')?.scrollIntoView({ block: 'nearest' });

const languages = document.querySelectorAll<HTMLInputElement>('.languages input');
for (const input of languages) {
  if (input.value === localStorage.getItem('language')) input.checked = true;
  input.addEventListener('change', () => localStorage.setItem('language', input.value));
}
