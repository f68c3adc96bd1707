import { createAnswerView } from './answer-view.ts';
import styles from './console.css?url';
import { el } from './dom.ts';
import type { ConsoleOperation } from './operation.ts';
import { createReplays } from './replays.ts';
import { commandOf, requestOf } from './request.ts';
import { createRequestForm, type Detail } from './request-form.ts';
import { type Answer, send } from './send.ts';
import { createTargetForm } from './target-form.ts';
import { createTargets } from './targets.ts';
import { createTimePanel } from './time-panel.ts';
import { Unreachable } from './unreachable.ts';

export interface Console {
  /** Fills in the request of a named exchange. */
  fill(name: string): void;
}

/** Builds the console of an operation inside its `<details>`. */
export async function openConsole(details: HTMLDetailsElement): Promise<Console> {
  const [operation] = await Promise.all([load(details.dataset['operation'] ?? ''), addStyles()]);
  const target = createTargetForm(await createTargets(operation.mockUrl), operation.apiKeyHeader);
  const request = createRequestForm(operation);
  const view = createAnswerView(operation.errorPages);
  const time = createTimePanel();
  const replays = createReplays();
  const form = el(
    'form',
    {},
    target.element,
    request.element,
    el('button', { type: 'submit', class: 'console-send' }, 'Send'),
  );
  let sending = false;

  async function sendFilled() {
    const host = target.ready();
    if (!host || sending) return;
    sending = true;
    view.say('Sending…');
    const sent = requestOf(operation, host.baseUrl, { ...request.read(), apiKey: host.apiKey });
    const command = commandOf(sent, operation.apiKeyHeader);
    try {
      const answer = await send(host, sent);
      const replay = replays.isReplay(sent, operation.idempotencyHeader, answer);
      view.show({ command, answer, replay });
      request.tell(detailsOf(answer));
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      view.show({ command });
      view.say(error.message, 'problem');
    } finally {
      sending = false;
    }
    await time.show(host);
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void sendFilled();
  });
  target.onChange(() => void time.show(target.current()));
  await time.show(target.current());
  details.querySelector('summary')?.nextElementSibling?.remove();
  details.append(form, view.element, time.element);
  return { fill: request.fill };
}

async function load(url: string): Promise<ConsoleOperation> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  return response.json();
}

function addStyles(): Promise<void> {
  const link = el('link', { rel: 'stylesheet', href: styles });
  return new Promise((resolve, reject) => {
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', reject);
    document.head.append(link);
  });
}

/** What an error says about single fields. */
function detailsOf({ status, body }: Answer): Detail[] {
  if (status < 400) return [];
  try {
    const { details } = JSON.parse(body);
    return Array.isArray(details) ? details : [];
  } catch {
    return [];
  }
}
