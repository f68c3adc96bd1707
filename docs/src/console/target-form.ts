import { el } from './dom.ts';
import { createField, textInput } from './field.ts';
import type { Target } from './targets.ts';

/** Where requests go, and with which API key. */
export interface TargetForm {
  element: HTMLElement;
  current(): Target;
  /** `undefined`, and the field says why, where the reader's own host has no usable address. */
  ready(): Target | undefined;
  onChange(listener: () => void): void;
}

export function createTargetForm(targets: Target[], apiKeyHeader: string): TargetForm {
  const choice = createField(
    'Send to',
    el(
      'select',
      {},
      ...targets.map(({ label }, index) => el('option', { value: `${index}` }, label)),
    ),
  );
  const host = createField(
    'Address of the host',
    textInput({ inputmode: 'url', placeholder: 'https://' }),
  );
  const key = createField(apiKeyHeader, textInput());
  const element = el(
    'div',
    { class: 'console-fields console-target' },
    choice.element,
    key.element,
    host.element,
  );
  const current = () => targets[Number(choice.input.value)] as Target;

  function show() {
    const { place, apiKey } = current();
    host.element.hidden = place !== 'other';
    host.tell('');
    // The keys of a sandbox are no secret; the reader's own is.
    key.input.type = place === 'other' ? 'password' : 'text';
    key.input.value = apiKey;
    choice.explain(notes[place]);
  }

  choice.input.addEventListener('change', show);
  host.input.addEventListener('input', () => {
    current().baseUrl = host.input.value.trim().replace(/\/+$/, '');
  });
  key.input.addEventListener('input', () => {
    current().apiKey = key.input.value;
  });
  show();

  return {
    element,
    current,
    ready() {
      const target = current();
      const problem = addressProblem(target.baseUrl);
      host.tell(problem);
      if (problem) host.input.focus();
      return problem ? undefined : target;
    },
    onChange(listener) {
      choice.input.addEventListener('change', listener);
      // When the reader has finished it.
      host.input.addEventListener('change', listener);
    },
  };
}

const notes = {
  page: 'It lives as long as this tab, on the pages of all operations, and needs no server.',
  local: 'npm start runs it.',
  other:
    'Requests go from your browser to this host and have their effect there. Your key stays in the memory of this page.',
};

function addressProblem(text: string): string {
  if (URL.canParse(text)) {
    const { protocol, search, hash, username } = new URL(text);
    if (/^https?:$/.test(protocol) && !search && !hash && !username) return '';
  }
  return 'Enter an address such as https://host.example.com, without ? and #.';
}
