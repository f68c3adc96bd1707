// Colour where a person looks at a terminal; plain text where a file or another program reads.
import { stripVTControlCharacters } from 'node:util';

export type Paint = ReturnType<typeof createPaint>;

export function createPaint({
  env,
  isTTY,
}: {
  env: NodeJS.ProcessEnv;
  isTTY: boolean | undefined;
}) {
  const coloured =
    !env['NO_COLOR'] && (env['FORCE_COLOR'] ? env['FORCE_COLOR'] !== '0' : Boolean(isTTY));
  const style = (code: number) => (text: string) =>
    coloured ? `\u001b[${code}m${text}\u001b[39;22m` : text;
  return {
    bold: style(1),
    dim: style(2),
    red: style(31),
    green: style(32),
    /** Text that another program coloured. */
    foreign: (text: string) => (coloured ? text : stripVTControlCharacters(text)),
  };
}
