import { el } from './dom.ts';

/** What keeps a text from being JSON, in the browser's words. */
export function jsonProblem(text: string): string {
  try {
    JSON.parse(text);
    return '';
  } catch (error) {
    return `Not JSON: ${(error as Error).message}`;
  }
}

/** JSON on many lines; what is not JSON as it came. */
export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** A JSON text in the colours of the site's code blocks. */
export function highlighted(text: string): HTMLElement {
  const code = el('code');
  let end = 0;
  for (const match of text.matchAll(/"(?:\\.|[^"\\])*"(\s*:)?|\b(?:true|false|null)\b/g)) {
    const kind = match[1] === undefined && match[0].startsWith('"') ? 'string' : 'keyword';
    code.append(text.slice(end, match.index), el('span', { class: `t-${kind}` }, match[0]));
    end = match.index + match[0].length;
  }
  code.append(text.slice(end));
  return code;
}
