import type { Context, Location, Visitor } from './redocly.js';

const flowUrls = ['authorizationUrl', 'tokenUrl', 'refreshUrl'];

/**
 * URLs are absolute, and keys and tokens are sent over HTTPS alone: servers, and what gives tokens, have
 * `https`. Only a server on one's own machine may have `http`. An address to write to is one.
 */
export default function urls(): Visitor {
  const linked = (of: { url?: string }, ctx: Context) => {
    if (of.url !== undefined) check(of.url, ctx.location.child(['url']), ctx, () => true);
  };
  return {
    Server({ url, variables = {} }, ctx) {
      if (typeof url !== 'string') return;
      const filled = url.replaceAll(/\{([^}]+)\}/g, (_, name) => variables[name]?.default ?? 'a');
      check(filled, ctx.location.child(['url']), ctx, isLocal);
    },
    SecurityScheme({ openIdConnectUrl, flows = {} }, ctx) {
      if (openIdConnectUrl) check(openIdConnectUrl, ctx.location.child(['openIdConnectUrl']), ctx);
      for (const [name, flow] of Object.entries<Record<string, string>>(flows)) {
        for (const key of flowUrls) {
          if (flow[key]) check(flow[key], ctx.location.child(['flows', name, key]), ctx);
        }
      }
    },
    Contact(contact, ctx) {
      linked(contact, ctx);
      if (contact.email === undefined || /^[^\s@]+@[^\s@]+$/.test(contact.email)) return;
      ctx.report({
        message: `${contact.email} is no e-mail address. Correct it.`,
        location: ctx.location.child(['email']),
      });
    },
    License: linked,
    ExternalDocs: linked,
  };
}

/** @param may whether such a URL may have `http` */
function check(
  text: string,
  location: Location,
  ctx: Context,
  may: (url: URL) => boolean = () => false,
): void {
  const url = URL.parse(text);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && may(url))) return;
  const message =
    url?.protocol === 'http:'
      ? 'Keys sent over http can be read on the way. Write https.'
      : 'This is no absolute URL. Begin it with https://.';
  ctx.report({ message, location });
}

function isLocal({ hostname }: URL): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
