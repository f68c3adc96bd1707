import { button, el } from './dom.ts';
import { createField, type Field, textInput } from './field.ts';
import { jsonProblem } from './json.ts';
import type { ConsoleOperation, Example, Parameter } from './operation.ts';
import type { Filled } from './request.ts';

/** One thing that is wrong with a request, as the API says it. */
export interface Detail {
  message: string;
  property?: string;
}

/** The fields of an operation's request. */
export interface RequestForm {
  element: HTMLElement;
  read(): Omit<Filled, 'apiKey'>;
  /** Fills in the request of a named exchange, under a new idempotency key. */
  fill(name: string): void;
  /** Puts each detail beside the field that it is about. */
  tell(details: Detail[]): void;
}

export function createRequestForm(operation: ConsoleOperation): RequestForm {
  const { examples, idempotencyHeader } = operation;
  const example = createField('Example', exampleChoice(examples));
  const parameters = operation.parameters.map((parameter) => ({
    name: parameter.name,
    place: parameter.in,
    field: parameterField(parameter),
  }));
  const key = idempotencyHeader === undefined ? undefined : keyField(idempotencyHeader);
  const body = operation.body ? bodyField(operation.body) : undefined;
  const fields = [...parameters.map(({ field }) => field), key, body].filter((field) => !!field);

  function fill(name: string) {
    const chosen = examples.find((candidate) => candidate.name === name);
    if (!chosen) return;
    example.input.value = name;
    for (const { name, place, field } of parameters)
      field.input.value = chosen.parameters[`${place} ${name}`] ?? '';
    if (key) key.input.value = newKey();
    if (body) body.input.value = JSON.stringify(chosen.request, null, 2) ?? '';
    for (const field of fields) field.tell('');
  }

  example.input.addEventListener('change', () => fill(example.input.value));
  fill(examples[0]?.name ?? '');

  return {
    element: el(
      'div',
      { class: 'console-fields' },
      ...(examples.length > 0 ? [example.element] : []),
      ...operation.cookies.map((name) =>
        el('p', { class: 'note' }, `It demands the cookie ${name}, which no page can set.`),
      ),
      ...fields.map(({ element }) => element),
    ),
    read: () => ({
      parameters: Object.fromEntries(
        parameters.map(({ name, place, field }) => [`${place} ${name}`, field.input.value]),
      ),
      idempotencyKey: key?.input.value ?? '',
      body: body?.input.value ?? '',
    }),
    fill,
    tell(details) {
      const fieldOf = ({ property }: Detail) =>
        parameters.find(({ name }) => name === property)?.field ??
        (property === idempotencyHeader ? key : body);
      for (const field of fields) {
        const own = details.filter((detail) => fieldOf(detail) === field);
        field.tell(own.map((detail) => textOf(detail, field === body)).join('\n'));
      }
    },
  };
}

function textOf({ message, property }: Detail, named: boolean): string {
  return named && property ? `${property}: ${message}` : message;
}

/** The named exchanges, grouped by the status that the contract answers them with. */
function exampleChoice(examples: Example[]): HTMLSelectElement {
  const statuses = [...new Set(examples.map(({ status }) => status))];
  return el(
    'select',
    {},
    ...statuses.map((status) =>
      el(
        'optgroup',
        { label: status },
        ...examples
          .filter((example) => example.status === status)
          .map(({ name, summary }) => el('option', { value: name }, summary)),
      ),
    ),
  );
}

function keyField(header: string): Field<HTMLInputElement> {
  const input = textInput();
  const renew = button('New key', () => {
    input.value = newKey();
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  const field = createField(header, input, renew);
  field.explain(
    'Send again with the same key: a replay. Change the request and keep the key: a mismatch.',
  );
  return field;
}

function parameterField({ name, required, kind }: Parameter): Field<HTMLInputElement> {
  const field = createField(name, textInput({ required }));
  if (kind === 'list') field.explain('Several are parted by commas.');
  if (kind === 'object') field.explain('As JSON.');
  return field;
}

function bodyField({
  type,
  required,
}: NonNullable<ConsoleOperation['body']>): Field<HTMLTextAreaElement> {
  const input = el('textarea', { rows: '9', spellcheck: 'false', autocomplete: 'off' });
  const field = createField(`Body, ${type}`, input);
  input.addEventListener('input', () => {
    const isNone = !required && input.value.trim() === '';
    field.tell(isNone ? '' : jsonProblem(input.value));
  });
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    input.form?.requestSubmit();
  });
  return field;
}

/** A random UUID; by hand, because `crypto.randomUUID` is there on https only. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const version = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  const variant = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  bytes.set([version], 6);
  bytes.set([variant], 8);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
