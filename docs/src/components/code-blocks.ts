// What a page gains with JavaScript: copy buttons, and the reader's language kept from page to page.

for (const block of document.querySelectorAll('main pre')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy-button';
  button.textContent = 'Copy';
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(block.textContent ?? '');
    button.textContent = 'Copied';
    button.addEventListener('blur', () => (button.textContent = 'Copy'), { once: true });
  });
  const frame = document.createElement('div');
  frame.className = 'code';
  block.replaceWith(frame);
  frame.append(block, button);
}

const languages = document.querySelectorAll<HTMLInputElement>('.languages input');
for (const input of languages) {
  if (input.value === localStorage.getItem('language')) input.checked = true;
  input.addEventListener('change', () => localStorage.setItem('language', input.value));
}
