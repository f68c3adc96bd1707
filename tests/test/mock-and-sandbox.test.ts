// The mock (Prism) and the sandbox (our validators) are two independent readings of one contract. They
// get the same requests and must agree: on the refusal, or that the request fits.
//
// Left out is what the document cannot say, because it takes state, a clock or known keys:
// - which API keys there are (every request here has one that the sandbox knows, or none)
// - whether an idempotency key was used before (409; each request here meets a fresh sandbox)
// - whether subscription, tenant, add-on and offering allow it (403, 404, 409)
// - whether a date has passed, and which of several add-ons is meant (400)
// - how large merged metadata are, and how deep JSON may be nested (400)
import {
  generateRequests,
  type PlainRequest,
  type Verdict,
} from '@connect-api/conformance/requests';
import { startMock } from '@connect-api/mock';
import { createSandbox } from '@connect-api/sandbox';
import { document, operationsOf } from '@connect-api/spec';
import { operations as validators } from '@connect-api/validators';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

type Send = (request: PlainRequest) => Promise<Response>;

const sandbox = createSandbox({ clock: 'frozen' });
let mock: Awaited<ReturnType<typeof startMock>>;

beforeAll(async () => {
  mock = await startMock({ port: 0 });
});

afterAll(() => mock.close());

const toMock: Send = (request) => fetch(`${mock.url}${request.url}`, initOf(request));

const toSandbox: Send = async (request) => {
  await sandbox.fetch('http://sandbox.test/__sandbox/reset', { method: 'POST' });
  return sandbox.fetch(`http://sandbox.test${request.url}`, initOf(request));
};

const world = await (await sandbox.fetch('http://sandbox.test/__sandbox/world')).json();
const apiKey = world.tenants[0].apiKeys[0];

const operations = operationsOf(document).map(({ operationId }) => operationId);

describe.each(operations)('mock and sandbox agree on %s', (operationId) => {
  const { variants, twiceBroken } = generateRequests(operationId, apiKey);
  const validator = validators.find((each) => each.operationId === operationId)!;

  test.each(variants.map((each) => [each.verdict, each.name, each] as const))(
    '%s for a request %s',
    (verdict, _, { requests }) => agree(requests, { verdict }),
  );

  test('whatever two things are wrong', () =>
    agree(
      twiceBroken.map(({ request }) => request),
      { numRuns: 100 },
    ));

  test('unless the sandbox accepts what it should refuse', async () => {
    const [fine] = fc.sample(variants[0]!.requests, { numRuns: 1, seed: 4711 });
    const { requests } = variants.find(({ verdict }) => verdict === '400')!;
    const found = agree(requests, { send: () => toSandbox(fine!) });
    await expect(found).rejects.toThrow(/Counterexample: \[{"method":/);
  });

  function agree(
    requests: fc.Arbitrary<PlainRequest>,
    {
      verdict,
      send = toSandbox,
      numRuns = 6,
    }: { verdict?: Verdict; send?: Send; numRuns?: number },
  ) {
    const property = fc.asyncProperty(requests, async (request) => {
      const mock = await verdictOf(request, await toMock(request));
      const sandbox = await verdictOf(request, await send(request));
      expect({ mock, sandbox }).toEqual({ mock: verdict ?? mock, sandbox: verdict ?? mock });
    });
    return fc.assert(property, { seed: 4711, numRuns });
  }

  async function verdictOf({ method }: PlainRequest, response: Response) {
    const { status, headers } = response;
    const text = await response.text();
    if (method === 'HEAD') {
      expect(text).toBe('');
      return String(status);
    }
    const body = text === '' ? undefined : JSON.parse(text);
    const { valid, ...rest } = validator.response(status, { headers, body });
    expect(valid ? {} : rest).toEqual({});
    const missing = status === 404 && body.code !== 'NOT_FOUND';
    return response.ok || status === 403 || status === 409 || missing ? 'accepted' : String(status);
  }
});

function initOf({ method, headers, body }: PlainRequest): RequestInit {
  // As bytes, because Fetch would give a text a media type of its own.
  const bytes = body === undefined ? null : Buffer.from(body);
  return { method, headers, body: bytes };
}
