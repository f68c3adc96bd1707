import { parseArgs } from 'node:util';
import { methods, type NewOperation } from './operation-files.ts';
import { OperationRefused } from './operation-refused.ts';

/** What an author is asked for, in this order. `refuse` says why a value will not do. */
export const questions: Record<
  string,
  { question: string; refuse: (value: string) => string | undefined }
> = {
  id: {
    question: 'operationId, a verb first, such as pauseSubscription',
    refuse: (value) =>
      /^[a-z]+([A-Z][a-z0-9]*)+$/.test(value)
        ? undefined
        : 'it must be lowerCamelCase, a verb first.',
  },
  method: {
    question: `method (${methods.join(', ')})`,
    refuse: (value) =>
      methods.includes(value) ? undefined : `it must be one of ${methods.join(', ')}.`,
  },
  path: {
    question: 'path, such as /subscriptions/{subscriptionId}/pause',
    refuse: (value) =>
      /^(\/([\w.-]+|\{\w+\}))+$/.test(value)
        ? undefined
        : 'it must start with / and hold names and {parameters} only.',
  },
  summary: {
    question: 'summary, one line, such as Pause a subscription',
    refuse: (value) => (value.trim() ? undefined : 'it must not be empty.'),
  },
};

/**
 * Reads the flags, and asks for those that are missing where someone is there to answer.
 *
 * @throws {OperationRefused}
 */
export async function readOperation(
  argv: string[],
  ask: ((question: string) => Promise<string>) | undefined,
): Promise<NewOperation> {
  const names = [...Object.keys(questions), 'response'];
  const { values } = parseArgs({
    args: argv,
    options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
  });
  const operation: any = { ...values };
  for (const [flag, { question, refuse }] of Object.entries(questions)) {
    const given = operation[flag] ?? (await ask?.(`${question}: `));
    if (given === undefined) throw new OperationRefused(flag, `missing. It is the ${question}.`);
    const reason = refuse(given);
    if (reason) throw new OperationRefused(flag, `${JSON.stringify(given)}: ${reason}`);
    operation[flag] = given;
  }
  return operation;
}
