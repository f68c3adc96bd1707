import { escaped, figure, type Section } from './sections.ts';

const width = 340;
const left = 12;
const right = 328;
const bar = 46;

/**
 * Draws what holds from when. A line is a date and what happens then (`2024-01-31 renewal`). From the
 * date of the `change` on, the bar is another one. A `preferred date` is marked above it.
 */
export function timeline({ title, lines }: Section): string {
  const events = lines.map(eventOf).sort((a, b) => a.at - b.at);
  const [first, last] = [events[0], events.at(-1)];
  const change = events.find(({ what }) => what === 'change');
  if (!first || !last || !change) throw new Error(`The timeline "${title}" has no change.`);
  // Room after the last event, to show that it goes on.
  const span = (last.at - first.at) * 1.15;
  const x = (at: number) => Math.round(left + ((at - first.at) / span) * (right - left));
  const above = events.filter(({ what }) => what === 'change' || what === 'preferred date');
  const below = events.filter((event) => !above.includes(event));
  return figure({
    title,
    alternative: `${events.map(({ date, what }) => `${date}: ${what}`).join('. ')}.`,
    width,
    height: 92,
    parts: [
      `<path class="before" d="M${left} ${bar}H${x(change.at)}"/>`,
      `<path class="after" d="M${x(change.at)} ${bar}H${right}"/>`,
      ...below.map(
        ({ at, what, day }) =>
          `<path class="quiet" d="M${x(at)} ${bar + 6}V${bar + 14}"/>` +
          label(x(at), bar + 28, what) +
          label(x(at), bar + 42, day),
      ),
      ...atOneDate(above).map(
        ({ at, what, day }) =>
          `<path class="quiet" d="M${x(at)} ${bar - 6}V${bar - 14}"/>` +
          label(x(at), bar - 32, what, 'strong') +
          label(x(at), bar - 18, day, 'strong'),
      ),
      `<circle class="dot" cx="${x(change.at)}" cy="${bar}" r="6"/>`,
    ],
  });
}

type Event = ReturnType<typeof eventOf>;

function eventOf(line: string) {
  const [, date = '', what = ''] = /^(\d{4}-\d\d-\d\d) (.+)$/.exec(line) ?? [];
  const at = Date.parse(date);
  if (Number.isNaN(at))
    throw new Error(`A line of a timeline is "2024-01-31 text", not "${line}".`);
  const day = new Date(at).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  return { date, at, day, what };
}

function atOneDate(events: Event[]): Event[] {
  const dates = new Map<string, Event>();
  for (const event of events) {
    const same = dates.get(event.date);
    dates.set(event.date, same ? { ...same, what: `${same.what} and ${event.what}` } : event);
  }
  return [...dates.values()];
}

function label(x: number, y: number, text: string, kind?: string): string {
  const anchor = x < 60 ? 'start' : x > 280 ? 'end' : 'middle';
  const place = anchor === 'start' ? left - 4 : x;
  return `<text${kind ? ` class="${kind}"` : ''} text-anchor="${anchor}" x="${place}" y="${y}">${escaped(text)}</text>`;
}
