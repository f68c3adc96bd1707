import { createSandbox } from '@connect-api/sandbox';
import { sandbox } from '../site/samples/servers.ts';
import { createControl } from './control.ts';

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
  sandbox: boolean;
}

/** Everything that the console can talk to, the sandbox in the page first. */
export async function createTargets(mockUrl: string): Promise<Target[]> {
  // Its clock stands until the reader moves it, so that every example comes true.
  const { fetch: pageFetch } = createSandbox({ clock: 'frozen' });
  const page: Target = {
    label: 'Sandbox in this page',
    baseUrl: sandbox.url,
    fetch: pageFetch,
    apiKey: '',
    place: 'page',
    sandbox: true,
  };
  const { tenants } = await createControl(page).world();
  page.apiKey = tenants[0]?.apiKeys[0] ?? '';
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
    { label: 'Another host', baseUrl: '', fetch, apiKey: '', place: 'other', sandbox: false },
  ];
}
