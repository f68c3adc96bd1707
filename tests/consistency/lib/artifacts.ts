import type { Artifact } from './artifact.ts';
import { client } from './artifacts/client.ts';
import { docs } from './artifacts/docs.ts';
import { bundle, contract, packages } from './artifacts/documents.ts';
import { mock } from './artifacts/mock.ts';
import { samples } from './artifacts/samples.ts';
import { sandbox } from './artifacts/sandbox.ts';
import { types } from './artifacts/types.ts';
import { validators } from './artifacts/validators.ts';

/** Every artifact, in the order of the table. */
export const artifacts: Artifact[] = [
  ...[contract, bundle, types, client, validators],
  ...[mock, sandbox, docs, samples, packages],
];
