import type { Arguments } from './arguments.js';

/** Whether a server can only be reached from this machine. */
export function isLoopback(baseUrl: string): boolean {
  const { hostname } = new URL(baseUrl);
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

/** What a run will do to a server, for whoever has to agree to it. */
export function announcement({
  baseUrl,
  subjects,
  hooks,
  maxRequests = 20_000,
}: Arguments): string {
  return [
    `${baseUrl} is not on this machine. This run would`,
    `  - send it up to ${maxRequests} requests, some of 1 MB, some many at once;`,
    '  - ask for subscriptions that do not exist, and send requests that must be refused;',
    subjects
      ? `  - change and cancel the subscriptions that ${subjects} names, for good;`
      : '  - change no subscription, unless the server is a sandbox: that one would be reset;',
    ...(hooks ? [`  - run ${hooks};`] : []),
    '  - leave some hundred idempotency keys there for 24 hours.',
    'Add --yes to go ahead.',
  ].join('\n');
}
