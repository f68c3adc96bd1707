import { codeOf } from '@connect-api/probes';
import type { SandboxOptions } from '@connect-api/sandbox';
import type { Exchange } from '@connect-api/spec';
import type { Artifact } from '../artifact.ts';
import { loadFrom } from '../bundle.ts';
import type { About, Fact } from '../facts.ts';
import { type Finding, keyOf } from '../finding.ts';
import { generateSandbox, sandboxHasRules } from '../generators.ts';
import { emptyInPath, impliedBy } from '../implied.ts';
import { compareCounts, countOf, mentionsOf } from '../mentions.ts';
import type { OperationProbes } from '../probes.ts';
import type { Answer, Server } from '../server.ts';
import * as server from '../server.ts';
import { tampering } from '../tampered-sandbox.ts';
import type { Contract } from '../written-contract.ts';
import { validatorModules } from './validators.ts';

/** Makes a fresh sandbox. */
export type Start = (options?: SandboxOptions) => Promise<Server>;

/** A status for `default`, which stands for those that the operation does not name. */
const otherStatus = 503;

export const sandbox: Artifact<Start> = {
  name: 'sandbox',
  package: '@connect-api/sandbox',
  silent(fact, contract) {
    const { kind, about } = fact;
    if (kind === 'required' && about.in === 'path')
      return 'a path without its parameter is another path';
    if (kind === 'example' && !server.exchangeOf(fact))
      return 'shows what becomes of the named requests';
    if (
      kind === 'header' &&
      isOptional(fact, contract) &&
      !sandboxHasRules(about.operationId ?? '')
    )
      return 'an answer from an example has the headers that it must have';
    if (kind === 'constraint' && about.header) return 'holds as a part of the header';
    if (kind === 'error code') return server.silentOfErrorCode(about);
    if (kind === 'security') return server.silentOfSecurity(fact, contract);
    if (about.status?.startsWith('2') && !server.isShown(about))
      return 'no named request is answered with it';
    if (about.used !== 'response') return undefined;
    if (kind === 'constraint') return 'says what readers of responses may count on';
    return wantedMentions(contract).has(keyOf(fact))
      ? undefined
      : 'no named request has it in its response';
  },
  built: async () => starter(await import('@connect-api/sandbox')),
  generate: async (document) => {
    const start = starter(
      await loadFrom('packages/sandbox/src/index.ts', {
        replaced: {
          'packages/sandbox/src/generated/contract.ts': generateSandbox(
            document,
            'none',
            sandboxHasRules,
          ),
          ...validatorModules(document),
        },
        packages: { '@connect-api/validators': 'packages/validators/src/index.ts' },
      }),
    );
    // Its own world has to fit the contract too: else there is no sandbox.
    await start();
    return start;
  },
  async check(start, facts, contract) {
    const groups = server.groupFacts(facts, contract);
    const fresh = await start();
    // Of a few facts only their operations are asked.
    const asked = new Set(
      [...groups.responses, ...groups.examples].map(({ about }) => about.operationId),
    );
    const isAsked = ({ operationId }: { operationId: string }) =>
      groups.errorCodes.length + groups.schemas.length > 0 || asked.has(operationId);
    const answers = await playExchanges(start, contract, server.exchanges.filter(isAsked));
    const provoked =
      groups.responses.length + groups.errorCodes.length > 0
        ? await provoke(start, contract, answers, contract.probes.filter(isAsked))
        : [];
    // An operation without rules answers as its example says: what the table says shows in one that has some.
    const ruled = provoked.filter(({ operationId }) => sandboxHasRules(operationId));
    const byCode = new Map(
      [...provoked, ...ruled].map(({ answer }) => [server.problemOf(answer).code, answer]),
    );
    return [
      ...(await server.judgeRequests(fresh, groups.requests, contract)),
      ...(await server.judgeSecurity(fresh, groups.security, contract)),
      ...(await server.judgeResponses(
        groups.responses,
        async ({ about }) => find(provoked, about),
        contract,
        otherStatus,
      )),
      ...groups.examples.flatMap((fact) => {
        const exchange = server.exchangeOf(fact) as Exchange;
        return server.compareExample(
          fact,
          answers.get(exchange) as Answer,
          exampleOf(contract, exchange),
          `a fresh sandbox, ${exchange.name}`,
        );
      }),
      ...server.judgeErrorCodes(groups.errorCodes, byCode),
      ...compareCounts(
        groups.schemas,
        wantedMentions(contract),
        countOf(
          mentions(
            contract,
            [...answers].map(([exchange, { body }]) => ({ ...exchange, response: body })),
          ),
        ),
        'the responses to the named requests',
      ),
      ...(await checkLifetime(start, groups.lifetimes, contract)),
    ];
  },
  unseen: (fact, contract, edit) => {
    if (fact.kind === 'operation' && edit === 'under another name')
      return 'the name of an operation is not sent';
    if (fact.kind === 'parameter' && fact.about.in === 'path') return server.namesInPath;
    return emptyInPath(fact, contract) ?? impliedBy(fact, contract);
  },
  // Its generator and its validators decide what it refuses and for how long it remembers; what it
  // answers is code.
  generated: ({ kind, about }) =>
    about.in !== undefined && kind !== 'example'
      ? true
      : kind === 'operation' ||
        kind === 'error code' ||
        (about.schema !== undefined && about.used !== 'response' && kind !== 'example'),
  tamper: tampering,
  digest: async (start) => {
    const { contract } = await (await (await start()).fetch('/__health', {})).json();
    return contract.sha256;
  },
};

function isOptional({ id }: Fact, contract: Contract): boolean {
  return optional(contract).has(id);
}

const optional = server.once(({ facts }) => {
  const required = facts.filter(({ kind }) => kind === 'required');
  return new Set(required.filter(({ value }) => value === false).map(({ id }) => id));
});

function starter({
  createSandbox,
}: Pick<typeof import('@connect-api/sandbox'), 'createSandbox'>): Start {
  return async (options) => {
    const { fetch } = createSandbox({ clock: 'frozen', onError: () => {}, ...options });
    const own = (path: string, init: RequestInit) => fetch(`http://sandbox.test${path}`, init);
    const world = await (await own('/__sandbox/world', {})).json();
    return { apiKey: world.tenants[0].apiKeys[0], fetch: own };
  };
}

/** The response to each named request, each on a fresh sandbox. */
async function playExchanges(
  start: Start,
  contract: Contract,
  exchanges: Exchange[],
): Promise<Map<Exchange, Answer>> {
  const answers = new Map();
  for (const exchange of exchanges) {
    const operation = server.probesOf(contract, exchange.operationId);
    answers.set(
      exchange,
      await server.send(await start(), contract, operation, server.requestOf(contract, exchange)),
    );
  }
  return answers;
}

/** @param exchange the response as it is written by hand */
function exampleOf({ facts }: Contract, { operationId, status, name }: Exchange) {
  const fact = facts.find(
    ({ kind, id }) => kind === 'example' && id === `${operationId} ${status} ${name}`,
  );
  return { status, response: fact?.value };
}

const wanted: WeakMap<Contract, Map<string, number>> = new WeakMap();

/** @param contract how often the named responses bear each fact out */
function wantedMentions(contract: Contract) {
  if (!wanted.has(contract)) {
    const written = server.exchanges.map((exchange) => ({
      ...exchange,
      ...exampleOf(contract, exchange),
    }));
    wanted.set(contract, countOf(mentions(contract, written)));
  }
  return wanted.get(contract) as Map<string, number>;
}

function* mentions(contract: Contract, exchanges: Exchange[]) {
  for (const { operationId, status, response } of exchanges) {
    const schema = server.responseSchema(contract, operationId, status);
    if (schema) yield* mentionsOf(`${operationId} ${status}`, schema, response);
  }
}

/** Responses with every status and every error code that there is, those to the named requests among them. */
async function provoke(
  start: Start,
  contract: Contract,
  answers: Map<Exchange, Answer>,
  operations: OperationProbes[],
) {
  const provoked = [...answers].map(([{ operationId }, answer]) => ({ operationId, answer }));
  for (const operation of operations) {
    const { operationId } = operation;
    for (const answer of [
      ...(await server.refusedAnswers(await start(), contract, operation)),
      ...(await faultAnswers(start, contract, operation)),
      ...(await idempotencyAnswers(start, contract, operation)),
    ])
      provoked.push({ operationId, answer });
  }
  return provoked;
}

function find(provoked: { operationId: string; answer: Answer }[], { operationId, status }: About) {
  const code = status === 'default' ? otherStatus : codeOf(status ?? '');
  return provoked.find((each) => each.operationId === operationId && each.answer.status === code)
    ?.answer;
}

async function faultAnswers(start: Start, contract: Contract, operation: OperationProbes) {
  const sandbox = await start();
  const answers = [];
  const ranges = operation.statuses.filter((status) => /^[45]XX$/i.test(status));
  for (const fault of [
    ...ranges.map((range) => ({ type: 'status', status: codeOf(range) })),
    { type: 'rateLimit' },
    { type: 'status', status: 500 },
    { type: 'status', status: otherStatus, retryAfter: 1 },
  ]) {
    await control(sandbox, 'faults', { faults: [fault] });
    answers.push(await server.send(sandbox, contract, operation, server.leastRequest(operation)));
  }
  return answers;
}

/** A key that is in use for another request, and one whose first request is still being processed. */
async function idempotencyAnswers(start: Start, contract: Contract, operation: OperationProbes) {
  const header = idempotencyHeader(contract, operation);
  if (!header) return [];
  const hold = { release: () => {} };
  const sleep = () =>
    new Promise<void>((resolve) => {
      hold.release = resolve;
    });
  const sandbox = await start({ sleep });
  await control(sandbox, 'faults', { faults: [{ type: 'delay', delayMs: 1 }] });
  const least = server.leastRequest(operation);
  const key = { [header]: 'in-use' };
  const first = server.send(sandbox, contract, operation, least, key);
  const locked = await server.send(sandbox, contract, operation, least, key);
  const other = await server.send(
    sandbox,
    contract,
    operation,
    { ...least, query: { other: '1' } },
    key,
  );
  hold.release();
  await first;
  return [locked, other];
}

async function checkLifetime(start: Start, facts: Fact[], contract: Contract): Promise<Finding[]> {
  const findings = [];
  for (const fact of facts) {
    const operation = server.probesOf(contract, fact.about.operationId ?? '');
    const least = server.leastRequest(operation);
    const sandbox = await start();
    const { now } = await (await sandbox.fetch('/__sandbox/clock', {})).json();
    const replayed = async (seconds: number) => {
      if (seconds > 0)
        await control(sandbox, 'clock', {
          now: new Date(Date.parse(now) + seconds * 1000).toISOString(),
        });
      const { headers } = await server.send(sandbox, contract, operation, least, {
        [fact.about.parameter ?? '']: 'same',
      });
      return headers.get('X-Request-Id');
    };
    const seconds = Number(fact.value);
    const ids = [await replayed(0), await replayed(seconds - 1), await replayed(seconds)];
    if (ids[0] === ids[1] && ids[1] !== ids[2]) continue;
    const found = ids[0] === ids[1] ? 'a longer life' : 'a shorter life';
    findings.push({ fact, found, where: `${operation.method} ${operation.path}` });
  }
  return findings;
}

function idempotencyHeader({ facts }: Contract, { operationId }: OperationProbes) {
  return facts.find(
    ({ about }) => about.operationId === operationId && about.keyword === 'lifetimeSeconds',
  )?.about.parameter;
}

async function control(sandbox: Server, name: string, body: object) {
  const response = await sandbox.fetch(`/__sandbox/${name}`, {
    method: 'PUT',
    body: JSON.stringify(body),
  });
  if (!response.ok)
    throw new Error(`PUT /__sandbox/${name}: ${response.status} ${await response.text()}`);
}
