/** The path that the site is served under, with a slash at both ends. `BASE_PATH` at build, default `/`. */
export const base = `/${process.env['BASE_PATH'] ?? ''}/`.replace(/\/+/g, '/');

/** The address of the host, for canonical links and the sitemap. `SITE_URL` at build, default none. */
export const site = process.env['SITE_URL'];

/**
 * The address of a page under the site's base path.
 *
 * @param {string} path from the site's root, such as `/reference/`
 */
export const href = (path) => base + path.replace(/^\//, '');

/**
 * The same with the host, where the build knows it.
 *
 * @param {string} address under the base path
 */
export const absolute = (address) => (site ? new URL(address, site).href : address);
