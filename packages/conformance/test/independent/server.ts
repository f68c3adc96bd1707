// A server of the API that was written from the contract's text, on `node:http` alone. It shares no
// code with ours, has other texts and other data, sends no request id and no field that it need not:
// what the suite says against it would be said against a right server.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Hooks } from '../../src/index.js';
import { cancel, change, dateAt, Refusal, settle } from './rules.js';
import { cancelBody, changeBody } from './validate.js';
import { keyOwners, type Line, lines, start } from './world.js';

export interface Independent {
  /** With a path in front of the API's own. */
  url: string;
  hooks: Hooks;
  close(): Promise<void>;
}

/** What it has of the contract. */
export const operations = [
  {
    operationId: 'cancelSubscription',
    method: 'POST',
    form: /^\/subscriptions\/([^/]+)\/cancel$/,
    fits: cancelBody,
    work: cancel,
  },
  {
    operationId: 'changeSubscriptionAddon',
    method: 'PUT',
    form: /^\/subscriptions\/([^/]+)\/addons\/product-offering-change$/,
    fits: changeBody,
    work: change,
  },
];

interface Result {
  status: number;
  headers: Record<string, string>;
  text: string;
}

interface Remembered {
  request: string;
  result?: Result;
  at: number;
}

const mostBytes = 2 ** 20;
const basePath = '/api/v2';

export async function startIndependent(): Promise<Independent> {
  let state = new Map<string, Line>();
  let keys = new Map<string, Remembered>();
  let ahead = 0;
  let delay = 0;
  let failure: number | undefined;
  const now = () => Date.now() + ahead;
  const restart = () => {
    state = new Map(lines().map((line) => [line.id, line]));
    keys = new Map();
    ahead = Date.parse(start) - Date.now();
  };
  restart();

  const server = createServer(async (request, response) => {
    const body = await readBody(request);
    let result: Result;
    try {
      result = await handle(request, body);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      result = refused(error);
    }
    answer(response, result);
  });

  async function handle(request: IncomingMessage, body: Buffer): Promise<Result> {
    const [path = '', query = ''] = (request.url ?? '').split('?');
    const own = path.startsWith(basePath) ? path.slice(basePath.length) : '';
    const operation = operations.find(({ form }) => form.test(own));
    if (!operation) throw new Refusal(404, 'NOT_FOUND');
    const allow = { Allow: `OPTIONS, ${operation.method}` };
    if (request.method === 'OPTIONS') return { status: 204, headers: allow, text: '' };
    if (request.method !== operation.method)
      throw new Refusal(405, 'METHOD_NOT_ALLOWED', undefined, allow);
    if (!acceptsJson(request.headers.accept)) throw new Refusal(406, 'NOT_ACCEPTABLE');
    const apiKey = String(request.headers['x-api-key']);
    const owner = Object.hasOwn(keyOwners, apiKey) ? (keyOwners[apiKey] ?? '') : undefined;
    if (owner === undefined) throw new Refusal(401, 'UNAUTHORIZED');
    await misbehave();
    if (body.length > mostBytes) throw new Refusal(413, 'PAYLOAD_TOO_LARGE');
    if (!isJson(request)) throw new Refusal(415, 'UNSUPPORTED_MEDIA_TYPE');
    const key = request.headers['x-idempotency-key'];
    if (key === undefined) return execute();
    if (!/^[!-~]{1,256}$/.test(String(key)))
      throw new Refusal(400, 'VALIDATION_ERROR', 'X-Idempotency-Key');

    const name = `${owner} ${key}`;
    const known = keys.get(name);
    const { method, url, headers } = request;
    const sent = JSON.stringify([
      method,
      url,
      headers['content-type'],
      apiKey,
      body.toString('hex'),
    ]);
    if (known && (known.result === undefined || now() - known.at < 24 * 3_600_000)) {
      if (known.request !== sent) throw new Refusal(409, 'idempotency_key_mismatch');
      if (!known.result) throw new Refusal(409, 'idempotency_key_locked');
      return known.result;
    }
    const entry: Remembered = { request: sent, at: 0 };
    keys.set(name, entry);
    const wait = delay;
    delay = 0;
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    try {
      entry.result = await execute();
      entry.at = now();
      return entry.result;
    } catch (error) {
      keys.delete(name);
      throw error;
    }

    async function execute(): Promise<Result> {
      const today = dateAt(now());
      const id = decoded(operation?.form.exec(own)?.[1] ?? '');
      decoded(query);
      if ([...id].length > 512) throw new Refusal(400, 'VALIDATION_ERROR', 'subscriptionId');
      const content = parsed(body);
      if (!operation?.fits(content)) throw new Refusal(400, 'VALIDATION_ERROR');
      const line = state.get(id);
      const work = operation.work(line, content as Record<string, unknown>, today);
      try {
        if (!line) throw new Refusal(404, 'SUBSCRIPTION_NOT_FOUND');
        if (line.owner !== owner) throw new Refusal(403, 'FORBIDDEN');
        settle(line, today);
        line.touched = new Date(now()).toISOString();
        return written(200, work(line));
      } catch (error) {
        if (error instanceof Refusal && error.status !== 400) return refused(error);
        throw error;
      }
    }
  }

  async function misbehave(): Promise<void> {
    if (failure === undefined) return;
    const [status, code] = [failure, failure === 429 ? 'RATE_LIMITED' : 'INTERNAL_ERROR'];
    failure = undefined;
    const headers: Record<string, string> = status === 429 ? { 'Retry-After': '0' } : {};
    throw new Refusal(status, status === 503 ? 'SERVICE_UNAVAILABLE' : code, undefined, headers);
  }

  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${basePath}`,
    hooks: {
      reset: restart,
      now: () => new Date(now()).toISOString(),
      setClock: (instant) => {
        ahead = Date.parse(instant) - Date.now();
      },
      delayNext: (milliseconds) => {
        delay = milliseconds;
      },
      failNext: (status) => {
        failure = status;
      },
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

function answer(response: ServerResponse, { status, headers, text }: Result): void {
  const type = status === 204 ? {} : { 'Content-Type': 'application/json' };
  response.writeHead(status, { ...type, ...headers }).end(text);
}

function written(status: number, body: object, headers: Record<string, string> = {}): Result {
  return { status, headers, text: JSON.stringify(body) };
}

function refused({ status, code, property, headers }: Refusal): Result {
  const detail = { message: 'Leider nein', code: 'FIELD_INVALID', property };
  const body = { code, message: 'Leider nein', ...(property && { details: [detail] }) };
  return written(status, body, headers);
}

function acceptsJson(header = '*/*'): boolean {
  const ranges = header.split(',').map((each) => {
    const [type = '', ...parameters] = each.split(';').map((part) => part.trim().toLowerCase());
    return { type, refused: parameters.includes('q=0') };
  });
  const best = ['application/json', 'application/*', '*/*']
    .map((wanted) => ranges.find(({ type }) => type === wanted))
    .find(Boolean);
  return best !== undefined && !best.refused;
}

function isJson({ headers }: IncomingMessage): boolean {
  const [type = '', parameter = 'charset=utf-8'] = (headers['content-type'] ?? '')
    .toLowerCase()
    .split(/\s*;\s*/);
  if (headers['content-encoding'] !== undefined) return false;
  return type === 'application/json' && parameter.replaceAll('"', '') === 'charset=utf-8';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Refusal(400, 'VALIDATION_ERROR');
  }
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
  } catch {
    throw new Refusal(400, 'VALIDATION_ERROR');
  }
}
