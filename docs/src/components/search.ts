// The search dialog. What it searches with, and the index, are loaded when it is used for the first time.
import type { Hit } from '../site/search/search.ts';

type Ask = (question: string) => Hit[];

const shown = 8;

customElements.define(
  'site-search',
  class extends HTMLElement {
    #loading: Promise<Ask> | undefined;

    connectedCallback() {
      const button = this.#part('.search-open');
      const dialog = this.#part<HTMLDialogElement>('dialog');
      button.addEventListener('click', () => dialog.showModal());
      dialog.addEventListener('click', (event) => {
        if (event.target === dialog || event.target instanceof HTMLAnchorElement) dialog.close();
      });
      window.addEventListener('keydown', (event) => {
        if (event.key !== 'k' || !(event.metaKey || event.ctrlKey)) return;
        event.preventDefault();
        if (!dialog.open) dialog.showModal();
      });
      dialog.addEventListener('keydown', (event) => this.#move(event));
      this.#part('input').addEventListener('input', () => this.#search());
      // Enter in the field goes to the first result instead of closing the dialog.
      this.#part('form').addEventListener('submit', (event) => {
        const first = this.querySelector<HTMLAnchorElement>('li a');
        if (document.activeElement !== this.#part('input')) return;
        event.preventDefault();
        first?.click();
      });
    }

    async #search() {
      try {
        this.#loading ??= load(this.#base);
        const ask = await this.#loading;
        // What stands in the field by now.
        const question = this.#part<HTMLInputElement>('input').value.trim();
        if (question === '') return this.#show([], '');
        const hits = ask(question);
        const count = hits.length === 1 ? '1 page' : `${hits.length} pages`;
        this.#show(
          hits.slice(0, shown),
          hits.length > 0 ? count : 'Nothing found. Try another word, or the reference.',
        );
      } catch {
        this.#loading = undefined;
        this.#show([], 'The search index could not be loaded.');
      }
    }

    /** Arrow keys go through the field and the pages below it. */
    #move(event: KeyboardEvent) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step === undefined) return;
      const stops = [...this.querySelectorAll<HTMLElement>('input, li > a:first-child')];
      const next = stops[stops.findIndex((stop) => stop === document.activeElement) + step];
      if (!next) return;
      event.preventDefault();
      next.focus();
    }

    #show(hits: Hit[], status: string) {
      this.#part('p').textContent = status;
      this.#part('ol').replaceChildren(...hits.map((hit) => item(hit, this.#base)));
    }

    get #base(): string {
      return this.dataset['base'] ?? '/';
    }

    #part<T extends HTMLElement = HTMLElement>(selector: string): T {
      const part = this.querySelector<T>(selector);
      if (!part) throw new Error(`The search has no ${selector}`);
      return part;
    }
  },
);

async function load(base: string): Promise<Ask> {
  const [{ readIndex, search }, response] = await Promise.all([
    import('../site/search/search.ts'),
    fetch(`${base}search.json`),
  ]);
  if (!response.ok) throw new Error(`The index answers ${response.status}`);
  const index = readIndex(await response.text());
  return (question) => search(index, question);
}

function item({ path, title, endpoint, description, headings }: Hit, base: string): HTMLLIElement {
  const page = base + path.slice(1);
  const entry = document.createElement('li');
  const text = document.createElement('p');
  text.textContent = description;
  const request = document.createElement('code');
  request.textContent = endpoint;
  entry.append(
    link(page, title),
    // Operations may be called alike.
    ...(endpoint === '' ? [] : [request]),
    text,
    ...headings.slice(0, 3).map(({ id, text }) => link(`${page}#${id}`, text)),
  );
  return entry;
}

function link(url: string, text: string): HTMLAnchorElement {
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.textContent = text;
  return anchor;
}
