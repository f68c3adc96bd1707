// A right server of some of the boats, on `node:http` alone, and what may be wrong with it.
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  text?: string;
}

interface Ask {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Changes what is answered. */
export type Defect = (ask: Ask, reply: Reply) => Reply;

/** The operations that it has. */
export const served = ['findBoats', 'buildBoat', 'readBoat', 'sinkBoat', 'paintBoat', 'readLog'];

export const apiKey = 'boats-key-1';
const harbourKey = apiKey;
const mostBytes = 2 ** 20;

class Refusal extends Error {
  readonly reply: Reply;
  constructor(status: number, code: string, headers: Record<string, string> = {}) {
    super(code);
    this.reply = json(status, { message: 'No.', code }, headers);
  }
}

export async function startBoats(defect: Defect = (_, reply) => reply) {
  const names = new Set(['Argo']);
  const remembered = new Map<string, { asked: string; reply: Reply }>();
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const ask = { method, url, headers, body: await buffer(request) };
    const { status, headers: own, text } = defect(ask, replyTo(ask, names, remembered));
    response.writeHead(status, own).end(text);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

type Memory = Map<string, { asked: string; reply: Reply }>;

function replyTo(ask: Ask, names: Set<string>, memory: Memory): Reply {
  try {
    return operate(ask, names, memory);
  } catch (error) {
    if (error instanceof Refusal) return error.reply;
    throw error;
  }
}

function operate({ method, url, headers, body }: Ask, names: Set<string>, memory: Memory): Reply {
  const [path = '', query = ''] = url.split('?');
  const [, name, entry] = /^\/boats(?:\/([^/]+)(?:\/log\/([^/]+))?)?$/.exec(path) ?? [];
  if (!path.startsWith('/boats') || (path !== '/boats' && name === undefined))
    throw new Refusal(404, 'NOT_FOUND');
  const methods =
    name === undefined
      ? ['GET', 'POST']
      : entry === undefined
        ? ['GET', 'DELETE', 'PATCH']
        : ['GET'];
  const asked = method === 'HEAD' ? 'GET' : method;
  if (!methods.includes(asked))
    throw new Refusal(405, 'METHOD_NOT_ALLOWED', { Allow: methods.join(', ') });
  if (!takesJson(headers.accept ?? '*/*')) throw new Refusal(406, 'NOT_ACCEPTABLE');
  const isRead = asked === 'GET' && name !== undefined;
  const keys = asked === 'DELETE' ? ['x-api-key', 'x-harbour'] : isRead ? [] : ['x-api-key'];
  if (keys.some((each) => headers[each] !== harbourKey))
    throw new Refusal(401, 'UNAUTHORIZED', { 'WWW-Authenticate': 'ApiKey' });
  if (asked === 'POST' || asked === 'PATCH') demandJson(asked, headers, body);
  const once = headers['x-once'];
  if (asked === 'POST' && once !== undefined && !/^[!-~]{1,256}$/.test(`${once}`)) throw wrong();
  const seen = asked === 'POST' ? memory.get(`${once}`) : undefined;
  const same = [method, url, headers['content-type'], body.toString('hex')].join(' ');
  if (seen && seen.asked !== same) throw new Refusal(409, 'idempotency_key_mismatch');
  if (seen) return seen.reply;
  const reply = execute();
  if (asked === 'POST' && once !== undefined) memory.set(`${once}`, { asked: same, reply });
  return reply;

  function execute(): Reply {
    const values = new Map(
      query.split('&').map((each) => each.split('=').map(decoded) as [string, string]),
    );
    if (name === undefined) return asked === 'GET' ? find(values, headers) : build(body, names);
    const known = names.has(decoded(name));
    const change: unknown = asked === 'PATCH' && body.length > 0 ? parsed(body) : {};
    if (!isObject(change) || Object.keys(change).some((each) => each !== 'colour')) throw wrong();
    if (!['string', 'object', 'undefined'].includes(typeof change['colour'])) throw wrong();
    if (change['colour'] && typeof change['colour'] === 'object') throw wrong();
    if (entry !== undefined && !(/^-?\d+(\.0+)?$/.test(decoded(entry)) && Number(entry) <= 9000))
      throw wrong();
    if (!known) throw new Refusal(404, 'BOAT_UNKNOWN');
    if (asked === 'DELETE') return { status: names.delete(decoded(name)) ? 204 : 404 };
    if (entry !== undefined)
      return { status: 200, headers: { 'Content-Type': 'text/csv' }, text: 'a,b' };
    return json(200, { name: decoded(name), rig: 'sloop' });
  }
}

function find(values: Map<string, string>, headers: IncomingHttpHeaders): Reply {
  const most = values.get('most') ?? '1';
  const tags = values.get('tag')?.split(',') ?? [];
  const flags = `${headers['x-flags'] ?? 'a'}`.split(',').map((each) => each.trim());
  const fits =
    ['sloop', 'ketch'].includes(values.get('rig') ?? '') &&
    /^\d+$/.test(most) &&
    Number(most) >= 1 &&
    Number(most) <= 50 &&
    tags.length <= 3 &&
    tags.every((tag) => tag !== '') &&
    /^.{2,8}$/.test(`${headers['x-fleet'] ?? ''}`) &&
    flags.every((flag) => ['a', 'b'].includes(flag));
  if (!fits) throw wrong();
  return json(200, [{ name: 'Argo', rig: 'sloop' }]);
}

function build(body: Buffer, names: Set<string>): Reply {
  const boat = parsed(body);
  if (!isBoat(boat)) throw wrong();
  names.add(boat['name'] as string);
  return json(201, boat, { Location: `/boats/${encodeURIComponent(boat['name'] as string)}` });
}

function isBoat(value: unknown): value is Record<string, unknown> {
  if (!isObject(value)) return false;
  const { name, rig, owner, tender, load, ...more } = value;
  return (
    typeof name === 'string' &&
    name !== '' &&
    [...name].length <= 10 &&
    ['sloop', 'ketch'].includes(rig as string) &&
    (owner === undefined || owner === null || typeof owner === 'string') &&
    (tender === undefined || isBoat(tender)) &&
    (load === undefined || isLoad(load)) &&
    Object.keys(more).length === 0
  );
}

function isLoad(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { kind, count, tons } = value;
  if (kind === 'sand') return typeof tons === 'number';
  return kind === 'fish' && (count === undefined || Number.isInteger(count));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function demandJson(method: string, headers: IncomingHttpHeaders, body: Buffer): void {
  if (body.length > mostBytes) throw new Refusal(413, 'PAYLOAD_TOO_LARGE');
  const [type, charset = 'charset=utf-8', ...more] = (headers['content-type'] ?? '')
    .toLowerCase()
    .replaceAll('"', '')
    .split(/\s*;\s*/);
  const types =
    method === 'POST' ? ['application/json'] : ['application/merge-patch+json', 'text/plain'];
  const fits = types.includes(type ?? '') && charset === 'charset=utf-8' && more.length === 0;
  if (!fits || headers['content-encoding'] !== undefined)
    throw new Refusal(415, 'UNSUPPORTED_MEDIA_TYPE');
}

function takesJson(accept: string): boolean {
  const ranges = accept
    .toLowerCase()
    .split(',')
    .map((each) => each.trim());
  const best = ['application/json', 'application/*', '*/*']
    .map((wanted) => ranges.find((each) => each.split(';')[0] === wanted))
    .find((each) => each !== undefined);
  return best !== undefined && !/;\s*q=0$/.test(best);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw wrong();
  }
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
  } catch {
    throw wrong();
  }
}

function wrong(): Refusal {
  return new Refusal(400, 'VALIDATION_ERROR');
}

function json(status: number, body: object, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
    text: JSON.stringify(body),
  };
}
