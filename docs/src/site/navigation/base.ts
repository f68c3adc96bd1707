/** The path that the site is served under, with a slash at both ends. `BASE_PATH` at build, default `/`. */
export const base = `/${process.env['BASE_PATH'] ?? ''}/`.replace(/\/+/g, '/');

/** The address of the host, for canonical links and the sitemap. `SITE_URL` at build, default none. */
export const site = process.env['SITE_URL'];

/** The address of a page under the site's base path, from its path such as `/reference/`. */
export const href = (path: string): string => base + path.replace(/^\//, '');

/** The same address, under the base path already, with the host where the build knows it. */
export const absolute = (address: string): string => (site ? new URL(address, site).href : address);
