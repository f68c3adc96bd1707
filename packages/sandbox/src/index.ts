export type { ClockMode } from './clock.js';
export type { Fault } from './faults.js';
export type { Answer, ApiRequest, ApiResponse } from './http.js';
export { connectionLost } from './http.js';
export { createSandbox, type Sandbox, type SandboxOptions } from './sandbox.js';
export type { Effect, InitialState, Store } from './store/store.js';
export { WorldError } from './world/load.js';
export type { WorldInput } from './world/world.js';
