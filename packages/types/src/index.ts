export type * from './generated/names.js';
export type { components, operations, paths } from './generated/openapi.js';
