import { escaped, figure, type Section } from './sections.ts';

const width = 340;
const top = 44;
const step = 42;
const edge = 36;

/**
 * Draws who sends what to whom. A line is a message (`client > API: text`) or something that one of
 * them does (`API: text`). Who stands on the left sends requests, drawn solid; answers are dashed.
 */
export function sequence({ title, lines }: Section): string {
  const steps = lines.map(stepOf);
  const actors = [...new Set(steps.flatMap(({ from, to }) => (to ? [from, to] : [from])))];
  const x = (actor: string) => (actor === actors[0] ? edge : width - edge);
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

function stepOf(line: string) {
  const [, from = '', to, text = ''] = /^(\w+)(?: > (\w+))?: (.+)$/.exec(line) ?? [];
  if (!text) throw new Error(`A line of a sequence is "A > B: text" or "A: text", not "${line}".`);
  return { from, to, text };
}

function message(from: number, to: number, y: number, text: string): string {
  const back = Math.sign(from - to);
  const tip = to + back;
  return (
    `<text text-anchor="middle" x="${width / 2}" y="${y - 7}">${escaped(text)}</text>` +
    `<path class="line${back > 0 ? ' answer' : ''}" d="M${from} ${y}H${tip}"/>` +
    `<path class="line" d="M${tip + back * 7} ${y - 4}L${tip} ${y}L${tip + back * 7} ${y + 4}"/>`
  );
}

function note(x: number, y: number, text: string): string {
  const left = x < width / 2;
  return (
    `<circle class="dot" cx="${x}" cy="${y - 4}" r="4.5"/>` +
    `<text class="accent" text-anchor="${left ? 'start' : 'end'}" x="${left ? x + 12 : x - 12}" y="${y}">${escaped(text)}</text>`
  );
}
