// Where the pages of the reference are. Nothing else spells these paths.

export const reference = '/reference/';
export const changelog = '/reference/changelog/';
export const schemas = '/reference/schemas/';
export const errors = '/reference/errors/';

export const operation = (operationId: string) => `/reference/operations/${operationId}/`;

/** Where the operations of a tag are listed. */
export const tag = (name: string) => `${reference}#${tagId(name)}`;

export const tagId = (name: string) =>
  `operations-${name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')}`;

export const webhook = (name: string) => `/reference/webhooks/${name}/`;

export const schema = (name: string) => `${schemas}${name}/`;

export const error = (code: string) => `${errors}${code}/`;

/** The Markdown twin of a page: its address plus `.md`. The home page has no name of its own. */
export const twin = (page: string) => (page === '/' ? '/index.md' : page.replace(/\/$/, '.md'));
