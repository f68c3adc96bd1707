import { loadFrom } from '../bundle.js';
import { keyOf } from '../finding.js';
import { generateSandbox, sandboxHasRules } from '../generators.js';
import { emptyInPath, impliedBy } from '../implied.js';
import { compareCounts, countOf, mentionsOf } from '../mentions.js';
import * as server from '../server.js';
import { tampering } from '../tampered-sandbox.js';
import { validatorModules } from './validators.js';

/** @typedef {import('../facts.js').Fact} Fact */
/** @typedef {import('../finding.js').Finding} Finding */
/** @typedef {import('../contract.js').Contract} Contract */
/** @typedef {import('../server.js').Server} Server */
/** @typedef {import('../server.js').Answer} Answer */
/** @typedef {import('@connect-api/sandbox').SandboxOptions} SandboxOptions */

/**
 * Makes a fresh sandbox.
 *
 * @typedef {(options?: SandboxOptions) => Promise<Server>} Start
 */

/** A status for `default`, which stands for those that the operation does not name. */
const otherStatus = 503;

/** @type {import('../artifact.js').Artifact<Start>} */
export const sandbox = {
  name: 'sandbox',
  package: '@connect-api/sandbox',
  silent(fact, contract) {
    const { kind, about } = fact;
    if (kind === 'required' && about.in === 'path')
      return 'a path without its parameter is another path';
    if (kind === 'example' && !server.exchangeOf(fact))
      return 'shows what becomes of the named requests';
    if (kind === 'constraint' && about.header) return 'holds as a part of the header';
    if (kind === 'error code') return server.silentOfErrorCode(about);
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
    const provoked =
      groups.responses.length + groups.errorCodes.length > 0 ? await provoke(start, contract) : [];
    const answers =
      groups.examples.length + groups.schemas.length > 0
        ? await playExchanges(start, contract)
        : new Map();
    const byCode = new Map(provoked.map(({ answer }) => [answer.body?.code, answer]));
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
        const exchange = /** @type {import('@connect-api/spec').Exchange} */ (
          server.exchangeOf(fact)
        );
        return server.compareExample(
          fact,
          answers.get(exchange),
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

/** @param {Pick<typeof import('@connect-api/sandbox'), 'createSandbox'>} module @returns {Start} */
function starter({ createSandbox }) {
  return async (options) => {
    const { fetch } = createSandbox({ clock: 'frozen', onError: () => {}, ...options });
    const own = (/** @type {string} */ path, /** @type {RequestInit} */ init) =>
      fetch(`http://sandbox.test${path}`, init);
    const world = await (await own('/__sandbox/world', {})).json();
    return { apiKey: world.tenants[0].apiKeys[0], fetch: own };
  };
}

/**
 * The response to each named request, each on a fresh sandbox.
 *
 * @param {Start} start @param {Contract} contract
 * @returns {Promise<Map<import('@connect-api/spec').Exchange, Answer>>}
 */
async function playExchanges(start, contract) {
  const answers = new Map();
  for (const exchange of server.exchanges) {
    const operation = server.probesOf(contract, exchange.operationId);
    answers.set(
      exchange,
      await server.send(await start(), contract, operation, server.requestOf(contract, exchange)),
    );
  }
  return answers;
}

/** @param {Contract} contract @param {import('@connect-api/spec').Exchange} exchange the response as it is written by hand */
function exampleOf({ facts }, { operationId, status, name }) {
  const fact = facts.find(
    ({ kind, id }) => kind === 'example' && id === `${operationId} ${status} ${name}`,
  );
  return { status, response: fact?.value };
}

/** @type {WeakMap<Contract, Map<string, number>>} */
const wanted = new WeakMap();

/** @param {Contract} contract how often the named responses bear each fact out */
function wantedMentions(contract) {
  if (!wanted.has(contract)) {
    const written = server.exchanges.map((exchange) => ({
      ...exchange,
      ...exampleOf(contract, exchange),
    }));
    wanted.set(contract, countOf(mentions(contract, written)));
  }
  return /** @type {Map<string, number>} */ (wanted.get(contract));
}

/** @param {Contract} contract @param {import('@connect-api/spec').Exchange[]} exchanges */
function* mentions(contract, exchanges) {
  for (const { operationId, status, response } of exchanges) {
    const schema = server.responseSchema(contract, operationId, status);
    if (schema) yield* mentionsOf(`${operationId} ${status}`, schema, response);
  }
}

/**
 * Responses with every status and every error code that there is.
 *
 * @param {Start} start @param {Contract} contract
 */
async function provoke(start, contract) {
  const provoked = [];
  for (const [exchange, answer] of await playExchanges(start, contract))
    provoked.push({ operationId: exchange.operationId, answer });
  for (const operation of contract.probes) {
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

/** @param {{ operationId: string, answer: Answer }[]} provoked @param {import('../facts.js').About} about */
function find(provoked, { operationId, status }) {
  const code = status === 'default' ? otherStatus : Number(status);
  return provoked.find((each) => each.operationId === operationId && each.answer.status === code)
    ?.answer;
}

/** @param {Start} start @param {Contract} contract @param {import('../probes.js').OperationProbes} operation */
async function faultAnswers(start, contract, operation) {
  const sandbox = await start();
  const answers = [];
  for (const fault of [
    { type: 'rateLimit' },
    { type: 'status', status: 500 },
    { type: 'status', status: otherStatus, retryAfter: 1 },
  ]) {
    await control(sandbox, 'faults', { faults: [fault] });
    answers.push(await server.send(sandbox, contract, operation, server.leastRequest(operation)));
  }
  return answers;
}

/**
 * A key that is in use for another request, and one whose first request is still being processed.
 *
 * @param {Start} start @param {Contract} contract @param {import('../probes.js').OperationProbes} operation
 */
async function idempotencyAnswers(start, contract, operation) {
  const header = idempotencyHeader(contract, operation);
  if (!header) return [];
  const hold = { release: () => {} };
  const sleep = () =>
    new Promise((/** @type {(_: void) => void} */ resolve) => {
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

/** @param {Start} start @param {Fact[]} facts @param {Contract} contract @returns {Promise<Finding[]>} */
async function checkLifetime(start, facts, contract) {
  const findings = [];
  for (const fact of facts) {
    const operation = server.probesOf(contract, fact.about.operationId ?? '');
    const least = server.leastRequest(operation);
    const sandbox = await start();
    const { now } = await (await sandbox.fetch('/__sandbox/clock', {})).json();
    const replayed = async (/** @type {number} */ seconds) => {
      if (seconds > 0)
        await control(sandbox, 'clock', {
          now: new Date(Date.parse(now) + seconds * 1000).toISOString(),
        });
      const { headers } = await server.send(sandbox, contract, operation, least, {
        [fact.about.parameter ?? '']: 'same',
      });
      return headers.get('X-Request-Id');
    };
    const ids = [await replayed(0), await replayed(fact.value - 1), await replayed(fact.value)];
    if (ids[0] === ids[1] && ids[1] !== ids[2]) continue;
    const found = ids[0] === ids[1] ? 'a longer life' : 'a shorter life';
    findings.push({ fact, found, where: `${operation.method} ${operation.path}` });
  }
  return findings;
}

/** @param {Contract} contract @param {import('../probes.js').OperationProbes} operation */
function idempotencyHeader({ facts }, { operationId }) {
  return facts.find(
    ({ about }) => about.operationId === operationId && about.keyword === 'lifetimeSeconds',
  )?.about.parameter;
}

/** @param {Server} sandbox @param {string} name @param {object} body */
async function control(sandbox, name, body) {
  const response = await sandbox.fetch(`/__sandbox/${name}`, {
    method: 'PUT',
    body: JSON.stringify(body),
  });
  if (!response.ok)
    throw new Error(`PUT /__sandbox/${name}: ${response.status} ${await response.text()}`);
}
