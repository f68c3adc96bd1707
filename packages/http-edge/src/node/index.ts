// What needs Node: the server, and the command line around it.
export { type CommandLine, type Program, UsageError } from './command-line.js';
export { readServerFlags, serverFlags } from './flags.js';
export { logLine } from './log.js';
export { endWithProcess, runProgram } from './program.js';
export type { ProgramProcess } from './program-process.js';
export { type RequestEntry, type RunningServer, startServer } from './server.js';
