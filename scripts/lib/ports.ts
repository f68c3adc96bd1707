// Which service listens where, and whether it can.
import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import type { Chosen, Service } from './services.ts';
import { UserError } from './user-error.mjs';

/**
 * The services with the ports that flags (`--docs-port 5000`) or the environment (`DOCS_PORT=5000`)
 * choose; a flag wins.
 */
export function choosePorts(services: Service[], args: string[], env: NodeJS.ProcessEnv): Chosen[] {
  const { values: flags } = parseArgs({ args, options: portFlags(services) });
  const chosen = services.map((service) => {
    const flag = flagOf(service);
    const variable = variableOf(service);
    const [source, text] =
      flags[flag] === undefined ? [variable, env[variable]] : [`--${flag}`, flags[flag]];
    return text ? { ...service, port: readPort(source, text) } : service;
  });
  for (const [index, service] of chosen.entries()) {
    const other = chosen.slice(0, index).find(({ port }) => port === service.port);
    if (other) {
      throw new UserError(
        `${other.name} and ${service.name} cannot both listen on port ${service.port}.\n${advice(service)}`,
      );
    }
  }
  const ports = Object.fromEntries(chosen.map(({ name, port }) => [name, port]));
  return chosen.map(({ argsOf, ...service }) => ({
    ...service,
    ...(argsOf && { args: argsOf(ports) }),
  }));
}

function readPort(source: string, text: string) {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65535) return port;
  throw new UserError(`${source} is "${text}". A port is a whole number from 1 to 65535.`);
}

/** Throws, with what to do, unless every service can listen on its port. */
export async function demandFreePorts(services: Chosen[], listen = tryToListen) {
  for (const service of services) {
    const code = await whyNotFree(service.port, listen);
    if (code === 'EACCES') {
      throw new UserError(
        `This user may not listen on port ${service.port} (${service.name}).\n${advice(service)}`,
      );
    }
    if (code) {
      throw new UserError(
        `Port ${service.port} (${service.name}) is taken by another program.\nStop that program, or choose another port. ${advice(service)}`,
      );
    }
  }
}

/** Both loopback addresses: a program that holds one of them, or all addresses, is in the way. */
async function whyNotFree(port: number, listen: typeof tryToListen) {
  for (const host of ['127.0.0.1', '::1']) {
    const code = await listen(port, host);
    const withoutIpv6 = code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT';
    if (code && !withoutIpv6) return code;
  }
  return undefined;
}

function tryToListen(port: number, host: string) {
  return new Promise<string | undefined>((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    server.listen({ port, host }, () => server.close(() => resolve(undefined)));
  });
}

function advice(service: Chosen) {
  const other = service.port + 1000 <= 65535 ? service.port + 1000 : service.port - 1000;
  return `For example, add: -- --${flagOf(service)} ${other}   (or set ${variableOf(service)}=${other})`;
}

/** A flag for each service, such as `--docs-port`, as `parseArgs` takes them. */
export const portFlags = (services: Service[]) =>
  Object.fromEntries(services.map((service) => [flagOf(service), { type: 'string' as const }]));

const flagOf = ({ name }: Pick<Service, 'name'>) => `${name}-port`;
const variableOf = ({ name }: Pick<Service, 'name'>) => `${name.toUpperCase()}_PORT`;
