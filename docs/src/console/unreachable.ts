import type { Target } from './targets.ts';

/** No answer came that the page may read. The message says why, as far as a page can know, and what to do. */
export class Unreachable extends Error {
  override name = 'Unreachable';
}

/** Why a host gave no answer. A browser does not tell a page, so it is tried out. */
export async function whyUnreachable(
  { baseUrl, place }: Target,
  error: unknown,
  stoppedByPolicy: () => boolean,
): Promise<Unreachable> {
  const { host, protocol } = new URL(baseUrl);
  if ((error as Error).name === 'TimeoutError') {
    return new Unreachable(`${host} gave no answer within 30 seconds.`);
  }
  const there = await answers(baseUrl);
  // Asked after the attempt: the browser tells of it some time after the request has failed.
  if (stoppedByPolicy()) {
    return new Unreachable(
      `The Content-Security-Policy of this site does not allow requests to ${host}. Whoever hosts the site can add it to connect-src.`,
    );
  }
  if (there) {
    return new Unreachable(
      `${host} is there, but does not allow requests from this page: its answers lack the CORS headers for ${location.origin}.`,
    );
  }
  const start = place === 'local' ? ' Start it with npm start.' : '';
  const insecure =
    location.protocol === 'https:' && protocol === 'http:'
      ? ' Some browsers let a page from https:// reach no http:// address (mixed content).'
      : '';
  return new Unreachable(
    `${host} cannot be reached. Is it running, and is the address right?${start}${insecure}`,
  );
}

/** Whether anything answers at all: an answer that the page may not read counts, too. */
async function answers(baseUrl: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(5_000);
    await fetch(baseUrl, { mode: 'no-cors', credentials: 'omit', signal });
    return true;
  } catch {
    return false;
  }
}
