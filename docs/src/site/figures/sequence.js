import { escaped, figure } from './sections.js';

const width = 340;
const top = 44;
const step = 42;
const edge = 36;

/**
 * Draws who sends what to whom. A line is a message (`client > API: text`) or something that one of
 * them does (`API: text`). Who stands on the left sends requests, drawn solid; answers are dashed.
 *
 * @param {{ title: string, lines: string[] }} section
 */
export function sequence({ title, lines }) {
  const steps = lines.map(stepOf);
  const actors = [...new Set(steps.flatMap(({ from, to }) => (to ? [from, to] : [from])))];
  const x = (/** @type {string} */ actor) => (actor === actors[0] ? edge : width - edge);
  const height = top + step * steps.length;
  return figure({
    title,
    alternative: steps
      .map(({ from, to, text }) => `${from}${to ? ` to ${to}` : ''}: ${text}.`)
      .join(' '),
    width,
    height,
    parts: [
      ...actors.map(
        (actor) =>
          `<text class="strong" text-anchor="middle" x="${x(actor)}" y="14">${escaped(actor)}</text>` +
          `<path class="quiet" d="M${x(actor)} 24V${height}"/>`,
      ),
      ...steps.map(({ from, to, text }, index) => {
        const y = top + step * index + 8;
        return to ? message(x(from), x(to), y, text) : note(x(from), y, text);
      }),
    ],
  });
}

/** @param {string} line */
function stepOf(line) {
  const [, from = '', to, text = ''] = /^(\w+)(?: > (\w+))?: (.+)$/.exec(line) ?? [];
  if (!text) throw new Error(`A line of a sequence is "A > B: text" or "A: text", not "${line}".`);
  return { from, to, text };
}

/** @param {number} from @param {number} to @param {number} y @param {string} text */
function message(from, to, y, text) {
  const back = Math.sign(from - to);
  const tip = to + back;
  return (
    `<text text-anchor="middle" x="${width / 2}" y="${y - 7}">${escaped(text)}</text>` +
    `<path class="line${back > 0 ? ' answer' : ''}" d="M${from} ${y}H${tip}"/>` +
    `<path class="line" d="M${tip + back * 7} ${y - 4}L${tip} ${y}L${tip + back * 7} ${y + 4}"/>`
  );
}

/** @param {number} x @param {number} y @param {string} text */
function note(x, y, text) {
  const left = x < width / 2;
  return (
    `<circle class="dot" cx="${x}" cy="${y - 4}" r="4.5"/>` +
    `<text class="accent" text-anchor="${left ? 'start' : 'end'}" x="${left ? x + 12 : x - 12}" y="${y}">${escaped(text)}</text>`
  );
}
