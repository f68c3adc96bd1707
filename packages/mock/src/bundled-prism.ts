import { contract } from './bundled-contract.js';
import { loadPrism, type Prism } from './prism.js';

let loaded: Promise<Prism> | undefined;

/**
 * Prism over the bundled contract. It keeps nothing of requests, and to make one takes longer with each
 * operation: every mock and every proxy of a process has the same.
 */
export function bundledPrism(): Promise<Prism> {
  loaded ??= loadPrism(contract);
  return loaded;
}
