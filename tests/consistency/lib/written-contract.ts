// The contract that every artifact is held against: as it is written by hand, read without a bundler.

import type { Node } from '@connect-api/probes';
import type { OpenApiDocument } from '@connect-api/spec';
import { type Fact, factsOf } from './facts.ts';
import { type OperationProbes, probesOf } from './probes.ts';
import { readRepository, readSource } from './reading.ts';

export interface Contract {
  root: Node<OpenApiDocument>;
  facts: Fact[];
  probes: OperationProbes[];
}

export const contractFile = 'spec/openapi.yaml';

export function readContract(read: (file: string) => string = readRepository): Contract {
  const root = readSource(contractFile, read);
  return { root, facts: factsOf(root), probes: probesOf(root) };
}
