import { el } from './dom.ts';

type Input = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** A labelled input with room for what is wrong with its value. */
export interface Field<Kind extends Input = Input> {
  element: HTMLElement;
  input: Kind;
  /** Says what is wrong; an empty text takes it back. */
  tell(problem: string): void;
  /** Says what the value is for. */
  explain(hint: string): void;
}

let count = 0;

export function createField<Kind extends Input>(
  label: string,
  input: Kind,
  ...beside: Node[]
): Field<Kind> {
  count += 1;
  input.id = `console-field-${count}`;
  const problem = el('p', { id: `${input.id}-problem`, class: 'console-problem' });
  const hint = el('p', { id: `${input.id}-hint`, class: 'note' });
  input.setAttribute('aria-describedby', `${problem.id} ${hint.id}`);
  return {
    element: el(
      'div',
      { class: 'console-field' },
      el('label', { for: input.id }, label),
      el('div', { class: 'console-input' }, input, ...beside),
      problem,
      hint,
    ),
    input,
    tell(text) {
      problem.textContent = text;
      if (text) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
    },
    explain(text) {
      hint.textContent = text;
    },
  };
}

/** An input for one line that no browser corrects, completes or keeps. */
export function textInput(attributes: Record<string, string | boolean> = {}): HTMLInputElement {
  return el('input', { type: 'text', autocomplete: 'off', spellcheck: 'false', ...attributes });
}
