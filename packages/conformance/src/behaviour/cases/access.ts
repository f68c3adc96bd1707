import { type ParameterObject, resolve } from '@connect-api/spec/contract';
import { accessOf, document, jsonBodyOf, type Operation } from '../../bundled-contract.js';
import { roles } from '../../subjects/roles.js';
import type { Case } from '../case.js';

// For every operation that names something in its path, rules of its own or not.

/** What an operation must say of something that is not there, and of what is another tenant's. */
export function accessCases(operation: Operation): Case[] {
  const names = operation.parameters.filter((each) => each.in === 'path').map(({ name }) => name);
  if (names.length === 0) return [];
  return [
    ...missing(operation),
    ...(accessOf(operation)?.required ? foreign(operation, names) : []),
  ];
}

function missing({ responses }: Operation): Case[] {
  if (!responses['404']) return [];
  return [
    {
      id: 'nothing-there',
      title: 'The server says that what the path names is not there.',
      cites: 'Idempotency › Order of checks',
      steps: [{ send: { request: 'nothing' }, expect: { status: 404, notCode: 'NOT_FOUND' } }],
    },
  ];
}

function foreign({ responses, parameters }: Operation, names: string[]): Case[] {
  const known = Object.keys(roles.foreign.entries);
  const others = parameters.filter((each) => each.in === 'path' && !known.includes(each.name));
  const isText = ({ schema }: ParameterObject) => resolve(document, schema)?.type === 'string';
  if (!responses['403'] || others.length === names.length || !others.every(isText)) return [];
  return [
    {
      id: 'not-yours',
      title: 'The server refuses what belongs to another tenant.',
      cites: 'Authentication › Tenant',
      subjects: { it: 'foreign' },
      steps: [
        {
          send: {
            request: 'nothing',
            path: Object.fromEntries(
              names.map((name) => [name, known.includes(name) ? `{it.${name}}` : 'conformance']),
            ),
          },
          expect: { status: 403, code: 'FORBIDDEN' },
        },
      ],
    },
  ];
}

/** What can be asked of a request that takes a body, a key, a parameter: only where it does. */
export function isAskedOf(operation: Operation): (each: Case) => boolean {
  const needsKey = accessOf(operation)?.required ?? false;
  const hasBody = jsonBodyOf(operation) !== undefined;
  const types = Object.keys(operation.requestBody?.content ?? {});
  return ({ steps }) =>
    steps.every((step) => {
      if (!('send' in step)) return true;
      const { edit, headers, apiKey, method } = step.send;
      const type = headers?.['Content-Type'];
      const isAboutBody = edit !== undefined || type !== undefined;
      const isAboutKey = apiKey !== undefined && method === undefined;
      // Cases send other types than JSON to have them refused.
      if (type !== undefined && types.includes(type)) return false;
      return (hasBody || !isAboutBody) && (needsKey || !isAboutKey);
    });
}
