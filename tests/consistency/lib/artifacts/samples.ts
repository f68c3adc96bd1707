// The samples of the docs: the code that a reader copies, run.

import type { createConnectClient } from '@connect-api/client';
import * as addresses from '@connect-api/docs/addresses';
import { pageAt } from '@connect-api/docs/testing';
import {
  document,
  type Exchange,
  exchangesOf,
  fillPath,
  type OpenApiDocument,
  operationsOf,
  requestOf as sentBy,
} from '@connect-api/spec';
import type { Artifact } from '../artifact.ts';
import { loadFrom } from '../bundle.ts';
import type { Fact } from '../facts.ts';
import { brief, same } from '../finding.ts';
import { apiKeyHeader, exchangeOf, exchanges } from '../server.ts';
import { shellWords } from '../shell.ts';
import type { Contract } from '../written-contract.ts';
import { client } from './client.ts';

export type Named = { operationId: string; name: string };

export interface Samples {
  /** the code in each language by which an exchange's request is sent */
  of: (exchange: Named) => Record<string, string>;
  /** the client that they use */
  createConnectClient: CreateClient;
}

export type CreateClient = typeof createConnectClient;

/** What makes the samples of the docs. */
interface SampleMaker {
  samplesOf: (exchange: Exchange) => { id: string; code: string }[];
}

export interface Sent {
  method: string;
  path: string;
  /** with its question mark, where there is one */
  query: string;
  headers: Headers;
  /** parsed JSON */
  body: unknown;
}

const operations = operationsOf(document);

export const samples: Artifact<Samples> = {
  name: 'samples',
  package: '@connect-api/docs',
  silent(fact) {
    const { kind, about } = fact;
    if (kind === 'parameter' && !isShown(about)) return 'no example has it';
    if (kind === 'security' && !isKey(fact)) return 'they send the API key';
    if (['operation', 'parameter', 'security'].includes(kind)) return undefined;
    if (kind === 'example' && !about.status && exchangeOf(fact)) return undefined;
    if (kind === 'example') return 'show requests that the contract names';
    return 'as far as the examples have it, it shows there';
  },
  built: async () => ({ of: builtSamples, ...(await import('@connect-api/client')) }),
  generate: async (changed) => {
    const { samplesOf } = await loadFrom<SampleMaker>('docs/src/site/samples/samples.ts', {
      replaced: { 'docs/contract.ts': contractModule(changed) },
      packages: { '@connect-api/spec': 'docs/contract.ts' },
    });
    const exchanges = exchangesOf(changed);
    return {
      of: ({ operationId, name }: Named) => {
        const exchange = exchanges.find(
          (each) => each.operationId === operationId && each.name === name,
        );
        const samples = exchange ? samplesOf(exchange) : [];
        return Object.fromEntries(samples.map(({ id, code }) => [id, code]));
      },
      ...(await client.generate(document)),
    };
  },
  async check(samples, facts, contract) {
    const requestsOf = runOnce(samples);
    const findings = [];
    for (const fact of facts) {
      for (const exchange of exchangesFor(fact, contract)) {
        const found = differs(fact, await requestsOf(exchange), exchange, contract);
        if (found === undefined) continue;
        findings.push({
          fact,
          found,
          where: `${addresses.operation(exchange.operationId)}#sample-${exchange.name}`,
        });
        break;
      }
    }
    return findings;
  },
  unseen: ({ kind }, _, edit) =>
    kind === 'parameter' && edit === 'of another type' ? 'show values, not types' : undefined,
  digest: async () => {
    const title = pageAt(addresses.reference)?.$('.site-footer code').attr('title');
    return /[0-9a-f]{64}/.exec(title ?? '')?.[0];
  },
};

/** @returns as the built docs show them */
function builtSamples({ operationId, name }: Named): Record<string, string> {
  const { $ } = pageAt(addresses.operation(operationId)) ?? {};
  if (!$) return {};
  const blocks = $(`[id="sample-${name}"] [data-language]:has(> pre)`).toArray();
  return Object.fromEntries(
    blocks.map((block) => [block.attribs['data-language'], $(block).children('pre').text()]),
  );
}

/** @param document stands in for @connect-api/spec */
function contractModule(document: OpenApiDocument) {
  return `export * from '../spec/lib/contract.ts';
export * from '../spec/lib/request.ts';
export const document = ${JSON.stringify(document)};
export const digest = 'none';`;
}

/** @param contract the exchanges whose samples show it */
function exchangesFor(fact: Fact, contract: Contract) {
  const own = exchangeOf(fact);
  if (fact.about.example && own) return [own];
  const ids = fact.about.operationId
    ? [fact.about.operationId]
    : contract.probes
        .map(({ operationId }) => operationId)
        .filter((id) => fact.kind !== 'security' || needs(contract, id, fact.id));
  return ids.flatMap((id) => exchanges.find(({ operationId }) => operationId === id) ?? []);
}

function needs({ facts }: Contract, operationId: string, scheme: string): boolean {
  return facts.some(
    ({ kind, value, about }) =>
      kind === 'security' && about.operationId === operationId && value === scheme,
  );
}

/** What the sample of one language sends, or why it sends nothing. */
type Run = [language: string, sent: Sent | string];

/** @returns runs the samples of an exchange when they are asked for first: the same code sends the same */
function runOnce(samples: Samples): (exchange: Exchange) => Promise<Run[]> {
  const runs: Map<Exchange, Promise<Run[]>> = new Map();
  return (exchange) => {
    const known = runs.get(exchange) ?? runAll(samples, exchange);
    runs.set(exchange, known);
    return known;
  };
}

function runAll(samples: Samples, exchange: Exchange): Promise<Run[]> {
  const codes = samples.of(exchange);
  return Promise.all(
    Object.entries(languages).map(async ([language, send]): Promise<Run> => {
      const code = codes[language];
      if (code === undefined) return [language, 'no sample'];
      return [
        language,
        await send(code, samples.createConnectClient).catch((error: Error) => error.message),
      ];
    }),
  );
}

function differs(fact: Fact, runs: Run[], exchange: Exchange, contract: Contract) {
  for (const [language, sent] of runs) {
    const found = typeof sent === 'string' ? sent : requestDiffers(fact, sent, exchange, contract);
    if (found !== undefined) return `${language}: ${found}`;
  }
  return undefined;
}

function requestDiffers(
  { kind, value, about }: Fact,
  sent: Sent,
  exchange: Exchange,
  contract: Contract,
) {
  const wanted = sentBy(document, exchange);
  const [method, template] = kind === 'operation' ? String(value).split(' ') : [];
  const place = `${sent.method} ${sent.path}`;
  if (
    kind === 'operation' &&
    place !== `${method} ${fillPath(template ?? '', exchange.pathParameters)}`
  )
    return place;
  if (kind === 'security')
    return sent.headers.has(apiKeyHeader(contract)) ? undefined : `no ${apiKeyHeader(contract)}`;
  if (kind === 'example' && about.in === 'body')
    return same(sent.body, value) ? undefined : brief(sent.body);
  if (kind === 'example') return exampleDiffers(about, sent, value);
  if (about.in === 'header')
    return sent.headers.has(about.parameter ?? '') ? undefined : `no ${about.parameter}`;
  if (about.in === 'cookie') {
    const cookie = sent.headers.get('Cookie') ?? 'no cookie';
    return cookie === wanted.headers['Cookie'] ? undefined : cookie;
  }
  const path = sent.path + sent.query;
  return withSpaces(path) === withSpaces(wanted.path) ? undefined : path;
}

/** A space in a query is written in two ways, which say the same; so are signs that a URL may have. */
function withSpaces(address: string): string {
  const { pathname, searchParams } = new URL(address, 'http://server.test');
  return `${pathname}?${searchParams}`;
}

function exampleDiffers(
  { in: place, parameter = '' }: Fact['about'],
  sent: Sent,
  value: Fact['value'],
) {
  if (place === 'path')
    return sent.path.split('/').includes(encodeURIComponent(String(value))) ? undefined : sent.path;
  const found = {
    query: sent.query,
    header: sent.headers.get(parameter),
    cookie: sent.headers.get('Cookie'),
  };
  const text = found[place as 'query'] ?? '';
  const texts = typeof value === 'object' && value ? Object.values(value) : [value];
  const isThere = texts.every((each) =>
    decodeURIComponent(text.replaceAll('+', ' ')).includes(String(each)),
  );
  return isThere ? undefined : `${parameter}: ${text}`;
}

/** Whether a sample has the parameter: an optional one shows only where an example gives it a value. */
function isShown({ operationId, in: place = '', parameter = '' }: Fact['about']): boolean {
  if (place === 'path') return true;
  const first = exchanges.find((each) => each.operationId === operationId);
  const isIdempotency = operations
    .find((each) => each.operationId === operationId)
    ?.parameters.some((each) => each.name === parameter && each['x-idempotency']);
  return isIdempotency || parameter in (first?.parameters[place as 'query'] ?? {});
}

/** Whether the scheme that an operation needs is the API key. */
function isKey({ id, value, about }: Fact): boolean {
  const name = about.keyword === 'scheme' ? id : String(value);
  return document.components.securitySchemes[name]?.type === 'apiKey';
}

const languages: Record<string, (code: string, createClient: CreateClient) => Promise<Sent>> = {
  curl: async (code) => {
    const [program, ...words] = shellWords(code);
    if (program !== 'curl') throw new Error(`runs ${program}`);
    const option = (name: string) =>
      words.flatMap((word, index) => (words[index - 1] === name ? [word] : []));
    const url = words.find((word) => /^https?:/.test(word)) ?? '';
    const headers = option('-H').map(
      (line) => line.split(/: (.*)/s).slice(0, 2) as [string, string],
    );
    const [body] = option('-d');
    return sentOf(
      new Request(url, {
        method: option('-X')[0] ?? 'GET',
        headers,
        ...(body !== undefined && { body }),
      }),
    );
  },
  client: async (code, createClient) =>
    sentOf((await run(code.replace(/^import .*$/m, ''), createClient))[0]),
  fetch: async (code, createClient) => sentOf((await run(code, createClient))[0]),
};

/** @returns what the code sends */
async function run(code: string, createConnectClient: CreateClient): Promise<Request[]> {
  const requests: Request[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    requests.push(new Request(input, init));
    return Response.json({});
  };
  const create: CreateClient = (options) => createConnectClient({ ...options, fetch });
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
  await new AsyncFunction('fetch', 'createConnectClient', 'console', code)(fetch, create, {
    log() {},
  });
  return requests;
}

async function sentOf(request: Request | undefined): Promise<Sent> {
  if (!request) throw new Error('sends no request');
  const text = await request.text();
  const { method, headers } = request;
  return {
    method,
    path: new URL(request.url).pathname,
    query: new URL(request.url).search,
    headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}
