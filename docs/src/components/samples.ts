// What the samples of an operation gain with JavaScript: more languages, a menu of the requests, and a
// server of the reader's choice. Language and server are kept from page to page.
import { addCopyButton } from './copy-button.ts';

const samples = document.querySelector<HTMLElement>('.samples');
if (samples) prepare(samples);

function prepare(samples: HTMLElement) {
  const languages = [...samples.querySelectorAll<HTMLInputElement>('.languages input')];
  const example = samples.querySelector<HTMLSelectElement>('[name=example]');
  const server = samples.querySelector<HTMLSelectElement>('[name=server]');
  if (!example || !server) return;
  let sentTo = placeOf(server.options[0]);
  let further: Promise<Record<string, Record<string, string>>> | undefined;

  /** Adds the samples of a language that the page came without. */
  async function add(language: string) {
    if (samples.querySelector(`div[data-language="${language}"]`)) return;
    further ??= fetch(samples.dataset['more'] ?? '').then((response) => response.json());
    for (const [name, codes] of Object.entries(await further)) {
      const holder = document.createElement('div');
      holder.dataset['language'] = language;
      // Made by this site's own highlighter, from the contract.
      holder.innerHTML = codes[language] ?? '';
      document
        .getElementById(`sample-${name}`)
        ?.querySelector('div[data-language]')
        ?.before(holder);
      readdress(holder, placeOf(server?.options[0]), sentTo);
      for (const block of holder.querySelectorAll('pre')) addCopyButton(block);
    }
  }

  async function choose(input: HTMLInputElement) {
    try {
      await add(input.value);
    } catch {
      // The samples could not be loaded: the reader keeps one that can be read.
      further = undefined;
      if (languages[0]) languages[0].checked = true;
    }
  }

  for (const input of languages) {
    if (input.value === localStorage.getItem('language')) {
      input.checked = true;
      void choose(input);
    }
    input.addEventListener('change', () => {
      localStorage.setItem('language', input.value);
      void choose(input);
    });
  }

  function send() {
    const next = placeOf(server?.selectedOptions[0]);
    for (const block of samples.querySelectorAll<HTMLElement>('div[data-language]')) {
      readdress(block, sentTo, next);
    }
    sentTo = next;
  }
  server.addEventListener('change', () => {
    localStorage.setItem('server', server.value);
    send();
  });
  const kept = localStorage.getItem('server');
  if (kept && [...server.options].some(({ value }) => value === kept)) {
    server.value = kept;
    send();
  }

  const show = (name: string) => {
    const details = document.getElementById(`sample-${name}`)?.closest('details');
    if (details) details.open = true;
  };
  example.addEventListener('change', () => show(example.value));
  for (const details of samples.querySelectorAll<HTMLDetailsElement>('details[name=sample]')) {
    details.addEventListener('toggle', () => {
      const name = details.querySelector('[id^=sample-]')?.id.slice('sample-'.length);
      if (details.open && name) example.value = name;
    });
  }
  // A link to a sample opens it, in browsers that do not do so themselves, too.
  const follow = () => /^#sample-(.+)/.test(location.hash) && show(location.hash.slice(8));
  window.addEventListener('hashchange', follow);
  follow();
}

interface Place {
  url: string;
  key: string;
}

function placeOf(option: HTMLOptionElement | undefined): Place {
  return { url: option?.value ?? '', key: option?.dataset['key'] ?? '' };
}

/** Writes another server and another key into the code. */
function readdress(block: HTMLElement, from: Place, to: Place) {
  const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode as Text;
    node.data = node.data.replaceAll(from.url, to.url).replaceAll(from.key, to.key);
  }
}
