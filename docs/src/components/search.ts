// The search dialog, on the index that Pagefind makes of the built pages.

interface Hit {
  url: string;
  excerpt: string;
  meta: { title?: string };
  sub_results: { url: string; title: string }[];
}

interface Pagefind {
  options(options: { baseUrl: string }): Promise<void>;
  /** Gives `null` when another search was started meanwhile. */
  debouncedSearch(term: string): Promise<{ results: { data(): Promise<Hit> }[] } | null>;
}

const shown = 8;

customElements.define(
  'site-search',
  class extends HTMLElement {
    #pagefind: Promise<Pagefind> | undefined;

    connectedCallback() {
      const button = this.#part('.search-open');
      const dialog = this.#part<HTMLDialogElement>('dialog');
      button.hidden = false;
      button.addEventListener('click', () => dialog.showModal());
      dialog.addEventListener('click', (event) => {
        if (event.target === dialog || event.target instanceof HTMLAnchorElement) dialog.close();
      });
      window.addEventListener('keydown', (event) => {
        if (event.key !== 'k' || !(event.metaKey || event.ctrlKey)) return;
        event.preventDefault();
        if (!dialog.open) dialog.showModal();
      });
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
      const term = this.#part<HTMLInputElement>('input').value.trim();
      const status = this.#part('p');
      if (term === '') return this.#show([], '');
      try {
        this.#pagefind ??= load(this.dataset['base'] ?? '/');
        const found = await (await this.#pagefind).debouncedSearch(term);
        if (!found) return;
        const hits = await Promise.all(
          found.results.slice(0, shown).map((result) => result.data()),
        );
        const count = found.results.length;
        this.#show(hits, count === 1 ? '1 page' : `${count || 'No'} pages`);
      } catch {
        this.#pagefind = undefined;
        status.textContent = 'The search index could not be loaded.';
      }
    }

    #show(hits: Hit[], status: string) {
      this.#part('p').textContent = status;
      this.#part('ol').replaceChildren(...hits.map(item));
    }

    #part<T extends HTMLElement = HTMLElement>(selector: string): T {
      const part = this.querySelector<T>(selector);
      if (!part) throw new Error(`The search has no ${selector}`);
      return part;
    }
  },
);

async function load(base: string): Promise<Pagefind> {
  const pagefind: Pagefind = await import(/* @vite-ignore */ `${base}pagefind/pagefind.js`);
  await pagefind.options({ baseUrl: base });
  return pagefind;
}

function item({ url, meta, excerpt, sub_results }: Hit): HTMLLIElement {
  const entry = document.createElement('li');
  const text = document.createElement('p');
  // Pagefind escapes the page's text and adds <mark>.
  text.innerHTML = excerpt;
  const parts = sub_results.filter((part) => part.title !== meta.title).slice(0, 3);
  entry.append(
    link(url, meta.title ?? url),
    text,
    ...parts.map((part) => link(part.url, part.title)),
  );
  return entry;
}

function link(url: string, text: string): HTMLAnchorElement {
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.textContent = text;
  return anchor;
}
