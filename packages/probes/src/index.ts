// Values that a contract accepts or refuses, each with the fact that decides it. Whoever judges a server
// or an artifact chooses what is around them: the smallest valid request or response, or any.
export { type Arbitraries, arbitraries } from './arbitrary.ts';
export type { Json } from './json.ts';
export { leastOf } from './least.ts';
export { codeOf, jsonOf, jsonTypeOf, schemaOf } from './media.ts';
export {
  fromPointer,
  type Node,
  type Path,
  type Place,
  readDocument,
  readFiles,
  type SourceFile,
} from './node.ts';
export { inAny, inLeast, type Probe, type Verdict } from './probe.ts';
export {
  type Parameter,
  parametersOf,
  type RequestProbe,
  requestProbes,
} from './request-probes.ts';
export {
  isObject,
  isOfType,
  openEnumOf,
  partsOf,
  type Schema,
  type SchemaNode,
  typesOf,
  type Way,
} from './schema.ts';
export { schemaProbes } from './schema-probes.ts';
