import { apiKeyHeadersOf, operations } from './bundled-contract.js';
import type { PlainRequest } from './http.js';

/** What stands for API keys in commands and reports, in the braces of a shell's variable, by key. */
export type KeyNames = ReadonlyMap<string, string>;

/**
 * The keys of a run and what is made of them (`CONNECT_API_KEY^^` is the key in upper case), the longest
 * first: one may contain another.
 */
export function keyNamesOf(keys: {
  apiKey: string;
  secondApiKey?: string | undefined;
  otherTenantApiKey?: string | undefined;
}): KeyNames {
  const names: [string | undefined, string][] = [
    [keys.secondApiKey, 'CONNECT_SECOND_API_KEY'],
    [keys.otherTenantApiKey, 'CONNECT_OTHER_TENANT_API_KEY'],
    [keys.apiKey, 'CONNECT_API_KEY'],
  ];
  const given = names.filter((entry): entry is [string, string] => Boolean(entry[0]));
  const made = given.flatMap(formsOf);
  // Of two entries for one text the key itself wins.
  const all = new Map([...made, ...given]);
  return new Map([...all].sort(([one], [other]) => other.length - one.length));
}

/** Almost the key: what some requests are sent with, and what a server may repeat. */
function formsOf([key, name]: [string, string]): [string, string][] {
  if (key.length <= shortestKey) return [];
  return [
    [key.toUpperCase(), `${name}^^`],
    [key.toLowerCase(), `${name},,`],
    [key.slice(0, -1), `${name}%?`],
  ];
}

/** A command for bash that sends a request. API keys are variables. */
export function curlOf(baseUrl: string, request: PlainRequest, keyNames: KeyNames): string {
  const { method, url, headers, body } = request;
  const lines = [String.raw`curl -i -w '\n' -X ${method} ${quote(`${baseUrl}${url}`)}`];
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
  for (const [key, name] of keyNames) {
    const variable = `\${${name}}`;
    hidden =
      key.length < shortestKey
        ? hidden.replaceAll(/\w+/g, (word) => (word === key ? variable : word))
        : hidden.replaceAll(key, variable);
  }
  return hidden;
}

/** A key for a try, such as `x`, is only taken for one where it stands alone. */
const shortestKey = 4;

function headerOf(name: string, value: string, keyNames: KeyNames): string {
  const [key, variable] = [...keyNames].find(([each]) => value.startsWith(each)) ?? [];
  if (key !== undefined && isForKeys(name))
    return `-H "${name}: \${${variable}}"${restOf(value.slice(key.length), keyNames)}`;
  return value === '' ? `-H '${name};'` : `-H ${quote(`${name}: ${value}`)}`;
}

function isForKeys(header: string): boolean {
  return operations.some((each) => apiKeyHeadersOf(each).includes(header));
}

/** What follows a key: some requests have one that is almost right, or two. */
function restOf(text: string, keyNames: KeyNames): string {
  if (text === '') return '';
  const [key, variable] = [...keyNames].find(([each]) => text.includes(each)) ?? [];
  if (key === undefined) return quote(text);
  const at = text.indexOf(key);
  const before = at > 0 ? quote(text.slice(0, at)) : '';
  return `${before}"\${${variable}}"${restOf(text.slice(at + key.length), keyNames)}`;
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
