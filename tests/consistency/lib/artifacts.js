import { client } from './artifacts/client.js';
import { docs } from './artifacts/docs.js';
import { bundle, contract, packages } from './artifacts/documents.js';
import { mock } from './artifacts/mock.js';
import { samples } from './artifacts/samples.js';
import { sandbox } from './artifacts/sandbox.js';
import { types } from './artifacts/types.js';
import { validators } from './artifacts/validators.js';

/** Every artifact, in the order of the table. @type {import('./artifact.js').Artifact<any>[]} */
export const artifacts = [
  ...[contract, bundle, types, client, validators],
  ...[mock, sandbox, docs, samples, packages],
];
