// The sandbox as it is now. It reads what /__sandbox/ answers as JSON, and does what can be done there.

interface Subscription {
  subscriptionId: string;
  tenantId: string;
  status: string;
  updatedAt: string;
  addons: { subscriptionAddonId: string; productOfferingId: string }[];
  pendingStatus?: { status: string; scheduledAt: string };
  pendingMsisdn?: { msisdn: string; scheduledAt: string };
  pendingProductOffering?: { productOfferingId: string; scheduledAt: string };
}

interface World {
  tenants: { tenantId: string; name?: string; apiKeys: string[] }[];
  subscriptions: Subscription[];
  productOfferings: {
    productOfferingId: string;
    name: string;
    addon: boolean;
    productOfferingGroupId?: string;
    price?: { currency?: string; netPrice?: number; grossPrice?: number };
  }[];
}

interface Effect {
  sequence: number;
  at: string;
  cause: string;
  operationId?: string;
  kind?: string;
  tenantId: string;
  subscriptionId?: string;
}

interface Delivery {
  number: number;
  receiver: string;
  subscriptionId: string;
  type: string;
  occurredAt: string;
  state: string;
  dueAt?: string;
  attempts: { at: string; status?: number; body?: string; problem?: string }[];
  event: unknown;
}

type Fault = { type: string; times: number } & Record<string, unknown>;

/** The journal and the list of deliveries show so many rows. */
const most = 50;

const byId = <Kind extends HTMLElement>(id: string) => document.getElementById(id) as Kind;
let world: World | undefined;

/** The latest rendering of each part, so that nothing is touched that has not changed. */
const drawn = new Map<string, string>();

/** The sandbox has answered, and not as it was asked to. */
class Refused extends Error {}

async function call<Answer>(path: string, method = 'GET', body?: unknown): Promise<Answer> {
  const response = await fetch(path, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (response.ok) return answer as Answer;
  throw new Refused(
    [answer.message, ...(answer.details ?? []).map(({ message }: Error) => message)].join(' '),
  );
}

function say(text: string, isBad = false): void {
  const said = byId('said');
  said.textContent = text;
  said.classList.toggle('bad', isBad);
}

/** Does it, says so, and shows what has come of it. */
async function act(done: string, action: () => Promise<unknown>): Promise<void> {
  try {
    await action();
    say(done);
  } catch (error) {
    say((error as Error).message, true);
  }
  await show();
}

type Cell = string | Node;

function table(head: string[], rows: Cell[][], none: string): Node {
  if (rows.length === 0) {
    const empty = document.createElement('p');
    empty.className = 'empty';
    empty.textContent = none;
    return empty;
  }
  const whole = document.createElement('table');
  const top = whole.createTHead().insertRow();
  for (const text of head) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.textContent = text;
    top.append(cell);
  }
  const body = whole.createTBody();
  for (const cells of rows) {
    const row = body.insertRow();
    for (const content of cells) {
      const cell = row.insertCell();
      if (typeof content !== 'string' || content.length > 60) cell.className = 'long';
      cell.append(content);
    }
  }
  return whole;
}

function draw(id: string, data: unknown, render: () => Node): void {
  const text = JSON.stringify(data);
  // What the reader has opened, or stands in, stays.
  if (drawn.get(id) === text) return;
  drawn.set(id, text);
  const part = byId(id);
  part.replaceChildren(render());
  // A table that is wider than the page is scrolled by the keyboard, too.
  part.tabIndex = 0;
  part.role = 'region';
  part.setAttribute('aria-labelledby', `h-${id}`);
}

function pendingOf({ pendingStatus, pendingMsisdn, pendingProductOffering }: Subscription) {
  return [
    pendingStatus && [pendingStatus.scheduledAt, pendingStatus.status],
    pendingMsisdn && [pendingMsisdn.scheduledAt, pendingMsisdn.msisdn],
    pendingProductOffering && [
      pendingProductOffering.scheduledAt,
      pendingProductOffering.productOfferingId,
    ],
  ].flatMap((each) => (each ? [{ date: each[0] ?? '', what: each[1] ?? '' }] : []));
}

function details(summary: string, value: unknown): Node {
  const element = document.createElement('details');
  const title = document.createElement('summary');
  title.textContent = summary;
  const text = document.createElement('pre');
  text.tabIndex = 0;
  text.textContent = JSON.stringify(value, null, 2);
  element.append(title, text);
  return element;
}

function button(text: string, label: string, press: () => void): Node {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = text;
  element.setAttribute('aria-label', label);
  element.addEventListener('click', press);
  return element;
}

function drawWorld({ subscriptions, tenants, productOfferings }: World): void {
  draw('subscriptions', subscriptions, () =>
    table(
      ['Subscription', 'Tenant', 'Status', 'Pending', 'Add-ons', 'Updated'],
      subscriptions.map((each) => [
        each.subscriptionId,
        each.tenantId,
        each.status,
        pendingOf(each)
          .map(({ date, what }) => `${what} on ${date}`)
          .join(', ') || '–',
        each.addons
          .map(
            ({ subscriptionAddonId, productOfferingId }) =>
              `${subscriptionAddonId}: ${productOfferingId}`,
          )
          .join(', ') || '–',
        each.updatedAt,
      ]),
      'The world has no subscriptions.',
    ),
  );
  draw('tenants', tenants, () =>
    table(
      ['Tenant', 'Name', 'API keys'],
      tenants.map(({ tenantId, name = '–', apiKeys }) => [tenantId, name, apiKeys.join(', ')]),
      'The world has no tenants.',
    ),
  );
  draw('offerings', productOfferings, () =>
    table(
      ['Offering', 'Name', 'For', 'Group', 'Price'],
      productOfferings.map(({ productOfferingId, name, addon, productOfferingGroupId, price }) => [
        productOfferingId,
        name,
        addon ? 'add-ons' : 'plans',
        productOfferingGroupId ?? '–',
        price ? `${price.netPrice ?? price.grossPrice ?? ''} ${price.currency ?? ''}` : '–',
      ]),
      'The world has no offerings.',
    ),
  );
}

function drawEffects(effects: Effect[]): void {
  const latest = effects.slice(-most).reverse();
  draw('effects', latest, () =>
    table(
      ['No.', 'When', 'What', 'Subscription', 'Tenant'],
      latest.map(({ sequence, at, operationId, kind, subscriptionId, tenantId }) => [
        String(sequence),
        at,
        operationId ?? `${kind} fell due`,
        subscriptionId ?? '–',
        tenantId,
      ]),
      'Nothing has happened yet.',
    ),
  );
}

function drawDeliveries(receivers: string[], deliveries: Delivery[]): void {
  const latest = deliveries.slice(0, most);
  const none =
    receivers.length > 0 ? 'Nothing was sent yet.' : 'No receiver: start with --webhook URL.';
  draw('webhooks', [latest, none], () =>
    table(
      ['No.', 'Event', 'Subscription', 'Occurred', 'Receiver', 'State', 'Answers', 'Again'],
      latest.map((delivery) => {
        const { number, type, subscriptionId, occurredAt, receiver, state, dueAt, attempts } =
          delivery;
        const answers = attempts.map(({ status, problem }) => problem ?? String(status)).join(', ');
        return [
          String(number),
          details(type, delivery.event),
          subscriptionId,
          occurredAt,
          receiver,
          dueAt ? `${state}, next at ${dueAt}` : state,
          answers || '–',
          button('Send again', `Send again: delivery ${number}`, () =>
            act(`Delivery ${number} is sent again.`, () => call(`webhooks/${number}/send`, 'POST')),
          ),
        ];
      }),
      none,
    ),
  );
}

function drawFaults(faults: Fault[]): void {
  draw('faults', faults, () =>
    table(
      ['To be played', 'Times'],
      faults.map(({ type, times, ...rest }) => [
        [type, ...Object.entries(rest).map(([name, value]) => `${name} ${value}`)].join(', '),
        String(times),
      ]),
      'None is to be played.',
    ),
  );
}

async function show(): Promise<void> {
  try {
    const [clock, found, { effects }, { receivers, deliveries }, { faults }] = await Promise.all([
      call<{ now: string; timeZone: string }>('clock'),
      call<World>('world'),
      call<{ effects: Effect[] }>('effects'),
      call<{ receivers: string[]; deliveries: Delivery[] }>('webhooks'),
      call<{ faults: Fault[] }>('faults'),
    ]);
    world = found;
    byId('now').textContent = clock.now;
    byId('zone').textContent = clock.timeZone;
    drawWorld(found);
    drawEffects(effects);
    drawDeliveries(receivers, deliveries);
    drawFaults(faults);
    if (byId('said').dataset['lost']) say('The sandbox answers again.');
    delete byId('said').dataset['lost'];
  } catch (error) {
    byId('said').dataset['lost'] = 'yes';
    // One that cannot reach its store says so.
    say(error instanceof Refused ? error.message : 'The sandbox does not answer.', true);
  }
}

const shownInstant = () => Date.parse(byId('now').textContent ?? '');
const setClock = (now: string) =>
  act(`The clock was set to ${now}.`, () => call('clock', 'PUT', { now }));
const instant = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');

byId<HTMLFormElement>('clock').addEventListener('submit', (event) => {
  event.preventDefault();
  const given = byId<HTMLInputElement>('to').value.trim();
  void setClock(/^\d{4}-\d\d-\d\d$/.test(given) ? `${given}T00:00:00Z` : given);
});
byId('day').addEventListener('click', () => void setClock(instant(shownInstant() + 86_400_000)));
byId('due').addEventListener('click', () => {
  const [next] = (world?.subscriptions ?? [])
    .flatMap(pendingOf)
    .map(({ date }) => date)
    .sort();
  if (next === undefined) return say('Nothing is pending.');
  // The first instant of the date in any time zone has come by noon, UTC.
  void setClock(instant(Math.max(Date.parse(`${next}T12:00:00Z`), shownInstant())));
});
byId('reset').addEventListener(
  'click',
  () => void act('Everything is as at the start.', () => call('reset', 'POST')),
);

const figures: Record<string, [label: string, name: string, value: string]> = {
  status: ['Status', 'status', '503'],
  webhookStatus: ['Status', 'status', '503'],
  delay: ['Milliseconds', 'delayMs', '2000'],
  rateLimit: ['Retry-After, seconds', 'retryAfter', '2'],
};
const type = byId<HTMLSelectElement>('type');
const figure = byId<HTMLInputElement>('figure');
type.addEventListener('change', () => {
  const [label = '', , value = ''] = figures[type.value] ?? [];
  byId('figure-label').textContent = label || 'Figure';
  figure.value = value;
  figure.disabled = label === '';
});
byId<HTMLFormElement>('fault').addEventListener('submit', (event) => {
  event.preventDefault();
  const [, name] = figures[type.value] ?? [];
  const fault = {
    type: type.value,
    times: Number(byId<HTMLInputElement>('times').value),
    ...(name && { [name]: Number(figure.value) }),
  };
  void act('The fault will be played.', async () => {
    const { faults } = await call<{ faults: Fault[] }>('faults');
    await call('faults', 'PUT', { faults: [...faults, fault] });
  });
});
byId('no-faults').addEventListener(
  'click',
  () => void act('No fault is played.', () => call('faults', 'PUT', { faults: [] })),
);

/** Looks again every 2 seconds, less often where that takes long, and not while nobody sees it. */
async function live(): Promise<void> {
  const began = performance.now();
  if (!document.hidden) await show();
  const took = performance.now() - began;
  setTimeout(() => void live(), Math.max(2_000, took * 10));
}
void live();
