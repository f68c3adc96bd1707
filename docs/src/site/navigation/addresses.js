// Where the pages of the reference are. Nothing else spells these paths.

export const reference = '/reference/';
export const changelog = '/reference/changelog/';
export const schemas = '/reference/schemas/';
export const errors = '/reference/errors/';

/** @param {string} operationId */
export const operation = (operationId) => `/reference/operations/${operationId}/`;

/** @param {string} name */
export const schema = (name) => `${schemas}${name}/`;

/** @param {string} code */
export const error = (code) => `${errors}${code}/`;

/**
 * The Markdown twin of a page: its address plus `.md`. The home page has no name of its own.
 *
 * @param {string} page
 */
export const twin = (page) => (page === '/' ? '/index.md' : page.replace(/\/$/, '.md'));
