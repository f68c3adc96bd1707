import { isIPv6 } from 'node:net';
import { createRequestIds } from '@connect-api/http-edge';
import { isControl } from '../control/control.js';
import { problem } from '../problems/problem.js';
import type { Answer, ApiRequest, Awaitable } from '../requests/http.js';

type Handle = (request: ApiRequest) => Awaitable<Answer>;

/** Who may steer a sandbox over HTTP, besides its own machine and its own pages. */
export interface ControlAccess {
  /** Names by which the server is called, such as `sandbox.internal`; loopback names are always. */
  hosts: readonly string[];
  /** Origins whose pages may steer it, such as `http://localhost:4000`. */
  origins: readonly string[];
}

/**
 * Keeps the pages that a developer happens to visit from steering the sandbox. A page of another origin
 * tells so by its `Origin`; one whose name was made to lead here (DNS rebinding) by its `Host`.
 */
export function createControlAccess({ hosts, origins }: ControlAccess) {
  const newRequestId = createRequestIds();
  const names = new Set(hosts.map((host) => host.toLowerCase().replace(/\.$/, '')));

  function reasonAgainst(request: ApiRequest): string | undefined {
    const authority = authorityOf(request);
    const name = authority.replace(/:\d*$/, '').replace(/\.$/, '');
    if (!isLoopback(name) && !names.has(name)) {
      return `The control is not there for the host ${quoted(authority)}. Start the sandbox with --allow-host for it.`;
    }
    const origin = request.header('origin');
    if (origin === undefined || isOwn(origin, authority) || origins.includes(origin)) return;
    return `Pages of the origin ${quoted(origin)} may not use the control. Start the sandbox with --allow-origin for it.`;
  }

  return {
    /** Answers what is not allowed with a 403, and hands on everything else. */
    guard(handle: Handle): Handle {
      return (request) => {
        const message = isControl(request.url) ? reasonAgainst(request) : undefined;
        if (message === undefined) return handle(request);
        return problem('FORBIDDEN', { message, hint }).toResponse(newRequestId());
      };
    },
    /** The control's CORS headers, whatever holds for the API: those of the one origin that asks, if it may. */
    corsOf(request: ApiRequest): Record<string, string> | undefined {
      if (!isControl(request.url)) return undefined;
      const origin = request.header('origin');
      return {
        Vary: 'Origin',
        ...(origin !== undefined &&
          reasonAgainst(request) === undefined && {
            'Access-Control-Allow-Origin': origin,
            'Access-Control-Expose-Headers': '*',
          }),
      };
    },
  };
}

const hint = 'Call it from the machine that it runs on, by a loopback address.';

/** An absolute URL goes before `Host` (RFC 9112, 3.2.2). */
function authorityOf({ url, header }: ApiRequest): string {
  const given = /^https?:\/\/([^/?#]*)/i.exec(url)?.[1] ?? header('host') ?? '';
  return given.toLowerCase();
}

/** Whether the sandbox itself served the page, possibly behind a proxy that speaks TLS. */
function isOwn(origin: string, authority: string): boolean {
  return origin === `http://${authority}` || origin === `https://${authority}`;
}

/** Whether only this machine can mean it: browsers resolve these names by themselves (RFC 6761, 6.3). */
export function isLoopback(name: string): boolean {
  return /^(.+\.)?localhost$/.test(name) || name === '[::1]' || /^127(\.\d{1,3}){3}$/.test(name);
}

/** An address as it stands in a URL. */
export function nameOf(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/**
 * A host as it stands in the header `Host`, without its port.
 *
 * @throws {Error} where it is none, and would never be met
 */
export function hostOf(text: string): string {
  const host = isIPv6(text) ? `[${text}]` : text;
  if (/^(\[[^\]]+\]|[^/:\s]+)$/.test(host)) return host;
  throw new Error(
    `'${text}' is not the name of a host. Write it as in sandbox.internal, without scheme and port.`,
  );
}

/**
 * An origin as browsers write it.
 *
 * @throws {Error} where it is none, and would never be met
 */
export function originOf(text: string): string {
  const origin = URL.canParse(text) ? new URL(text).origin : 'null';
  // Any page can have the origin `null`, in a frame of its own.
  if (origin === text && origin !== 'null') return origin;
  const better = origin === 'null' ? 'http://localhost:4000' : origin;
  throw new Error(`'${text}' is not an origin. Write it as in ${better}.`);
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}
