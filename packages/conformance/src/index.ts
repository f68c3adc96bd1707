export type { Limits } from './limits.js';
export type { Failure, Part, Report, Result } from './report/report.js';
export { type ConformanceOptions, type Progress, runConformance } from './run.js';
export type { Hooks } from './subjects/hooks.js';
export type { Role, Subject, Subjects } from './subjects/roles.js';
export { UsageError } from './usage-error.js';
