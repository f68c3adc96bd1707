import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import YAML from 'yaml';
import { kindNames, kinds } from './kinds.ts';
import type { NewOperation } from './operation-files.ts';
import { OperationRefused } from './operation-refused.ts';
import { options } from './options.ts';

interface Question {
  question: string;
  /** Says why a value will not do */
  refuse: (value: string) => string | undefined;
}

const lint = YAML.parse(readFileSync(new URL('../redocly.yaml', import.meta.url), 'utf8'));
/** Those that lint takes. */
const verbs: string[] = lint.rules['connect/operation-id'].verbs;

/** What an author is asked for, in this order. */
export const questions = {
  id: {
    question: 'operationId, a verb first, such as pauseSubscription',
    refuse: (value) => {
      if (!/^[a-z]+([A-Z][a-z0-9]*)+$/.test(value))
        return 'it must be lowerCamelCase, a verb first.';
      return verbs.includes(value.replace(/[A-Z].*/, ''))
        ? undefined
        : `it must start with a verb (${verbs.join(', ')}), or with one that you add in spec/redocly.yaml.`;
    },
  },
  kind: {
    question: `kind (${kindNames.join(', ')})`,
    refuse: (value) =>
      Object.hasOwn(kinds, value) ? undefined : `it must be one of ${kindNames.join(', ')}.`,
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
} satisfies Record<string, Question>;

type Asked = keyof typeof questions;

/** What `--help` says. */
export const help = `Writes path, schemas and exchanges of a new operation under spec/, which pass lint and tests, and a
changeset. It asks for what the flags leave out.

  npm run new:operation -- --id pauseSubscription --kind action \\
    --path '/subscriptions/{subscriptionId}/pause' --summary 'Pause a subscription'

  --id        ${questions.id.question}
  --kind      what it does:
${kindNames.map((name) => `                ${name.padEnd(8)}${kinds[name].does} (${kinds[name].method.toUpperCase()})`).join('\n')}
  --path      ${questions.path.question}
  --summary   ${questions.summary.question}
  --response  a schema of the contract that the response has; else a new one is written
  --help, -h  prints this
`;

/**
 * Reads the flags, and asks for those that are missing where someone is there to answer, again after an
 * answer that will not do.
 *
 * @param tell says why it asks again
 * @returns `undefined` where only help is wanted
 * @throws {OperationRefused}
 */
export async function readOperation(
  argv: string[],
  ask: ((question: string) => Promise<string>) | undefined,
  tell: (line: string) => void = () => {},
): Promise<NewOperation | undefined> {
  const { values } = parseArgs({ args: argv, options });
  if (values.help) return undefined;
  const answers: Partial<Record<Asked, string>> = {};
  for (const [flag, { question, refuse }] of Object.entries(questions) as [Asked, Question][]) {
    const given = values[flag] ?? (ask && (await answerTo(question, refuse, ask, tell)));
    if (given === undefined) throw new OperationRefused(flag, `missing. It is the ${question}.`);
    const reason = refuse(given);
    if (reason) throw new OperationRefused(flag, `${JSON.stringify(given)}: ${reason}`);
    answers[flag] = given;
  }
  return { ...values, ...answers } as NewOperation;
}

async function answerTo(
  question: string,
  refuse: Question['refuse'],
  ask: (question: string) => Promise<string>,
  tell: (line: string) => void,
): Promise<string> {
  for (;;) {
    const answer = await ask(`${question}: `);
    const reason = refuse(answer);
    if (!reason) return answer;
    tell(`${JSON.stringify(answer)}: ${reason}`);
  }
}
