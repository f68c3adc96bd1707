// Colour where a person looks at a terminal; plain text where a file or another program reads.
import { stripVTControlCharacters } from 'node:util';

/** @param {{ env: { NO_COLOR?: string, FORCE_COLOR?: string }, isTTY: boolean | undefined }} output */
export function createPaint({ env, isTTY }) {
  const coloured = !env.NO_COLOR && (env.FORCE_COLOR ? env.FORCE_COLOR !== '0' : Boolean(isTTY));
  const style = (/** @type {number} */ code) => (/** @type {string} */ text) =>
    coloured ? `\u001b[${code}m${text}\u001b[39;22m` : text;
  return {
    bold: style(1),
    dim: style(2),
    red: style(31),
    green: style(32),
    /** Text that another program coloured. */
    foreign: (/** @type {string} */ text) => (coloured ? text : stripVTControlCharacters(text)),
  };
}
