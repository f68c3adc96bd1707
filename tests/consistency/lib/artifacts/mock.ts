import { codeOf } from '@connect-api/probes';
import type { Artifact } from '../artifact.ts';
import { loadFrom } from '../bundle.ts';
import type { Fact } from '../facts.ts';
import { keyOf } from '../finding.ts';
import { emptyInPath, impliedBy } from '../implied.ts';
import { mentionsOf } from '../mentions.ts';
import type { Server } from '../server.ts';
import * as server from '../server.ts';
import type { Contract } from '../written-contract.ts';

export type Mock = Server & { url: string; close(): Promise<void> };

/** A status for `default`, which stands for those that the operation does not name. */
const otherStatus = 503;

/** Of generated bodies: together these have every property. */
const seeds = ['one', 'two', 'three', 'four', 'five', 'six'];

export const mock: Artifact<Mock> = {
  name: 'mock',
  package: '@connect-api/mock',
  silent(fact, contract) {
    const { kind, about } = fact;
    if (kind === 'required' && about.in === 'path')
      return 'a path without its parameter is another path';
    if (about.keyword === 'lifetimeSeconds') return 'remembers nothing';
    if (kind === 'example' && !about.example)
      return 'shows the examples of operations, not those of schemas';
    if (kind === 'example' && !about.status) return 'receives requests, and shows none';
    if (kind === 'constraint' && about.header) return 'holds as a part of the header';
    if (kind === 'error code') return server.silentOfErrorCode(about);
    if (kind === 'security') return server.silentOfSecurity(fact, contract);
    if (about.used === 'response' && about.oneWay === 'request')
      return 'is in requests only, and the schema in responses';
    if (about.used === 'response' && !['property', 'format'].includes(kind))
      return 'generated bodies have any of the values, and every property';
    return undefined;
  },
  built: async () => start(await import('@connect-api/mock')),
  generate: async (document) =>
    start(
      await loadFrom('packages/mock/src/index.ts', {
        replaced: {
          'packages/mock/src/contract-file.ts': `export const readJson = () => ${JSON.stringify(JSON.stringify(document))};`,
        },
        packages: { '@connect-api/validators/details': 'packages/validators/src/details.ts' },
        external: ['@stoplight/prism-http', 'ajv', 'ajv-formats', 'ajv/*'],
      }),
    ),
  async check(mock, facts, contract) {
    const groups = server.groupFacts(facts, contract);
    return [
      ...(await server.judgeRequests(mock, groups.requests, contract)),
      ...(await server.judgeSecurity(mock, groups.security, contract)),
      ...(await server.judgeResponses(
        groups.responses,
        (fact) => respond(mock, contract, fact, fact.kind === 'status' ? ', dynamic=true' : ''),
        contract,
        otherStatus,
      )),
      ...(await checkListed(mock, facts)),
      ...(await checkExamples(mock, groups.examples, contract)),
      ...(await checkErrorCodes(mock, groups.errorCodes, contract)),
      ...(await checkGeneratedBodies(mock, groups.schemas, contract)),
    ];
  },
  unseen: (fact, contract, edit) => {
    const { kind, about } = fact;
    if (kind === 'parameter' && about.in === 'path') return server.namesInPath;
    if (about.header)
      return 'sends every header that the contract names, and a request id in any case';
    if (kind === 'error code' && edit === 'another')
      return 'an example is answered with the status that it stands under';
    if (kind === 'property' && about.used === 'response' && isEnumeration(fact, contract))
      return 'generated bodies take the values of an enumeration, whatever its type';
    return emptyInPath(fact, contract) ?? impliedBy(fact, contract);
  },
  tamper: ({ kind, about, value }) =>
    about.header !== undefined && (kind === 'header' || value === true)
      ? { name: 'left out of its answer', apply: (mock) => withoutHeader(mock, about.header ?? '') }
      : undefined,
  digest: async ({ url }) => (await (await fetch(`${url}/__health`)).json()).contract.sha256,
  close: (mock) => mock.close(),
};

async function start({ startMock }: typeof import('@connect-api/mock')): Promise<Mock> {
  const { url, close } = await startMock({ port: 0, seed: 'consistency' });
  return { apiKey: 'any-key', url, close, fetch: (path, init) => fetch(url + path, init) };
}

function isEnumeration({ about: { schema, property } }: Fact, { facts }: Contract) {
  return facts.some(
    ({ kind, about }) =>
      kind === 'enum value' && about.schema === schema && about.property === property,
  );
}

/** What a mock has answered: it remembers nothing, so that the same request gets the same again. */
const answered: WeakMap<Mock, Map<string, Promise<server.Answer | undefined>>> = new WeakMap();

/** @param prefer more of it */
function respond(mock: Mock, contract: Contract, { about }: Fact, prefer: string) {
  const known = answered.get(mock) ?? new Map();
  answered.set(mock, known);
  const code = about.status === 'default' ? otherStatus : codeOf(about.status ?? '');
  const asked = `${about.operationId} code=${code}${prefer}`;
  const answer = known.get(asked) ?? ask();
  known.set(asked, answer);
  return answer;

  async function ask() {
    const operation = contract.probes.find(({ operationId }) => operationId === about.operationId);
    return (
      operation &&
      server.send(mock, contract, operation, server.leastRequest(operation), {
        Prefer: `code=${code}${prefer}`,
      })
    );
  }
}

async function checkExamples(mock: Mock, facts: Fact[], contract: Contract) {
  const findings = [];
  for (const fact of facts) {
    const { operationId, status, example } = fact.about;
    const answer = await respond(mock, contract, fact, `, example=${example}`);
    const wanted = {
      status: status === 'default' ? otherStatus : codeOf(status ?? ''),
      response: fact.value,
    };
    if (answer)
      findings.push(
        ...server.compareExample(
          fact,
          answer,
          wanted,
          `${operationId}, Prefer: example=${example}`,
        ),
      );
  }
  return findings;
}

async function checkErrorCodes(mock: Mock, facts: Fact[], contract: Contract) {
  // Some of what is refused is refused of bodies.
  const any = contract.probes.find(({ mediaType }) => mediaType) ?? contract.probes[0];
  if (facts.length === 0 || !any) return [];
  const refusals = await server.refusedAnswers(mock, contract, any);
  const answers = new Map(refusals.map((answer) => [server.problemOf(answer).code, answer]));
  const examples = contract.facts.filter(({ kind, about }) => kind === 'example' && about.status);
  for (const fact of facts.filter(({ about }) => !answers.has(about.code))) {
    const example = examples.find(
      ({ value }) =>
        typeof value === 'object' && value && 'code' in value && value['code'] === fact.about.code,
    );
    const operation = contract.probes.find(
      ({ operationId }) => operationId === example?.about.operationId,
    );
    if (!example || !operation) continue;
    // Without a status: under `default` the mock takes it from the table.
    const Prefer = `example=${example.about.example}`;
    answers.set(
      fact.about.code,
      await server.send(mock, contract, operation, server.leastRequest(operation), { Prefer }),
    );
  }
  return server.judgeErrorCodes(facts, answers);
}

async function checkGeneratedBodies(mock: Mock, facts: Fact[], contract: Contract) {
  if (facts.length === 0) return [];
  const mentions = new Set();
  const seen = new Set();
  for (const status of contract.facts.filter(({ kind }) => kind === 'status')) {
    const { operationId = '', status: code = '' } = status.about;
    const schema = server.responseSchema(contract, operationId, code);
    // What has a name is the same wherever it is answered.
    if (!schema || seen.has(schema.ref)) continue;
    if (schema.ref !== undefined) seen.add(schema.ref);
    // Each leaves out some of what may be missing.
    for (const seed of seeds) {
      const prefer = `, dynamic=true, seed=${seed}`;
      // Without an answer nothing is shown of the facts.
      const answer = await respond(mock, contract, status, prefer).catch(() => undefined);
      if (!answer) continue;
      for (const key of mentionsOf(`${operationId} ${code}`, schema, answer.body))
        mentions.add(key);
    }
  }
  const isWithinItself = recursion(contract.facts);
  return facts
    .filter((fact) => !mentions.has(keyOf(fact)) && !isWithinItself(fact))
    .map((fact) => ({ fact, found: 'not in a generated body', where: 'Prefer: dynamic=true' }));
}

/** Tells what leads back to the schema that it is in, which a generated body ends at. */
function recursion(facts: Fact[]): (fact: Fact) => boolean {
  const within = new Map<string, string[]>();
  for (const { kind, value, about } of facts) {
    if (kind !== 'property' || !about.schema) continue;
    const named = String(value).match(/[\w.-]+/g) ?? [];
    within.set(about.schema, [...(within.get(about.schema) ?? []), ...named]);
  }
  const leadsTo = (from: string, to: string, seen = new Set<string>()): boolean => {
    if (from === to) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return (within.get(from) ?? []).some((each) => leadsTo(each, to, seen));
  };
  return ({ kind, value, about: { schema = '' } }) =>
    kind === 'property' &&
    !/^(array|map) of/.test(String(value)) &&
    (String(value).match(/[\w.-]+/g) ?? []).some(
      (each) => within.has(each) && leadsTo(each, schema),
    );
}

/** An operation in the mock's own list. */
interface Listed {
  operationId: string;
  responses: Record<string, unknown>;
}

/** Under `default` the mock answers with any status: its own list says which ones it knows. */
async function checkListed(mock: Mock, facts: Fact[]) {
  const listed = facts.filter(({ kind }) => kind === 'status' || kind === 'operation');
  if (listed.length === 0) return [];
  const list: Listed[] = await (await mock.fetch('/__examples', {})).json();
  return listed
    .filter(({ about }) => {
      const own = list.find(({ operationId }) => operationId === about.operationId);
      return about.status === undefined ? !own : own?.responses[about.status] === undefined;
    })
    .map((fact) => ({ fact, found: 'nothing', where: '/__examples' }));
}

function withoutHeader(mock: Mock, name: string): Mock {
  return {
    ...mock,
    fetch: async (path, init) => {
      const { body, status, headers } = await mock.fetch(path, init);
      const rest = new Headers(headers);
      rest.delete(name);
      return new Response(body, { status, headers: rest });
    },
  };
}
