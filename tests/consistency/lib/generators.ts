// The generators of the packages. They are no part of what the packages export: only here, where each is
// handed a contract with one fact changed, does anything reach for them from outside.
export { generate as generateClient } from '../../../packages/client/generator/index.ts';
export { generateContract as generateSandbox } from '../../../packages/sandbox/generator/contract.ts';
export { hasRules as sandboxHasRules } from '../../../packages/sandbox/generator/rules.ts';
export { generate as generateTypes } from '../../../packages/types/generator/index.ts';
export { generate as contractModules } from '../../../packages/validators/generator/index.ts';
