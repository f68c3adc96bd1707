import { problem } from './problem.js';

/** Throws the 406 where the `Accept` header allows no JSON (RFC 9110, 12.5.1). */
export function checkAccept(accept: string | undefined): void {
  if (!accept || accept === '*/*' || accept === 'application/json') return;
  const ranges = accept.split(',').map(rangeOf);
  for (const wanted of ['application/json', 'application/*', '*/*']) {
    const range = ranges.find(({ type }) => type === wanted);
    if (range?.quality === 0) break;
    if (range) return;
  }
  throw problem('NOT_ACCEPTABLE');
}

function rangeOf(text: string): { type: string; quality: number } {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return { type, quality: quality === undefined ? 1 : Number(quality) };
}
