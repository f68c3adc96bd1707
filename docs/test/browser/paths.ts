import * as addresses from '../../src/site/addresses.js';
import { pages } from '../site.js';

const all = pages.map(({ path }) => path);

export const operationPages = all.filter((path) =>
  path.startsWith(addresses.operation('').slice(0, -1)),
);

/** Pages that are unlike each other: each page by hand, each operation, one schema, one error code. */
export const kinds = [
  ...all.filter(
    (path) => !path.startsWith(addresses.schemas) && !path.startsWith(addresses.errors),
  ),
  addresses.schemas,
  addresses.schema('Subscription'),
  addresses.errors,
  addresses.error('VALIDATION_ERROR'),
];

/** Schemas and error codes whose pages differ from one of `kinds` in their main part only. */
export const alike = all.filter((path) => !kinds.includes(path));
