// Servers made from the contract: each has to take every request example, and refuse what breaks it.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exchangesOf, fillPath, operationsOf } from '@connect-api/spec';
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
    securityHandlers: { ApiKey: () => true },
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
    securityHandlers: { ApiKey: () => true },
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
  app.use(middleware({ apiSpec, validateSecurity: { handlers: { ApiKey: () => true } } }));
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

/** Which requests a server judges wrong, in words. */
export async function wrongVerdicts(
  { handle, close }: Server,
  document: Untyped,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const { name, method, path: template, pathParameters, request } of exchangesOf(document)) {
    const send = (body: unknown) =>
      handle({
        method,
        path: fillPath(template, pathParameters),
        headers: { 'content-type': 'application/json', 'x-api-key': 'k' },
        body,
      });
    const taken = await send(request);
    if (taken !== 200) wrong.push(`refuses ${name} with ${taken}`);
    if ((await send({ ...request, surplus: 1 })) !== 400)
      wrong.push(`takes ${name} with a surplus property`);
    for (const property of Object.keys(request)) {
      if ((await send({ ...request, [property]: 1 })) !== 400)
        wrong.push(`takes ${name} with a number for ${property}`);
    }
  }
  await close?.();
  return wrong;
}
