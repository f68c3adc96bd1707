import { createAnswerView } from './answer-view.ts';
import styles from './console.css?url';
import { el } from './dom.ts';
import type { ConsoleOperation } from './operation.ts';
import { createReplays } from './replays.ts';
import { commandOf, requestOf } from './request.ts';
import { createRequestForm, type Detail } from './request-form.ts';
import { createSandboxPanel } from './sandbox-panel.ts';
import { type Answer, send } from './send.ts';
import { createTargetForm } from './target-form.ts';
import { createTargets } from './targets.ts';
import { Unreachable } from './unreachable.ts';

export interface Console {
  /** Fills in the request of a named exchange. */
  fill(name: string): void;
}

/** Builds the console of an operation inside its `<details>`. */
export async function openConsole(details: HTMLDetailsElement): Promise<Console> {
  const [operation] = await Promise.all([load(details.dataset['operation'] ?? ''), addStyles()]);
  const target = createTargetForm(await createTargets(operation), operation.apiKeyHeader);
  const request = createRequestForm(operation);
  const view = createAnswerView(operation);
  const panel = createSandboxPanel();
  const replays = createReplays();
  const form = el(
    'form',
    {},
    target.element,
    request.element,
    el('button', { type: 'submit', class: 'console-send' }, 'Send'),
  );
  // Counts what the fields said: an answer belongs to one state of them.
  let version = 0;
  let underWay = 0;

  // To a sandbox a request may go while another is under way: that is how a locked key is met.
  async function sendFilled() {
    const host = target.ready();
    if (!host || (underWay > 0 && !host.sandbox)) return;
    const asked = version;
    underWay += 1;
    view.say(underWay > 1 ? `Sending ${underWay} at once…` : 'Sending…');
    const sent = requestOf(operation, host.baseUrl, { ...request.read(), apiKey: host.apiKey });
    const command = commandOf(sent, operation.apiKeyHeader);
    try {
      const answer = await send(host, sent);
      const replay = replays.isReplay(sent, operation.idempotencyHeader, answer);
      if (asked === version) {
        view.show({ command, answer, replay });
        request.tell(detailsOf(answer));
      } else view.say(`The answer to what stood here before: ${answer.status}.`);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      if (asked === version) view.show({ command });
      view.say(error.message, 'problem');
    } finally {
      underWay -= 1;
    }
    await panel.show(target.current());
  }

  function forget() {
    version += 1;
    view.clear();
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void sendFilled();
  });
  form.addEventListener('input', forget);
  target.onChange(() => void panel.show(target.current()));
  await panel.show(target.current());
  details.querySelector('summary')?.nextElementSibling?.remove();
  details.append(form, view.element, panel.element);
  return {
    fill(name) {
      forget();
      request.fill(name);
    },
  };
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
