/** Puts a button into the corner of a code block that copies its text, where the browser can copy. */
export function addCopyButton(block: Element): void {
  // Not on a host without https.
  if (!navigator.clipboard) return;
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
