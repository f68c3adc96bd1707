// All that a page loads of its console before the reader opens it.
import type { Console } from './console.ts';

const details = document.querySelector<HTMLDetailsElement>('details.console');
if (details) prepare(details);

function prepare(details: HTMLDetailsElement) {
  let loading: Promise<Console | undefined> | undefined;

  async function load(): Promise<Console | undefined> {
    try {
      const { openConsole } = await import('./console.ts');
      return await openConsole(details);
    } catch {
      loading = undefined;
      const status = details.querySelector('[role=status]');
      if (status) {
        status.textContent =
          'The console could not be loaded. Close it and open it again to retry.';
      }
      return undefined;
    }
  }

  function open() {
    loading ??= load();
    return loading;
  }

  details.addEventListener('toggle', () => details.open && open());
  if (location.hash === '#console') details.open = true;

  // Buttons that open the console with the request of a named exchange.
  document.addEventListener('click', async ({ target }) => {
    const button = target instanceof Element && target.closest<HTMLElement>('[data-example]');
    if (!button) return;
    details.open = true;
    details.scrollIntoView({ block: 'start' });
    (await open())?.fill(button.dataset['example'] ?? '');
  });
}
