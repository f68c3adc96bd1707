import { sandbox } from '../site/samples/servers.ts';
import type { ConsoleOperation } from './operation.ts';
import { createPageSandbox } from './page-sandbox.ts';

/** What the console can talk to. */
export interface Target {
  label: string;
  /** Empty until the reader says where it is. */
  baseUrl: string;
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** In memory only: the reader's own key is gone with the page. */
  apiKey: string;
  /** `page`: the sandbox of this page. `local`: on the reader's machine. `other`: where the reader says. */
  place: 'page' | 'local' | 'other';
  /** Whether it can have a clock to move and a world to reset. */
  readonly sandbox: boolean;
}

/** Everything that the console can talk to, the sandbox in the page first. */
export async function createTargets({
  mockUrl,
  apiKeyHeader,
}: Pick<ConsoleOperation, 'mockUrl' | 'apiKeyHeader'>): Promise<Target[]> {
  const page: Target = {
    label: 'Sandbox in this page',
    baseUrl: sandbox.url,
    place: 'page',
    sandbox: true,
    ...(await createPageSandbox(sandbox.url, apiKeyHeader)),
  };
  const fetch = (url: string, init: RequestInit) => globalThis.fetch(url, init);
  const { apiKey } = page;
  return [
    page,
    {
      label: `Mock on this machine, ${mockUrl}`,
      baseUrl: mockUrl,
      fetch,
      apiKey,
      place: 'local',
      sandbox: false,
    },
    {
      label: `Sandbox on this machine, ${sandbox.url}`,
      baseUrl: sandbox.url,
      fetch,
      apiKey,
      place: 'local',
      sandbox: true,
    },
    {
      label: 'Another host',
      baseUrl: '',
      fetch,
      apiKey: '',
      place: 'other',
      // A sandbox gives its clock to this machine alone, and no other host is asked for one.
      get sandbox() {
        return isLoopback(this.baseUrl);
      },
    },
  ];
}

/** Whether an address is this machine's own. */
export function isLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false;
  return /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(address).hostname);
}
