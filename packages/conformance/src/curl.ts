import type { PlainRequest } from './http.js';

/** The names of the variables that stand for API keys in commands and reports, by key. */
export type KeyNames = ReadonlyMap<string, string>;

/** A command for bash that sends a request. API keys are variables. */
export function curlOf(baseUrl: string, request: PlainRequest, keyNames: KeyNames): string {
  const { method, url, headers, body } = request;
  const lines = [`curl -i -X ${method} ${quote(`${baseUrl}${url}`)}`];
  for (const [name, value] of Object.entries(headers)) lines.push(headerOf(name, value, keyNames));
  if (body !== undefined) {
    // Without this curl would name a media type of its own.
    if (!Object.keys(headers).some((name) => name.toLowerCase() === 'content-type'))
      lines.push(`-H 'Content-Type:'`);
    lines.push(`--data-binary ${dataOf(body)}`);
  }
  return lines.join(' \\\n  ');
}

/** A text with variables in the place of API keys. */
export function withoutKeys(text: string, keyNames: KeyNames): string {
  let hidden = text;
  for (const [key, name] of keyNames) hidden = hidden.replaceAll(key, `\${${name}}`);
  return hidden;
}

function headerOf(name: string, value: string, keyNames: KeyNames): string {
  for (const [key, variable] of keyNames) {
    // Some requests have a key that is almost right.
    const at = value.indexOf(key);
    if (at < 0 || !/key/i.test(name)) continue;
    return `-H "${name}: ${value.slice(0, at)}\${${variable}}${value.slice(at + key.length)}"`;
  }
  return value === '' ? `-H '${name};'` : `-H ${quote(`${name}: ${value}`)}`;
}

function dataOf(body: string | Uint8Array): string {
  if (typeof body !== 'string') {
    const bytes = [...body].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`);
    return `@<(printf '${bytes.join('')}')`;
  }
  const padding = /\s*$/.exec(body)?.[0].length ?? 0;
  if (padding < 100) return quote(body);
  const text = body.slice(0, body.length - padding);
  return `@<(printf '%s%${padding}s' ${quote(text)} '')`;
}

/** In single quotes a shell takes everything literally but the single quote itself. */
function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
