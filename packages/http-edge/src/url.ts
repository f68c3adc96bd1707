import { invalid, type Problem } from './problem.js';

/** The path of a URL as it came in the request line; an absolute one is allowed there (RFC 9112, 3.2.2). */
export function pathOf(url: string): string {
  const end = url.indexOf('?');
  const path = end === -1 ? url : url.slice(0, end);
  return path.startsWith('/') ? path : path.replace(/^https?:\/\/[^/]*/i, '') || '/';
}

/** The query of a URL, without its question mark. */
export function queryOf(url: string): string {
  const start = url.indexOf('?');
  return start === -1 ? '' : url.slice(start + 1);
}

/** Decodes percent-encoded path parameters; broken encoding is a 400. */
export function decodeParameters(raw: Record<string, string>): Record<string, string> {
  const decoded: Record<string, string> = {};
  for (const name in raw) decoded[name] = decode(raw[name] as string, name);
  return decoded;
}

/** The parameters of a query; broken percent-encoding is a 400, in parameters that are ignored, too. */
export function decodeQuery(query: string): Record<string, string | string[]> {
  if (query === '') return {};
  const values = new Map<string, string | string[]>();
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const text = pair.replaceAll('+', ' ');
    const end = text.indexOf('=');
    const name = decode(end === -1 ? text : text.slice(0, end));
    const value = end === -1 ? '' : decode(text.slice(end + 1), name);
    const before = values.get(name);
    if (before === undefined) values.set(name, value);
    else if (typeof before === 'string') values.set(name, [before, value]);
    else before.push(value);
  }
  return Object.fromEntries(values);
}

function decode(text: string, property?: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    throw malformed(property);
  }
}

function malformed(property: string | undefined): Problem {
  return invalid(
    [
      {
        message: 'Not valid percent-encoding.',
        code: 'URL_MALFORMED',
        ...(property && { property }),
      },
    ],
    {
      message: 'The percent-encoding of the URL is broken.',
      hint: 'Encode the id as UTF-8 before you put it into the path.',
    },
  );
}
