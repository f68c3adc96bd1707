import { createSandbox } from '@connect-api/sandbox';
import { createControl } from './control.ts';
import type { Target } from './targets.ts';

/** Where a tab keeps what was sent to its sandbox. */
const place = 'connect-sandbox';

interface Sent {
  url: string;
  init: { method?: string; headers?: Record<string, string>; body?: string };
}

/**
 * The sandbox that lives in the tab. A page is left when its reader goes to another operation, so what
 * was sent is kept, and sent again to a fresh sandbox there: subscriptions, clock, idempotency keys,
 * journal and faults are then as they were. Requests with a key that is none of the sandbox's change
 * nothing, and are not kept: the key may be a secret.
 */
export async function createPageSandbox(
  baseUrl: string,
  apiKeyHeader: string,
): Promise<Pick<Target, 'fetch' | 'apiKey'>> {
  let replaying = true;
  const sandbox = createSandbox({
    // It stands until the reader moves it, so that every example comes true.
    clock: 'frozen',
    // Acknowledges every event, so that the console can show what was sent.
    webhooks: [() => undefined],
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, replaying ? 0 : ms)),
  });
  const sent = readSent();
  for (const { url, init } of sent) await sandbox.fetch(url, init).catch(() => undefined);
  replaying = false;

  const { tenants } = await createControl({ baseUrl, fetch: sandbox.fetch }).world();
  const apiKeys = new Set(tenants.flatMap(({ apiKeys }) => apiKeys));
  return {
    apiKey: tenants[0]?.apiKeys[0] ?? '',
    async fetch(url, init) {
      const { method, body } = init;
      const headers = init.headers as Record<string, string> | undefined;
      const control = url.startsWith(`${baseUrl}/__sandbox/`);
      if (method !== 'GET' && (control || apiKeys.has(headers?.[apiKeyHeader] ?? ''))) {
        if (url.endsWith('/__sandbox/reset')) sent.length = 0;
        else {
          sent.push({
            url,
            init: {
              ...(method && { method }),
              ...(headers && { headers }),
              ...(typeof body === 'string' && { body }),
            },
          });
        }
        keepSent(sent);
      }
      return sandbox.fetch(url, init);
    },
  };
}

function readSent(): Sent[] {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? '[]');
  } catch {
    return [];
  }
}

function keepSent(sent: Sent[]): void {
  try {
    sessionStorage.setItem(place, JSON.stringify(sent));
  } catch {
    // The browser keeps nothing, or no more: the sandbox lives as long as this page.
  }
}
