import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Visitor } from './redocly.js';

/** Each step of a workflow calls an operation that the contract beside it has, and what it says is there. */
export default function workflowOperation(): Visitor {
  return {
    Root({ sourceDescriptions = [] }: { sourceDescriptions?: { url?: string }[] }, ctx) {
      const folder = path.dirname(ctx.location.source.absoluteRef);
      for (const [index, { url = '' }] of sourceDescriptions.entries()) {
        if (existsSync(path.join(folder, url))) continue;
        ctx.report({
          message: `There is no file ${url}. Write ../openapi.yaml.`,
          location: ctx.location.child(['sourceDescriptions', index, 'url']),
        });
      }
    },
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
  const spec = path.join(path.dirname(workflow), '..');
  const folder = path.join(spec, 'paths');
  const inFolder = existsSync(folder) ? readdirSync(folder) : [];
  // A contract may come in one file, and in JSON, which is YAML, too.
  const files = [
    path.join(spec, 'openapi.yaml'),
    ...inFolder.map((file) => path.join(folder, file)),
  ];
  return files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^ +"?operationId"?: "?([^"\s]+)"?,?$/gm)].map(
      ([, operationId = '']) => operationId,
    ),
  );
}
