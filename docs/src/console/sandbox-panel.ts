import {
  type Change,
  type Clock,
  type Control,
  createControl,
  instantText,
  scheduledIn,
} from './control.ts';
import { button, el } from './dom.ts';
import { choices, chosenIn } from './faults.ts';
import { createField } from './field.ts';
import type { Target } from './targets.ts';

/** A sandbox behind the API's back: clock, what waits for its date, journal, faults, and a new start. */
export interface SandboxPanel {
  element: HTMLElement;
  /** Shows the state of a target; nothing where it has no clock. */
  show(target: Target): Promise<void>;
}

export function createSandboxPanel(): SandboxPanel {
  let control: Control | undefined;
  let shown: string | undefined;
  const now = el('span');
  const date = createField(
    'Move the clock to',
    el('input', { type: 'date' }),
    button('Move', () => act((sandbox) => moved(sandbox, { date: date.input.value }))),
    button('24 hours on', () => act((sandbox) => moved(sandbox, { hours: 24 }))),
  );
  const status = el('div', { role: 'status' });
  const scheduled = changeList('Nothing waits for its date.');
  const journal = changeList('Nothing has happened yet.');
  const events = changeList('Nothing was sent. A sandbox of your own sends to --webhook.');
  const fault = createField(
    'The next request',
    el(
      'select',
      {},
      ...choices.map(({ label }, index) => el('option', { value: `${index}` }, label)),
    ),
  );
  fault.input.addEventListener('change', () =>
    act(async (sandbox) => {
      await sandbox.setFaults(choices[Number(fault.input.value)]?.faults ?? []);
      return [];
    }),
  );
  const closed = el('p', { class: 'note', hidden: true });
  const panel = el(
    'fieldset',
    { class: 'console-time', hidden: true },
    el('legend', {}, 'The sandbox'),
    el('p', {}, 'It is ', now, '.'),
    date.element,
    fault.element,
    status,
    scheduled.element,
    journal.element,
    events.element,
    button('Reset the world', () =>
      act(async (sandbox) => {
        await sandbox.reset();
        return [
          'Everything is as it was at the start: subscriptions, clock, idempotency keys, journal.',
        ];
      }),
    ),
  );

  async function refresh(sandbox: Control) {
    const [clock, world, effects, sent, faults] = await Promise.all([
      sandbox.clock(),
      sandbox.world(),
      sandbox.journal(),
      sandbox.events(),
      sandbox.faults(),
    ]);
    const waiting = scheduledIn(world);
    now.textContent = textOf(clock);
    date.input.min = clock.today;
    date.input.value = waiting[0]?.date ?? clock.today;
    scheduled.show('Scheduled changes', waiting);
    journal.show('Journal', effects);
    events.show('Events sent', sent);
    fault.input.selectedIndex = chosenIn(faults) ?? -1;
  }

  async function act(work: (sandbox: Control) => Promise<(Node | string)[]>) {
    if (!control) return;
    date.tell('');
    status.replaceChildren();
    try {
      const told = await work(control);
      await refresh(control);
      status.replaceChildren(...told);
    } catch (error) {
      date.tell((error as Error).message);
    }
  }

  return {
    element: el('div', {}, closed, panel),
    async show(target) {
      const own = target.sandbox ? createControl(target) : undefined;
      if (target.baseUrl !== shown) panel.hidden = true;
      shown = target.baseUrl;
      control = own;
      closed.hidden = true;
      try {
        if (own) await refresh(own);
        if (control === own) panel.hidden = !own;
      } catch {
        // It is not running, or is none, or keeps its control from pages of other origins.
        if (control !== own) return;
        panel.hidden = true;
        closed.hidden = false;
        closed.textContent = `The clock and the journal of a sandbox are shown here when it is started with --allow-origin ${location.origin}.`;
      }
    },
  };
}

function textOf({ now, today, timeZone }: Clock): string {
  const utc = instantText(now);
  return timeZone === 'UTC' ? utc : `${utc}, the date in ${timeZone} is ${today}`;
}

async function moved(sandbox: Control, to: Parameters<Control['move']>[0]) {
  const due = await sandbox.move(to);
  if (due.length === 0) return ['Moved. Nothing fell due.'];
  return ['Moved. This fell due:', el('ul', { class: 'console-changes' }, ...due.map(changeItem))];
}

/** A list that can be unfolded, with its length beside its name. */
function changeList(nothing: string) {
  const summary = el('summary');
  const list = el('ul', { class: 'console-changes' });
  return {
    element: el('details', {}, summary, list),
    show(name: string, changes: Change[]) {
      summary.textContent = `${name} (${changes.length})`;
      list.replaceChildren(
        ...(changes.length > 0 ? changes.map(changeItem) : [el('li', {}, nothing)]),
      );
    },
  };
}

function changeItem({ date, subscriptionId, what, event }: Change): HTMLLIElement {
  const told = [el('time', {}, date), ' ', el('code', {}, subscriptionId), ` ${what}`];
  if (event === undefined) return el('li', {}, ...told);
  const text = el('pre', { tabindex: '0' }, JSON.stringify(event, null, 2));
  return el('li', {}, el('details', {}, el('summary', {}, ...told), text));
}
