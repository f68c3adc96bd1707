import type { Arguments } from './arguments.js';

/** What a run will do to a server, for whoever has to agree to it. */
export function announcement({ baseUrl, subjects, hooks, limits, yes }: Arguments): string {
  return [
    `${baseUrl} is not on this machine. This run ${yes ? 'will' : 'would'}`,
    `  - send it up to ${limits.requests} requests, some of 1 MB, some many at once;`,
    '  - ask for subscriptions that do not exist, and send requests that must be refused;',
    subjects
      ? `  - change and cancel the subscriptions that ${subjects} names, for good;`
      : '  - change no subscription, unless the server is a sandbox, which is reset many times;',
    ...(hooks ? [`  - call the functions of ${hooks}, and change and cancel what they make;`] : []),
    '  - leave some hundred idempotency keys there for 24 hours.',
    ...(yes ? [] : ['Add --yes to go ahead.']),
  ].join('\n');
}
