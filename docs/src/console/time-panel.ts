import { type Change, type Clock, type Control, createControl, scheduledIn } from './control.ts';
import { button, el } from './dom.ts';
import { createField } from './field.ts';
import type { Target } from './targets.ts';

/** The clock of a sandbox, what waits for its date there, and the way back to the start. */
export interface TimePanel {
  element: HTMLElement;
  /** Shows the state of a target; nothing where it has no clock. */
  show(target: Target): Promise<void>;
}

export function createTimePanel(): TimePanel {
  let control: Control | undefined;
  const now = el('span');
  const date = createField(
    'Move the clock to',
    el('input', { type: 'date' }),
    button('Move', () => act((sandbox) => moved(sandbox, { date: date.input.value }))),
    button('24 hours on', () => act((sandbox) => moved(sandbox, { hours: 24 }))),
  );
  const status = el('div', { role: 'status' });
  const scheduled = el('ul', { class: 'console-changes' });
  const element = el(
    'fieldset',
    { class: 'console-time', hidden: true },
    el('legend', {}, 'Time in the sandbox'),
    el('p', {}, 'It is ', now, '.'),
    date.element,
    status,
    el('details', {}, el('summary', {}, 'Scheduled changes'), scheduled),
    button('Reset the world', () =>
      act(async (sandbox) => {
        await sandbox.reset();
        return ['Everything is as it was at the start: subscriptions, clock and idempotency keys.'];
      }),
    ),
  );

  async function refresh(sandbox: Control) {
    const [clock, world] = await Promise.all([sandbox.clock(), sandbox.world()]);
    const waiting = scheduledIn(world);
    now.textContent = textOf(clock);
    date.input.min = clock.today;
    date.input.value = waiting[0]?.date ?? clock.today;
    scheduled.replaceChildren(...waiting.map(changeItem));
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
    element,
    async show(target) {
      control = target.sandbox ? createControl(target) : undefined;
      element.hidden = true;
      if (!control) return;
      try {
        await refresh(control);
        element.hidden = false;
      } catch {
        // It is not running, or its control is off: the answer to a request will tell.
      }
    },
  };
}

function textOf({ now, today, timeZone }: Clock): string {
  const utc = now.replace('T', ' ').replace('Z', ' UTC');
  return timeZone === 'UTC' ? utc : `${utc}, the date in ${timeZone} is ${today}`;
}

async function moved(sandbox: Control, to: Parameters<Control['move']>[0]) {
  const due = await sandbox.move(to);
  if (due.length === 0) return ['Moved. Nothing fell due.'];
  return ['Moved. This fell due:', el('ul', { class: 'console-changes' }, ...due.map(changeItem))];
}

function changeItem({ date, subscriptionId, what }: Change): HTMLLIElement {
  return el('li', {}, el('time', {}, date), ' ', el('code', {}, subscriptionId), ` ${what}`);
}
