// Servers made from the contract: each has to take every request example, and refuse what breaks it.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type Exchange,
  exchangesOf,
  jsonTypeOf,
  operationsOf,
  requestOf,
  resolve,
} from '@connect-api/spec';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { OpenAPIBackend } from 'openapi-backend';
import { load, type Untyped } from './on-demand.ts';

interface Request {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: unknown;
}

interface Server {
  /** The status of its answer. */
  handle(request: Request): Promise<number>;
  close?(): unknown;
}

export async function openapiBackend(definition: Untyped): Promise<Server> {
  const backend = new OpenAPIBackend({
    definition,
    quick: true,
    handlers: {
      validationFail: () => 400,
      notFound: () => 404,
      ...Object.fromEntries(
        operationsOf(definition).map(({ operationId }) => [operationId, () => 200]),
      ),
    },
    securityHandlers: securityHandlersOf(definition),
    ajvOpts: { strict: false, formats: { date: /^\d{4}-\d\d-\d\d$/, 'date-time': true } },
  });
  await backend.init();
  return { handle: (request) => backend.handleRequest(request as Untyped) };
}

export async function fastifyOpenapiGlue(specification: Untyped): Promise<Server> {
  const [{ default: fastify }, { default: glue }] = await Promise.all([
    load('fastify'),
    load('fastify-openapi-glue'),
  ]);
  // Fastify mends a request before it looks at it, unless it is told not to.
  const customOptions = { removeAdditional: false, coerceTypes: false, strict: false };
  const app = fastify({ ajv: { customOptions } });
  await app.register(glue, {
    specification,
    operationResolver: () => (_: unknown, reply: Untyped) => reply.code(200).send(),
    securityHandlers: securityHandlersOf(specification),
  });
  return {
    handle: async ({ method, path, headers, body }) => {
      const answer = await app.inject({
        method,
        url: path,
        headers,
        payload: JSON.stringify(body),
      });
      return answer.statusCode;
    },
    close: () => app.close(),
  };
}

export async function expressOpenapiValidator(apiSpec: Untyped): Promise<Server> {
  const [{ default: express }, { middleware }] = await Promise.all([
    load('express'),
    load('express-openapi-validator'),
  ]);
  const app = express();
  app.use(express.json());
  app.use(middleware({ apiSpec, validateSecurity: { handlers: securityHandlersOf(apiSpec) } }));
  app.use((_: unknown, response: Untyped) => response.status(200).end());
  // Express knows a handler of errors by its four parameters.
  app.use((error: Untyped, _: unknown, response: Untyped, _next: unknown) =>
    response.status(error.status ?? 500).end(),
  );
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    handle: async ({ path, body, ...init }) => {
      const url = `http://127.0.0.1:${port}${path}`;
      return (await fetch(url, { ...init, body: JSON.stringify(body) })).status;
    },
    close: () => server.close(),
  };
}

/** Everybody is let in: what is tried are requests. */
function securityHandlersOf(document: Untyped) {
  const schemes = Object.keys(document.components?.securitySchemes ?? {});
  return Object.fromEntries(schemes.map((name) => [name, () => true]));
}

/** Which requests a server judges wrong, in words. */
export async function wrongVerdicts(
  { handle, close }: Server,
  document: Untyped,
): Promise<string[]> {
  const wrong: string[] = [];
  const isRight = judgeOf(document);
  for (const exchange of exchangesOf(document)) {
    const { name, request } = exchange;
    const { method, path, headers } = requestOf(document, exchange);
    if (!isKnownToAll(document, exchange)) continue;
    const send = (body: unknown) =>
      handle({ method, path, headers: lowered({ ...headers, 'X-Api-Key': 'k' }), body });
    const taken = await send(request);
    if (taken !== 200) wrong.push(`refuses ${name} with ${taken}`);
    for (const [what, body] of changesOf(request)) {
      if (isRight(exchange, body)) continue;
      if ((await send(body)) !== 400) wrong.push(`takes ${name} with ${what}`);
    }
  }
  await close?.();
  return wrong;
}

/**
 * Some of these servers look at bodies of application/json alone, ask a request for what is read-only, and do
 * not know `unevaluatedProperties`.
 */
function isKnownToAll(document: Untyped, { operationId, request }: Exchange): boolean {
  if (request === undefined) return true;
  const found = operationsOf(document).find((each) => each.operationId === operationId);
  const schema = found?.requestBody?.content['application/json']?.schema;
  const unknown = ['readOnly', 'unevaluatedProperties'];
  return schema !== undefined && !wordsIn(document, schema).some((word) => unknown.includes(word));
}

/** The keys in a schema and in all that it refers to. */
function wordsIn(document: Untyped, schema: unknown, seen = new Set<unknown>()): string[] {
  if (typeof schema !== 'object' || schema === null || seen.has(schema)) return [];
  seen.add(schema);
  const whole = resolve(document, schema);
  if (whole !== schema) return wordsIn(document, whole, seen);
  return Object.entries(schema).flatMap(([key, each]) => [key, ...wordsIn(document, each, seen)]);
}

/** The body of a request, made wrong in ways that most contracts do not allow. */
function changesOf(body: unknown): [what: string, body: unknown][] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return [];
  return [
    ['a surplus property', { ...body, surplus: 1 }],
    ...Object.keys(body).map((property): [string, unknown] => [
      `a number for ${property}`,
      { ...body, [property]: 1 },
    ]),
  ];
}

/** Whether the contract itself takes a body. */
function judgeOf(document: Untyped) {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(document, 'contract');
  return ({ operationId, method, path }: Exchange, body: unknown): boolean => {
    const found = operationsOf(document).find((each) => each.operationId === operationId);
    const type = jsonTypeOf(found?.requestBody) ?? '';
    const tokens = ['paths', path, method, 'requestBody', 'content', type, 'schema'];
    const pointer = tokens.map((token) =>
      encodeURIComponent(token.replaceAll('~', '~0').replaceAll('/', '~1')),
    );
    return ajv.validate({ $ref: `contract#/${pointer.join('/')}` }, body);
  };
}

function lowered(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
