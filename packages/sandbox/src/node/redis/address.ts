/** Where a Redis is, and who asks. */
export interface Address {
  /** For messages: without credentials. */
  shown: string;
  hosts: { host: string; port: number }[];
  /** The name of the master that the hosts, which are Sentinels, watch. */
  master: string | undefined;
  database: number;
  username: string | undefined;
  password: string | undefined;
  tls: boolean;
}

const examples =
  'redis://localhost:6379/0, rediss://user:password@host:6379 or redis+sentinel://host-1:26379,host-2:26379/mymaster/0';

/**
 * Reads `redis://` or `rediss://` with a host and possibly the number of a database, or the same with
 * `+sentinel`, several hosts and the name of the master.
 *
 * @throws {Error} that does not repeat what was given: it may hold a password
 */
export function parseAddress(url: string): Address {
  const [, scheme = '', credentials, hosts = '', path = ''] =
    /^(rediss?(?:\+sentinel)?):\/\/(?:([^/?#]*)@)?([^/?#@]+)(\/[^?#]*)?$/.exec(url) ?? [];
  const isSentinel = scheme.endsWith('+sentinel');
  const [, master, database = 0] =
    (isSentinel ? /^\/([^/]+)(?:\/(\d+)?)?$/ : /^()\/?(\d+)?$/).exec(path) ?? [];
  const parsed = hosts.split(',').map((host) => parseHost(host, isSentinel ? 26_379 : 6_379));
  const known = parsed.flatMap((host) => host ?? []);
  if (master === undefined || known.length < parsed.length || (known.length > 1 && !isSentinel)) {
    throw new Error(`The store takes a URL such as ${examples}.`);
  }
  const [username, ...behindColon] = (credentials ?? '').split(':');
  const password = behindColon.join(':');
  return {
    shown: `${scheme}://${hosts}${path}`,
    hosts: known,
    master: isSentinel ? decoded(master) : undefined,
    database: Number(database),
    username: username ? decoded(username) : undefined,
    password: password ? decoded(password) : undefined,
    tls: scheme.startsWith('rediss'),
  };
}

function parseHost(text: string, defaultPort: number) {
  if (!URL.canParse(`redis://${text}`)) return undefined;
  const { hostname, port } = new URL(`redis://${text}`);
  const host = hostname.replace(/[[\]]/g, '');
  return host === '' ? undefined : { host, port: port === '' ? defaultPort : Number(port) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Error('The name or the password in the URL of the store is not percent-encoded.');
  }
}
