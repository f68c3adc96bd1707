import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Visitor } from './redocly.js';

/** Each step of a workflow calls an operation that the contract beside it has. */
export default function workflowOperation(): Visitor {
  return {
    Step({ operationId }, ctx) {
      if (operationId === undefined) return;
      const known = operationsBeside(ctx.location.source.absoluteRef);
      if (known.includes(operationId)) return;
      ctx.report({
        message: `There is no operation ${operationId}. The contract has ${known.join(', ')}.`,
        location: ctx.location.child(['operationId']),
      });
    },
  };
}

/** @param workflow a file in workflows/ */
function operationsBeside(workflow: string): string[] {
  const folder = path.join(path.dirname(workflow), '../paths');
  return readdirSync(folder).flatMap((file) =>
    [...readFileSync(path.join(folder, file), 'utf8').matchAll(/^ +operationId: (\S+)$/gm)].map(
      ([, operationId = '']) => operationId,
    ),
  );
}
