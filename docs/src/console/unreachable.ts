import { isLoopback, type Target } from './targets.ts';

/** No answer came that the page may read. The message says why, as far as a page can know, and what to do. */
export class Unreachable extends Error {
  override name = 'Unreachable';
}

/** Why a host gave no answer. A browser does not tell a page, so it is tried out. */
export async function whyUnreachable(
  { baseUrl, place }: Target,
  url: string,
  error: unknown,
  stoppedByPolicy: () => boolean,
): Promise<Unreachable> {
  const { host, origin, protocol, pathname } = new URL(baseUrl);
  if ((error as Error).name === 'TimeoutError') {
    return new Unreachable(`${host} gave no answer within 30 seconds.`);
  }
  if (place === 'page') return new Unreachable(`${connectionBroke} ${sendAgain}`);
  const there = await statusOf(baseUrl, 'no-cors');
  // Asked after the attempt: the browser tells of it some time after the request has failed.
  if (stoppedByPolicy()) {
    return new Unreachable(
      `The Content-Security-Policy of this site does not allow requests to ${host}. Whoever hosts the site can add it to connect-src.`,
    );
  }
  if (there !== undefined) {
    // Without an API key; where the path is known, the method or the missing key is what is wrong.
    const status = await statusOf(url, 'cors');
    if (status !== undefined && status !== 404) {
      return new Unreachable(
        `${connectionBroke} Or the headers of the request are not allowed from this page (CORS). ${sendAgain}`,
      );
    }
    const readable =
      status ?? (await statusOf(baseUrl, 'cors')) ?? (await statusOf(origin, 'cors'));
    if (readable !== undefined) {
      return new Unreachable(
        `${host} lets this page read its answers, but has no ${new URL(url).pathname}. Is the base path right? Some hosts serve the API under one, such as /api/v2, which belongs to the address.`,
      );
    }
    const path =
      pathname === '/'
        ? ''
        : ` Where ${pathname} is not the base path of the API there, it may be the 404 that lacks them.`;
    return new Unreachable(
      `${host} is there, but does not allow requests from this page: its answers lack the CORS headers for ${location.origin}.${path}`,
    );
  }
  if (isLoopback(baseUrl) && (await localNetworkIsClosed())) {
    return new Unreachable(
      `Your browser has not allowed this page to reach your own machine. Allow the local network for ${location.origin}, by the icon beside the address of the page, and send again.`,
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

const connectionBroke = 'The connection broke before an answer came.';
const sendAgain =
  'Send the same request again with the same idempotency key: it is executed once, whether the first was or not.';

/** What a GET is answered with: 0 without `cors`, for the page may not read it; `undefined` if nothing comes. */
async function statusOf(url: string, mode: 'cors' | 'no-cors'): Promise<number | undefined> {
  try {
    const signal = AbortSignal.timeout(5_000);
    return (await fetch(url, { mode, credentials: 'omit', signal })).status;
  } catch {
    return undefined;
  }
}

/**
 * Whether the browser asks its user before a page of another network may reach this machine, and has
 * no yes. The permission has had several names.
 */
async function localNetworkIsClosed(): Promise<boolean> {
  for (const name of ['loopback-network', 'local-network-access']) {
    try {
      const { state } = await navigator.permissions.query({ name: name as PermissionName });
      if (state !== 'granted') return !isLoopback(location.origin);
    } catch {
      // This browser does not know it.
    }
  }
  return false;
}
