export type * from './generated/names.js';
export type { components, operations, paths, webhooks } from './generated/openapi.js';
