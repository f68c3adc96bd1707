import type { OpenApiDocument } from '@connect-api/spec';
import type { OperationValidators } from '@connect-api/validators';
import type { Artifact } from '../artifact.ts';
import { loadFrom } from '../bundle.ts';
import { contractModules } from '../generators.ts';
import { emptyInPath, impliedBy, saidByDefault } from '../implied.ts';
import { type AnyProbe, judge } from '../judge.ts';
import type { OperationProbes, RequestParts } from '../probes.ts';
import { asSent } from '../server.ts';

export type Validators = { operations: readonly OperationValidators[]; contractDigest: string };

export const validators: Artifact<Validators> = {
  name: 'validators',
  package: '@connect-api/validators',
  silent: ({ kind, about }) => {
    if (kind === 'example') return 'holds values against schemas, not against examples';
    if (kind === 'enum value' && about.open) return 'an open enumeration takes any value';
    if (kind === 'error code') return 'error codes are an open list';
    if (kind === 'security') return 'API keys are checked by whoever has them';
    if (kind === 'required' && about.in === 'path')
      return 'a path without its parameter is another path';
    if (about.keyword === 'lifetimeSeconds') return 'keeps no keys';
    return undefined;
  },
  built: () => import('@connect-api/validators'),
  generate: (document) =>
    loadFrom('packages/validators/src/index.ts', { replaced: validatorModules(document) }),
  text: (document) => Object.values(validatorModules(document)).join(),
  check: async ({ operations }, facts, { probes }) => {
    const byId = new Map(operations.map((each) => [String(each.operationId), each]));
    const all = probes.flatMap((operation) =>
      [...operation.requests, ...operation.responses].map((probe): [typeof operation, AnyProbe] => [
        operation,
        probe,
      ]),
    );
    return judge(
      facts,
      all,
      (operation, probe) => {
        const { operationId, method, path } = operation;
        const own = byId.get(operationId);
        if (own?.method !== method || own.path !== path) return 'missing';
        if ('request' in probe)
          return own.request(inputOf(operation, probe.request)).valid ? 'accepted' : 'refused';
        const result = own.response(probe.status, probe);
        if (!result.valid) return 'refused';
        // A header of plain text that is not required is not missed, but it is read by its name.
        return !probe.reads || Object.hasOwn(result.value.headers, probe.reads)
          ? 'accepted'
          : `without ${probe.reads}`;
      },
      ({ operationId }) => `@connect-api/validators, validators.${operationId}`,
    );
  },
  unseen: (fact, contract, edit) =>
    emptyInPath(fact, contract) ?? saidByDefault(fact, contract, edit) ?? impliedBy(fact, contract),
  digest: async ({ contractDigest }) => contractDigest,
};

function inputOf(operation: OperationProbes, { path, body, ...request }: RequestParts) {
  const sent = asSent(operation, { path, ...request });
  return { ...sent, query: new URLSearchParams(sent.query), body };
}

/** @returns the generated modules of the validators, by file */
export function validatorModules(document: OpenApiDocument): Record<string, string> {
  return Object.fromEntries(
    Object.entries(contractModules(document, 'none')).map(([name, text]) => [
      `packages/validators/src/generated/${name}`,
      text,
    ]),
  );
}
