// The client, through the `fetch` that it is given.

import { codeOf } from '@connect-api/probes';
import { fillPath } from '@connect-api/spec';
import type { Artifact } from '../artifact.ts';
import { loadFrom } from '../bundle.ts';
import type { About, Fact } from '../facts.ts';
import { brief } from '../finding.ts';
import { generateClient } from '../generators.ts';
import type { OperationProbes, RequestParts } from '../probes.ts';
import { apiKeyHeader, asSent, leastRequest, probesOf } from '../server.ts';
import type { Contract } from '../written-contract.ts';

export type Client = Pick<
  typeof import('@connect-api/client'),
  'createConnectClient' | 'contractDigest'
>;

const apiKey = 'the-api-key';

export const client: Artifact<Client> = {
  name: 'client',
  package: '@connect-api/client',
  silent({ kind, about }, contract) {
    if (kind === 'error code' && !['repeat', 'delayMs'].includes(about.keyword ?? ''))
      return 'hands errors over as they come';
    if (kind === 'error code' && about.scope === 'server')
      return 'no operation of the contract gets it';
    if (kind === 'required' && about.in === 'path')
      return 'a path without its parameter is another path';
    if (['operation', 'status', 'security', 'error code'].includes(kind)) return undefined;
    if (kind === 'header' || about.header) return 'hands the response over as it comes';
    if (kind === 'example') return 'shows none';
    if (kind === 'parameter') return undefined;
    // Of all constraints the client itself needs those of the idempotency key.
    if (kind === 'constraint' && about.parameter && isIdempotencyKey(about, contract))
      return undefined;
    return 'sends what it is given; the types hold it';
  },
  built: () => import('@connect-api/client'),
  generate: (document) =>
    loadFrom('packages/client/src/index.ts', {
      replaced: {
        'packages/client/src/generated/contract.ts':
          generateClient(document, 'none')['contract.ts'] ?? '',
      },
    }),
  text: (document) => Object.values(generateClient(document, 'none')).join(),
  async check({ createConnectClient }, facts, contract) {
    const findings = [];
    for (const fact of facts) {
      const operations = fact.about.operationId
        ? [probesOf(contract, fact.about.operationId)]
        : contract.probes.slice(0, 1);
      for (const operation of operations) {
        const found = await differs(fact, new Calls(createConnectClient, operation), contract);
        if (found !== undefined)
          findings.push({ fact, found, where: `@connect-api/client, ${operation.operationId}()` });
      }
    }
    return findings;
  },
  unseen: ({ kind }, _, edit) =>
    kind === 'parameter' && edit === 'of another type'
      ? 'the types hold what it is given'
      : undefined,
  generated: ({ kind }) => kind !== 'status',
  tamper: ({ kind }) =>
    kind === 'status' ? { name: 'taken for its opposite', apply: swapped } : undefined,
  digest: async ({ contractDigest }) => contractDigest,
};

function isIdempotencyKey({ operationId, parameter }: About, { facts }: Contract) {
  return facts.some(
    ({ about }) =>
      about.operationId === operationId &&
      about.parameter === parameter &&
      about.keyword === 'lifetimeSeconds',
  );
}

/** Calls of one operation through a client whose server and clock are ours. */
class Calls {
  sent: { request: Request; delay?: number }[] = [];
  now = 0;
  readonly createConnectClient: Client['createConnectClient'];
  readonly operation: OperationProbes;

  constructor(createConnectClient: Client['createConnectClient'], operation: OperationProbes) {
    this.createConnectClient = createConnectClient;
    this.operation = operation;
  }

  async call(
    { path, query, header, cookie, body }: RequestParts,
    respond: () => Response,
    { idempotencyKey, random = 0 }: { idempotencyKey?: string | undefined; random?: number } = {},
  ) {
    const client = this.createConnectClient({
      baseUrl: 'http://server.test',
      apiKey,
      random: () => random,
      clock: {
        now: () => this.now,
        after: (delay, callback) => {
          // No time passes. What is longer than any delay is a time limit: nothing runs into it, and a
          // short one is called off by the response that is there already.
          const timer = delay < 29_000 ? setImmediate(callback) : undefined;
          return () => clearImmediate(timer);
        },
      },
      totalTimeout: Number.POSITIVE_INFINITY,
      fetch: async (url, init) => {
        this.sent.push({ request: new Request(url, init) });
        return respond();
      },
      onRetry: ({ delay }) => {
        const last = this.sent.at(-1);
        if (last) last.delay = delay;
      },
    });
    return methodOf(
      client,
      this.operation.operationId,
    )({
      params: { path, query, header, cookie },
      ...(body !== undefined && { body }),
      ...(idempotencyKey !== undefined && { idempotencyKey }),
    });
  }
}

async function differs(fact: Fact, calls: Calls, contract: Contract): Promise<string | undefined> {
  const least = leastRequest(calls.operation);
  try {
    switch (fact.kind) {
      case 'operation':
        return await requestDiffers(calls, least, ({ method, url }) => [
          `${method} ${new URL(url).pathname}`,
          `${calls.operation.method} ${fillPath(calls.operation.path, asSent(calls.operation, least).path)}`,
        ]);
      case 'security':
        return await requestDiffers(calls, least, ({ headers }) => [
          headers.get(apiKeyHeader(contract)),
          apiKey,
        ]);
      case 'parameter':
        return await parameterDiffers(fact, calls, least);
      case 'constraint':
        return await constraintDiffers(fact, calls, least);
      case 'status':
        return await statusDiffers(fact, calls, least);
      default:
        return await repetitionDiffers(fact, calls, least, contract);
    }
  } catch (error) {
    return (error as Error).message;
  }
}

const ok = () => Response.json({});

async function requestDiffers(
  calls: Calls,
  request: RequestParts,
  look: (request: Request) => [found: unknown, wanted: unknown],
  options?: { idempotencyKey?: string | undefined },
) {
  await calls.call(request, ok, options);
  const sent = calls.sent[0]?.request;
  if (!sent) return 'no request';
  const [found, wanted] = look(sent);
  return found === wanted ? undefined : brief(found);
}

function parameterDiffers(
  { about: { in: place = '', parameter = '' }, id }: Fact,
  calls: Calls,
  least: RequestParts,
) {
  const probe = calls.operation.requests.find(
    ({ fact, verdict }) => fact === `parameter ${id}` && verdict === 'accepted',
  );
  const request = probe?.request ?? least;
  const wanted = asSent(calls.operation, request);
  const isKey = calls.operation.parameters.some(
    (each) => each.name === parameter && each['x-idempotency'],
  );
  return requestDiffers(
    calls,
    isKey ? least : request,
    ({ url, headers }) => {
      const { pathname, searchParams } = new URL(url);
      if (place === 'header')
        return [unspaced(headers.get(parameter)), unspaced(wanted.headers[parameter])];
      if (place === 'cookie')
        return [sorted(headers.get('Cookie'), '; '), sorted(wanted.headers['Cookie'], '; ')];
      if (place === 'query')
        return [sorted(searchParams.toString(), '&'), sorted(wanted.query, '&')];
      return [pathname, fillPath(calls.operation.path, wanted.path)];
    },
    isKey ? { idempotencyKey: String(request.header[parameter]) } : {},
  );
}

/** Between the items of a list there may be a space (RFC 9110, 5.6.1). */
function unspaced(header: string | null | undefined) {
  return header?.replaceAll(', ', ',');
}

/** What comes first says nothing, but among the values of one parameter. */
function sorted(text: string | null | undefined, between: string) {
  const nameOf = (part: string) => part.replace(/=.*/s, '');
  return text
    ?.split(between)
    .sort((one, other) => nameOf(one).localeCompare(nameOf(other)))
    .join(between);
}

async function constraintDiffers({ about, id, value }: Fact, calls: Calls, least: RequestParts) {
  if (about.keyword === 'lifetimeSeconds') return lifetimeDiffers(Number(value), calls, least);
  for (const { fact, verdict, request } of calls.operation.requests) {
    if (fact !== `constraint ${id}`) continue;
    const key = request.header[about.parameter ?? ''];
    calls.sent = [];
    const refused = await calls.call(least, ok, { idempotencyKey: String(key) }).then(
      () => false,
      () => true,
    );
    if (refused !== (verdict === 'refused'))
      return `${refused ? 'refuses' : 'sends'} ${brief(key)}`;
  }
  return undefined;
}

/** A repetition after the key's life would be executed again. */
async function lifetimeDiffers(seconds: number, calls: Calls, least: RequestParts) {
  const repeats = async (at: number) => {
    calls.sent = [];
    calls.now = 0;
    await calls.call(least, () => {
      calls.now = at;
      return Response.json({}, { status: calls.sent.length > 1 ? 200 : 503 });
    });
    return calls.sent.length > 1;
  };
  if (!(await repeats(seconds * 1000 - 1))) return 'repeats not as long as the key lives';
  return (await repeats(seconds * 1000)) ? 'repeats after the end of the key' : undefined;
}

async function statusDiffers({ about, value }: Fact, calls: Calls, least: RequestParts) {
  const status = codeOf(about.status ?? '');
  const headers = { 'Retry-After': '99999' };
  const isEmpty = value === 'no body';
  const { data, error } = await calls.call(least, () =>
    isEmpty
      ? new Response(null, { status, headers })
      : Response.json({ message: 'm', code: 'c' }, { status, headers }),
  );
  const good = status < 400;
  if (good && isEmpty) return error === undefined ? undefined : 'an error';
  if (good === (data !== undefined) && good === (error === undefined)) return undefined;
  return good ? 'an error' : 'data';
}

async function repetitionDiffers(
  { about: { code } }: Fact,
  calls: Calls,
  least: RequestParts,
  { facts }: Contract,
) {
  const entry = Object.fromEntries(
    facts
      .filter(({ kind, about }) => kind === 'error code' && about.code === code)
      .map(({ about, value }) => [about.keyword, value]),
  );
  const delayWith = async (random: number) => {
    calls.sent = [];
    await calls.call(
      least,
      () =>
        // A locked key is asked for again until the total time is over, and here no time passes.
        calls.sent.length > 1
          ? ok()
          : Response.json(
              { message: 'm', code },
              {
                status: entry['status'],
                headers: entry['repeat'] === 'retryAfter' ? { 'Retry-After': '7' } : {},
              },
            ),
      { random },
    );
    return calls.sent[0]?.delay;
  };
  const delays = [await delayWith(0), await delayWith(0.999999)];
  switch (entry['repeat']) {
    case 'never':
      return delays[0] === undefined ? undefined : 'repeats it';
    case 'retryAfter':
      return delays.every((delay) => delay === 7000) ? undefined : `repeats after ${delays} ms`;
    case 'jitter':
      return delays[0] === entry['delayMs'].min &&
        Math.round(delays[1] ?? 0) === entry['delayMs'].max
        ? undefined
        : `repeats after ${delays} ms`;
    default:
      return delays[0] === 0 && Number(delays[1]) > 0 ? undefined : `repeats after ${delays} ms`;
  }
}

/** A method of a client, whatever its operation. */
export function methodOf(client: object, operationId: string): Method {
  return (client as Record<string, Method>)[operationId] as Method;
}

type Method = (init: object) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

/** @param client one that takes data for errors and errors for data */
function swapped(client: Client): Client {
  const create: Client['createConnectClient'] = (options) => {
    const own = client.createConnectClient(options);
    const methods = Object.keys(own).map((name) => [
      name,
      async (init: object) => {
        const { data, error, response } = await methodOf(own, name)(init);
        return { data: error, error: data, response };
      },
    ]);
    return Object.fromEntries(methods);
  };
  return { ...client, createConnectClient: create };
}
