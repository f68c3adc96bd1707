import { Problem } from './problem.js';

/** Throws the 406 where the `Accept` header allows no JSON (RFC 9110, 12.5.1). */
export function checkAccept(accept: string | undefined): void {
  if (!accept) return;
  const qualities = new Map(accept.split(',').map(qualityOf));
  // The most specific range decides.
  const type = ['application/json', 'application/*', '*/*'].find((each) => qualities.has(each));
  if (type === undefined || qualities.get(type) === 0) throw new Problem('NOT_ACCEPTABLE');
}

function qualityOf(range: string): [string, number] {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  return [type, quality === undefined ? 1 : Number(quality.slice(2))];
}
