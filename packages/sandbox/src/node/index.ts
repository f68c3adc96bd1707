export {
  type RequestEntry,
  type RunningSandbox,
  type ServerOptions,
  startSandbox,
} from './server.js';
