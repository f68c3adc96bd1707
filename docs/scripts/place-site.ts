// The site is built for a host and a path that are nobody's, and is then written for a real place: by
// putting one text for another, in every file. So a site for another place needs no other build.
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeContentSecurity } from '../src/site/build/content-security.ts';

/** What the site is built with. Neither text may occur in it for another reason. */
export const placeholder = {
  SITE_URL: 'https://built-for.invalid',
  BASE_PATH: '/built-for-any-base/',
};

/** Where the built site is. */
export const unplaced = fileURLToPath(new URL('../.astro/site/', import.meta.url));

/** Where a site is served. */
interface Place {
  /** Its path, with a slash at both ends. */
  base: string;
  /** Its host, such as `https://docs.example.com`. */
  origin?: string;
}

/**
 * @param environment with `SITE_URL` and `BASE_PATH`
 * @throws {Error} if the address of the host is none
 */
export function placeFrom({
  SITE_URL: site,
  BASE_PATH = '',
}: Record<string, string | undefined>): Place {
  const base = `/${BASE_PATH}/`.replace(/\/+/g, '/');
  if (!site) return { base };
  if (!URL.canParse(site)) {
    throw new Error(`SITE_URL is an address such as https://docs.example.com, not "${site}".`);
  }
  return { base, origin: new URL(site).origin };
}

/**
 * Writes the built site for a place.
 *
 * @param folder what is in it goes away
 */
export async function placeSite(folder: string, place: Place) {
  await rm(folder, { recursive: true, force: true });
  await cp(unplaced, folder, {
    recursive: true,
    // A sitemap has whole addresses, or none.
    filter: (file) => place.origin !== undefined || !path.basename(file).startsWith('sitemap-'),
  });
  for (const file of await readdir(folder, { recursive: true })) {
    if (!/\.(html|js|css|json|md|txt|xml)$/.test(file)) continue;
    const text = await readFile(path.join(folder, file), 'utf8');
    const placed = placedText(text, place);
    if (/built-for/.test(placed)) throw new Error(`${file} is not written for its place.`);
    if (placed !== text) await writeFile(path.join(folder, file), placed);
  }
  await writeContentSecurity(folder);
}

/** What pages say of whole addresses, in the words of Starlight. */
const wholeAddresses = /<link rel="(canonical|sitemap)"[^>]*>|<meta property="og:url"[^>]*>/g;

function placedText(text: string, { base, origin }: Place) {
  return (
    (origin === undefined ? text.replace(wholeAddresses, '') : text)
      // Starlight says of some scripts that they are no text, which they never are.
      .replaceAll('<script aria-hidden="true"', '<script')
      // A browser would wait for the styles before it runs Starlight's own, and read no further.
      .replace(/<body[\s\S]*/, (body) => body.replaceAll('<script>', '<script type="module">'))
      .replaceAll(placeholder.SITE_URL, () => origin ?? '')
      .replaceAll(placeholder.BASE_PATH, () => base)
  );
}
