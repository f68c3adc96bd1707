// The content security policy of the built pages: files of the site itself, and what stands in a
// page only by its hash. Starlight has a few inline scripts (the theme, before the first paint) and
// style attributes; Astro's own `experimental.csp` knows neither, so the built pages are read.
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as addresses from '../navigation/addresses.ts';

/**
 * Puts the policy into each page, for any host, and into `_headers`, for hosts that read that file
 * (Netlify, Cloudflare Pages) and for `scripts/serve.ts`.
 *
 * @param dist the folder of the site
 */
export async function writeContentSecurity(dist: string) {
  const files = await readdir(dist, { recursive: true });
  const all = { scripts: new Set<string>(), styles: new Set<string>() };
  for (const name of files.filter((file) => file.endsWith('.html'))) {
    const html = await readFile(path.join(dist, name), 'utf8');
    const own = inlineOf(html);
    for (const hash of own.scripts) all.scripts.add(hash);
    for (const hash of own.styles) all.styles.add(hash);
    const page = `/${name.split(path.sep).join('/')}`;
    const policy = policyOf(own, page.startsWith(addresses.operation('').slice(0, -1)));
    const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}"/>`;
    await writeFile(path.join(dist, name), html.replace('<head>', `<head>${meta}`));
  }
  await writeFile(path.join(dist, '_headers'), headersFile(all));
}

/** The hashes of what stands in a page. */
interface Inline {
  scripts: Set<string>;
  styles: Set<string>;
}

function inlineOf(html: string) {
  const scripts = html.matchAll(
    /<script(?![^>]*\s(?:src|type="application))[^>]*>([\s\S]*?)<\/script>/g,
  );
  const styles = html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>|<[^>]*\sstyle="([^"]*)"/g);
  return {
    scripts: new Set([...scripts].map(([, code = '']) => hashOf(code))),
    styles: new Set([...styles].map(([, code, attribute = '']) => hashOf(code ?? attribute))),
  };
}

const hashOf = (code: string) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`;

/** @param withConsole whether the reader can send requests from here, to any host of theirs */
function policyOf({ scripts, styles }: Inline, withConsole: boolean) {
  return [
    "default-src 'none'",
    ["script-src 'self'", ...scripts].join(' '),
    // 'unsafe-hashes' lets hashes stand for style attributes, too. It opens nothing without a hash.
    ["style-src 'self' 'unsafe-hashes'", ...styles].join(' '),
    "img-src 'self' data:",
    // The console sends to the host that its reader enters, which nobody knows when this is built.
    `connect-src 'self'${withConsole ? ' http: https:' : ''}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** @param inline what all pages together have */
function headersFile(inline: Inline) {
  // In a page's own <meta>, frame-ancestors has no effect.
  const policy = `${policyOf(inline, true)}; frame-ancestors 'none'`;
  return `/*
  Content-Security-Policy: ${policy}
  Referrer-Policy: strict-origin-when-cross-origin
  X-Content-Type-Options: nosniff
`;
}
