import { runConformance } from '@connect-api/conformance';
import { createSandbox } from '@connect-api/sandbox';
import { document, exchangesOf } from '@connect-api/spec';
import type { Shown } from './pins.ts';

/** Every exchange that ends with an error shows its code: client-and-sandbox.test.ts plays them all. */
function exchangeCases(): Shown[] {
  return exchangesOf(document)
    .filter(({ response }) => typeof response?.code === 'string')
    .map(({ operationId, name, summary, response }) => ({
      id: `${operationId}, exchange ${name}`,
      title: summary ?? '',
      cites: `Error codes › ${response.code}`,
    }));
}

/** All that the conformance suite finds out, with what it cites: a run that ends at once tells it. */
export async function allCases(): Promise<Shown[]> {
  const { fetch } = createSandbox({ clock: 'frozen' });
  const { results } = await runConformance({
    baseUrl: 'http://sandbox.test',
    apiKey: 'sandbox-harbour-1',
    fetch: fetch as typeof globalThis.fetch,
    limits: { requests: 5 },
  });
  return [...results, ...exchangeCases()];
}
