import { addCopyButton } from '../components/copy-button.ts';
import { el } from './dom.ts';
import { highlighted, pretty } from './json.ts';
import type { ConsoleOperation } from './operation.ts';
import type { Answer } from './send.ts';

/** What was sent, and what came back. */
export interface AnswerView {
  element: HTMLElement;
  /** One line that is read out: that it is under way, or that it failed. */
  say(text: string, kind?: 'problem'): void;
  show(shown: { command: string; answer?: Answer; replay?: boolean }): void;
  /** What was shown belongs to another request. */
  clear(): void;
}

export function createAnswerView({
  errorPages,
  unknownPathCodes,
}: Pick<ConsoleOperation, 'errorPages' | 'unknownPathCodes'>): AnswerView {
  const status = el('p', { role: 'status', class: 'console-status' });
  const content = el('div');

  function say(...text: (Node | string)[]) {
    status.replaceChildren(...text);
    status.className = 'console-status';
  }

  /** A path that the API does not have, or a 404 of something else. */
  function leadsElsewhere({ status, body }: Answer): boolean {
    const code = codeOf(body) ?? '';
    return status === 404 && (!errorPages[code] || unknownPathCodes.includes(code));
  }

  return {
    element: el('div', { class: 'console-answer' }, status, content),
    say(text, kind) {
      say(text);
      if (kind === 'problem') status.classList.add('console-problem');
    },
    show({ command, answer, replay = false }) {
      content.replaceChildren(
        ...(answer ? answerParts(answer) : []),
        el('details', {}, el('summary', {}, 'Request as curl'), codeBlock(el('code', {}, command))),
      );
      if (answer) say(...summaryOf(answer, replay, errorPages));
      if (answer && leadsElsewhere(answer)) {
        say(...status.childNodes, el('p', { class: 'console-problem' }, wrongPath));
      }
    },
    clear() {
      content.replaceChildren();
      say();
    },
  };
}

const wrongPath =
  'The host answers, but has no such path. Is the address right? Some hosts serve the API under a base path such as /api/v2, which belongs to the address.';

function summaryOf(answer: Answer, replay: boolean, errorPages: Record<string, string>) {
  const success = answer.status < 400 ? ' success' : '';
  const code = codeOf(answer.body);
  const page = code !== undefined && Object.hasOwn(errorPages, code) ? errorPages[code] : undefined;
  return [
    el('span', { class: `status${success}` }, String(answer.status)),
    ` in ${Math.max(1, Math.round(answer.milliseconds))} ms`,
    ...(page && code ? [' · ', el('a', { href: page }, el('code', {}, code))] : []),
    ...(replay
      ? [
          ' · ',
          el('strong', {}, 'Replay'),
          ': the first answer again, its X-Request-Id included. Nothing was executed.',
        ]
      : []),
  ];
}

function codeOf(body: string): string | undefined {
  try {
    const { code } = JSON.parse(body);
    return typeof code === 'string' ? code : undefined;
  } catch {
    return undefined;
  }
}

function answerParts({ headers, body }: Answer): HTMLElement[] {
  return [
    el(
      'dl',
      { class: 'console-headers', 'aria-label': 'Headers of the response' },
      ...Object.entries(headers).map(([name, value]) =>
        el('div', {}, el('dt', {}, name), el('dd', {}, value)),
      ),
    ),
    ...(body === '' ? [] : [codeBlock(highlighted(pretty(body)), 'Body of the response')]),
  ];
}

function codeBlock(code: HTMLElement, label?: string): HTMLElement {
  const block = el(
    'pre',
    { tabindex: '0', ...(label && { role: 'region', 'aria-label': label }) },
    code,
  );
  const frame = el('div', {}, block);
  addCopyButton(block);
  return frame;
}
