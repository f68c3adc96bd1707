import Negotiator from 'negotiator';
import { Problem } from './problem.js';

const json = 'application/json';

/** Throws the 406 where the `Accept` header allows no JSON (RFC 9110, 12.5.1). */
export function checkAccept(accept: string | undefined): void {
  if (!accept || accept === '*/*' || accept === json) return;
  const negotiator = new Negotiator({ headers: { accept } });
  if (negotiator.mediaTypes([json]).length > 0) return;
  // A parameter that our JSON does not name, such as a profile, still asks for JSON.
  if (negotiator.mediaTypes().some((type) => type.toLowerCase() === json)) return;
  throw new Problem('NOT_ACCEPTABLE');
}
