// The samples of the docs: the code that a reader copies, run.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as addresses from '@connect-api/docs/addresses.js';
import { document, exchangesOf, fillPath } from '@connect-api/spec';
import { load } from 'cheerio';
import { loadFrom, repository } from '../bundle.js';
import { brief, same } from '../finding.js';
import { apiKeyHeader, exchangeOf, exchanges } from '../server.js';
import { shellWords } from '../shell.js';
import { client } from './client.js';

/** @typedef {import('../facts.js').Fact} Fact */
/** @typedef {import('../contract.js').Contract} Contract */
/** @typedef {{ operationId: string, name: string }} Named */

/**
 * @typedef {object} Samples
 * @property {(exchange: Named) => Record<string, string>} of the code in each language by which an exchange's request is sent
 * @property {CreateClient} createConnectClient the client that they use
 */

/** @typedef {typeof import('@connect-api/client').createConnectClient} CreateClient */

/**
 * @typedef {object} Sent
 * @property {string} method
 * @property {string} path
 * @property {Headers} headers
 * @property {any} body parsed JSON
 */

/** @type {import('../artifact.js').Artifact<Samples>} */
export const samples = {
  name: 'samples',
  package: '@connect-api/docs',
  silent(fact) {
    const { kind, about } = fact;
    if (['operation', 'parameter', 'security'].includes(kind)) return undefined;
    if (kind === 'example' && !about.status && exchangeOf(fact)) return undefined;
    if (kind === 'example') return 'show requests that the contract names';
    return 'as far as the examples have it, it shows there';
  },
  built: async () => ({ of: builtSamples, ...(await import('@connect-api/client')) }),
  generate: async (changed) => {
    const { samplesOf } = await loadFrom('docs/src/site/samples/samples.ts', {
      replaced: { 'docs/contract.js': contractModule(changed) },
      packages: { '@connect-api/spec': 'docs/contract.js' },
    });
    const exchanges = exchangesOf(changed);
    return {
      of: (/** @type {Named} */ { operationId, name }) => {
        const exchange = exchanges.find(
          (each) => each.operationId === operationId && each.name === name,
        );
        /** @type {{ id: string, code: string }[]} */
        const samples = exchange ? samplesOf(exchange) : [];
        return Object.fromEntries(samples.map(({ id, code }) => [id, code]));
      },
      ...(await client.generate(document)),
    };
  },
  async check(samples, facts, contract) {
    const findings = [];
    for (const fact of facts) {
      for (const exchange of exchangesFor(fact, contract)) {
        const found = await differs(fact, samples, exchange, contract);
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
    const file = path.join(repository, 'docs/dist', addresses.reference, 'index.html');
    return /[0-9a-f]{64}/.exec(page(file)('.site-footer code').attr('title') ?? '')?.[0];
  },
};

/** @param {Named} exchange @returns {Record<string, string>} as the built docs show them */
function builtSamples({ operationId, name }) {
  const file = path.join(repository, 'docs/dist', addresses.operation(operationId), 'index.html');
  if (!existsSync(file)) return {};
  const $ = page(file);
  const blocks = $(`[id="sample-${name}"] [data-language]:has(> pre)`).toArray();
  return Object.fromEntries(
    blocks.map((block) => [block.attribs['data-language'], $(block).text()]),
  );
}

/** @type {Map<string, import('cheerio').CheerioAPI>} */
const pages = new Map();

/** @param {string} file */
function page(file) {
  const known = pages.get(file) ?? load(readFileSync(file, 'utf8'));
  pages.set(file, known);
  return known;
}

/** @param {any} document stands in for @connect-api/spec */
function contractModule(document) {
  return `export * from '../spec/lib/contract.js';
export const document = ${JSON.stringify(document)};
export const digest = 'none';`;
}

/** @param {Fact} fact @param {Contract} contract the exchanges whose samples show it */
function exchangesFor(fact, contract) {
  const own = exchangeOf(fact);
  if (fact.about.example && own) return [own];
  const ids = fact.about.operationId
    ? [fact.about.operationId]
    : contract.probes.map(({ operationId }) => operationId);
  return ids.flatMap((id) => exchanges.find(({ operationId }) => operationId === id) ?? []);
}

/** @param {Fact} fact @param {Samples} samples @param {import('@connect-api/spec').Exchange} exchange @param {Contract} contract */
async function differs(fact, samples, exchange, contract) {
  const codes = samples.of(exchange);
  for (const [language, run] of Object.entries(languages)) {
    const code = codes[language];
    if (code === undefined) return `no sample for ${language}`;
    const sent = await run(code, samples.createConnectClient).catch(
      (/** @type {Error} */ error) => error.message,
    );
    if (typeof sent === 'string') return `${language}: ${sent}`;
    const found = requestDiffers(fact, sent, exchange, contract);
    if (found !== undefined) return `${language}: ${found}`;
  }
  return undefined;
}

/** @param {Fact} fact @param {Sent} sent @param {import('@connect-api/spec').Exchange} exchange @param {Contract} contract */
function requestDiffers({ kind, value, about }, sent, exchange, contract) {
  const wanted = fillPath(exchange.path, exchange.pathParameters);
  const [method, template] = kind === 'operation' ? value.split(' ') : [];
  const place = `${sent.method} ${sent.path}`;
  if (kind === 'operation' && place !== `${method} ${fillPath(template, exchange.pathParameters)}`)
    return place;
  if (kind === 'security')
    return sent.headers.has(apiKeyHeader(contract)) ? undefined : `no ${apiKeyHeader(contract)}`;
  if (kind === 'example' && about.in === 'body')
    return same(sent.body, value) ? undefined : brief(sent.body);
  if (kind === 'example')
    return sent.path.split('/').includes(encodeURIComponent(value)) ? undefined : sent.path;
  if (about.in === 'header')
    return sent.headers.has(about.parameter ?? '') ? undefined : `no ${about.parameter}`;
  return sent.path === wanted ? undefined : sent.path;
}

/** @type {Record<string, (code: string, createClient: CreateClient) => Promise<Sent>>} */
const languages = {
  curl: async (code) => {
    const [program, ...words] = shellWords(code);
    if (program !== 'curl') throw new Error(`runs ${program}`);
    const option = (/** @type {string} */ name) =>
      words.flatMap((word, index) => (words[index - 1] === name ? [word] : []));
    const url = words.find((word) => /^https?:/.test(word)) ?? '';
    const headers = option('-H').map(
      (line) => /** @type {[string, string]} */ (line.split(/: (.*)/s).slice(0, 2)),
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

/** @param {string} code @param {CreateClient} createConnectClient @returns {Promise<Request[]>} what the code sends */
async function run(code, createConnectClient) {
  /** @type {Request[]} */
  const requests = [];
  const fetch = async (/** @type {any} */ input, /** @type {any} */ init) => {
    requests.push(new Request(input, init));
    return Response.json({});
  };
  const create = (/** @type {any} */ options) => createConnectClient({ ...options, fetch });
  const AsyncFunction = /** @type {any} */ (async () => {}).constructor;
  await new AsyncFunction('fetch', 'createConnectClient', 'console', code)(fetch, create, {
    log() {},
  });
  return requests;
}

/** @param {Request | undefined} request @returns {Promise<Sent>} */
async function sentOf(request) {
  if (!request) throw new Error('sends no request');
  const text = await request.text();
  const { method, headers } = request;
  return {
    method,
    path: new URL(request.url).pathname,
    headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}
