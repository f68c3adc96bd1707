// Values of parameters as they are sent (OpenAPI 3.1, 4.8.12).
import type { Json } from '../json.js';

/** Pairs for the query. */
function inQuery({ name, style = 'form', explode }: Json, value: Json): [string, string][] {
  const spread = explode ?? style === 'form';
  if (Array.isArray(value)) {
    return spread ? value.map((each) => [name, String(each)]) : [[name, value.join(',')]];
  }
  if (typeof value !== 'object' || value === null) return [[name, String(value)]];
  const entries = Object.entries(value).map(([key, each]) => [key, String(each)] as const);
  if (style === 'deepObject') return entries.map(([key, each]) => [`${name}[${key}]`, each]);
  return spread ? entries.map(([key, each]) => [key, each]) : [[name, entries.flat().join(',')]];
}

/** The text for a path, a header or a cookie. */
function asText({ explode = false }: Json, value: Json): string {
  if (Array.isArray(value)) return value.join(',');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([key, each]) => `${key}${explode ? '=' : ','}${each}`)
    .join(',');
}

/** The URL and headers of a request with the values of its parameters, by their names. */
export function place(
  parameters: readonly Json[],
  values: Readonly<Record<string, Json>>,
): { query: string; headers: Record<string, string>; path: Record<string, string> } {
  const given = parameters.filter(({ name }) => values[name] !== undefined);
  const ofPlace = (wanted: string) => given.filter((each) => each.in === wanted);
  const texts = (wanted: string) =>
    ofPlace(wanted).map((each): [string, string] => [each.name, asText(each, values[each.name])]);
  const cookies = texts('cookie').map(([name, text]) => `${name}=${encodeURIComponent(text)}`);
  return {
    path: Object.fromEntries(texts('path')),
    query: new URLSearchParams(
      ofPlace('query').flatMap((each) => inQuery(each, values[each.name])),
    ).toString(),
    headers: {
      ...Object.fromEntries(texts('header')),
      ...(cookies.length > 0 && { Cookie: cookies.join('; ') }),
    },
  };
}
