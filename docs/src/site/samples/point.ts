// A long answer says much that was there before. Its point is what this answer has and others lack: what
// is scheduled, what has changed.
import { type Exchange, exchanges, json, operations } from '../contract/document.ts';
import { nameOf } from '../contract/schema.ts';

/** Shorter answers are shown whole. */
const long = 16;

/** The schema of an exchange's answer, by the name that the contract gives it. */
function schemaOf({ operationId, status }: Exchange): string | undefined {
  const operation = operations.find((candidate) => candidate.operationId === operationId);
  const schema = json(operation?.responses[status])?.schema;
  return schema && nameOf(schema);
}

/** Every answer of each schema, with the subject that its path names. */
const answers = exchanges.map((exchange) => ({
  schema: schemaOf(exchange),
  subject: JSON.stringify(exchange.pathParameters),
  body: exchange.response,
}));

/**
 * The lines of a long answer that make its point, with … where others are left out; nothing where the
 * answer is short, or all of it is the point.
 */
export function pointOf(exchange: Exchange): string | undefined {
  const { response } = exchange;
  if (typeof response !== 'object' || response === null || Array.isArray(response))
    return undefined;
  if (JSON.stringify(response, null, 2).split('\n').length <= long) return undefined;
  const alike = answers.filter(
    ({ schema, body }) =>
      schema && schema === schemaOf(exchange) && typeof body === 'object' && body,
  );
  const own = alike.find(({ body }) => body === response);
  const told = own ? membersOfPoint(own, alike) : [];
  if (told.length === 0 || told.length === Object.keys(response).length) return undefined;
  const lines = Object.entries(response).map((entry) =>
    told.includes(entry[0]) ? entry : undefined,
  );
  const parts = lines.flatMap((entry, index) => {
    if (!entry) return lines[index - 1] === undefined && index > 0 ? [] : ['  …'];
    const [name, value] = entry;
    return [
      `  ${JSON.stringify(name)}: ${JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')},`,
    ];
  });
  return ['{', ...parts, '}'].join('\n');
}

interface Answer {
  subject: string;
  body: object;
}

/**
 * The members that half of the other answers lack, or have with another value for the same subject. A single
 * one that is otherwise is set apart, and not all others.
 */
export function membersOfPoint(own: Answer, answers: Answer[]): string[] {
  const others = answers.filter((each) => each !== own);
  const ofSubject = others.filter(({ subject }) => subject === own.subject);
  const memberOf = ({ body }: Answer, name: string) => JSON.stringify(Object(body)[name]);
  return Object.keys(own.body).filter(
    (name) =>
      halfOf(others, ({ body }) => !(name in body)) ||
      halfOf(ofSubject, (other) => memberOf(other, name) !== memberOf(own, name)),
  );
}

function halfOf<Item>(items: Item[], holds: (item: Item) => boolean): boolean {
  return items.length > 0 && items.filter(holds).length >= items.length / 2;
}
