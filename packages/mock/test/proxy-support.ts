import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  document,
  type Exchange,
  examplesOf,
  jsonTypeOf,
  type ReferenceObject,
  resolve,
  type SchemaObject,
} from '@connect-api/spec';
import { afterEach } from 'vitest';
import { type ProxyOptions, type RunningProxy, startProxy } from '../src/index.js';
import { operations } from './support.js';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

/** A server that answers as a test wants it. */
export async function serve(
  answer: (request: IncomingMessage, response: ServerResponse, body: Buffer) => void,
): Promise<string> {
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    answer(request, response, Buffer.concat(chunks));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    close() {
      server.closeAllConnections();
      server.close();
    },
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A proxy in front of it, on a free port. */
export async function proxyTo(
  baseUrl: string,
  options: Partial<ProxyOptions> = {},
): Promise<RunningProxy> {
  const proxy = await startProxy({ port: 0, baseUrl, ...options });
  open.push(proxy);
  return proxy;
}

/** A proxy in front of a server that answers everything with this. */
export async function proxyToAnswer(
  status: number,
  body: string | Uint8Array,
  headers: Record<string, string | string[]> = { 'Content-Type': 'application/json' },
  options: Partial<ProxyOptions> = {},
): Promise<RunningProxy> {
  const url = await serve((_, response) => {
    response.writeHead(status, headers);
    response.end(body);
  });
  return proxyTo(url, options);
}

/** What a server answers that keeps the contract: as the exchange has it, with the headers that are required. */
export function answerOf(
  exchange: Exchange,
): [status: number, body: string, headers: Record<string, string>] {
  const operation = operations.find((each) => each.operationId === exchange.operationId);
  const response = operation?.responses[exchange.status];
  const type = jsonTypeOf(response);
  return [
    numberOf(exchange.status),
    exchange.response === undefined ? '' : JSON.stringify(exchange.response),
    {
      ...(type !== undefined && { 'Content-Type': type }),
      ...Object.fromEntries(
        Object.entries(response?.headers ?? {}).flatMap(([name, reference]) => {
          const header = resolve(document, reference);
          const [example] = [...examplesOf(document, header), { value: sampleOf(header.schema) }];
          return header.required ? [[name, String(example?.value)]] : [];
        }),
      ),
    },
  ];
}

/** A status that a range stands for. */
function numberOf(status: string): number {
  return status === 'default' ? 503 : Number(status.replace('XX', '77'));
}

function sampleOf(reference: SchemaObject | ReferenceObject | undefined): unknown {
  const {
    const: only,
    enum: values,
    examples,
    default: preset,
  } = resolve(document, reference) ?? {};
  return only ?? values?.[0] ?? examples?.[0] ?? preset;
}

/** In what it has differed so far: side, place and code. */
export function differencesOf(proxy: RunningProxy): string[] {
  return proxy
    .report()
    .differences.map(({ side, kind, in: place, at, code }) =>
      [side, kind, [place, at].filter(Boolean).join(' '), code].join(', '),
    );
}
