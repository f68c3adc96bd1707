import { escaped, figure } from './sections.js';

const width = 340;
const left = 12;
const right = 328;
const bar = 46;

/**
 * Draws what holds from when. A line is a date and what happens then (`2024-01-31 renewal`). From the
 * date of the `change` on, the bar is another one. A `preferred date` is marked above it.
 *
 * @param {{ title: string, lines: string[] }} section
 */
export function timeline({ title, lines }) {
  const events = lines.map(eventOf).sort((a, b) => a.at - b.at);
  const [first, last] = [events[0], events.at(-1)];
  const change = events.find(({ what }) => what === 'change');
  if (!first || !last || !change) throw new Error(`The timeline "${title}" has no change.`);
  // Room after the last event, to show that it goes on.
  const span = (last.at - first.at) * 1.15;
  const x = (/** @type {number} */ at) =>
    Math.round(left + ((at - first.at) / span) * (right - left));
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

/** @param {string} line */
function eventOf(line) {
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

/** @param {ReturnType<typeof eventOf>[]} events */
function atOneDate(events) {
  const dates = [...new Set(events.map(({ date }) => date))];
  return dates.map((date) => {
    const same = events.filter((event) => event.date === date);
    return {
      .../** @type {ReturnType<typeof eventOf>} */ (same[0]),
      what: same.map(({ what }) => what).join(' and '),
    };
  });
}

/** @param {number} x @param {number} y @param {string} text @param {string} [kind] */
function label(x, y, text, kind) {
  const anchor = x < 60 ? 'start' : x > 280 ? 'end' : 'middle';
  const place = anchor === 'start' ? left - 4 : x;
  return `<text${kind ? ` class="${kind}"` : ''} text-anchor="${anchor}" x="${place}" y="${y}">${escaped(text)}</text>`;
}
