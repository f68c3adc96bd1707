/**
 * The words of a POSIX shell command of plain words, single quotes and backslashes (POSIX, Shell Command
 * Language, 2.2 Quoting).
 */
export function shellWords(command: string): string[] {
  const word = /(?:'[^']*'|\\[\s\S]|[^\s'\\])+/g;
  const part = /'([^']*)'|\\([\s\S])|([^'\\]+)/g;
  return (command.replaceAll('\\\n', ' ').match(word) ?? []).map((text) =>
    text.replace(part, (_, quoted, escaped, bare) => quoted ?? escaped ?? bare),
  );
}
