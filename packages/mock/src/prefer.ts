import { type ErrorTable, invalid } from '@connect-api/http-edge';
import type { Example, Operation, Response } from './operation.js';
import type { Choice } from './prism.js';

interface Asked {
  prefer: string | undefined;
  query: Record<string, string | string[]>;
}

/**
 * What a `Prefer` header (RFC 7240) asks for: `code`, `example`, `dynamic` and `seed`; or, where there is
 * none, the query: `__code`, `__example`, `__dynamic` and `__seed`, as Prism has it. Other preferences are
 * ignored, as the RFC wants it; a value that cannot be had is a 400.
 */
export function choiceOf(
  { prefer, query }: Asked,
  operation: Operation,
  { defaults, errors }: { defaults: Choice; errors: ErrorTable },
): Choice {
  const wanted = prefer === undefined ? inQuery(query) : parse(prefer);
  const refuse = refusal(prefer === undefined);
  const choice = { ...defaults };
  if (wanted.seed !== undefined) choice.seed = wanted.seed;
  if (wanted.dynamic !== undefined) choice.dynamic = booleanOf(wanted.dynamic, refuse);
  if (wanted.code !== undefined) choice.code = codeOf(wanted.code, operation, refuse);
  if (wanted.example !== undefined) {
    const { response, example } = exampleWith(wanted.example, choice.code, operation, refuse);
    choice.exampleKey = example.key;
    choice.code ??= statusOf(response, example, errors);
  } else if (choice.code !== undefined && !choice.dynamic) {
    const example = exampleOfStatus(choice.code, operation, errors);
    if (example !== undefined) choice.exampleKey = example;
  }
  return choice;
}

/** The names of a response's examples. */
export function exampleNames(response: Response): string[] {
  return examplesOf(response).map(({ key }) => key);
}

function examplesOf({ contents }: Response): Example[] {
  return contents.flatMap(({ examples }) => examples);
}

type Preferences = Partial<Record<'code' | 'example' | 'dynamic' | 'seed', string>>;

function inQuery(query: Asked['query']): Preferences {
  return Object.fromEntries(
    ['code', 'example', 'dynamic', 'seed'].map((name) => [name, [query[`__${name}`]].flat()[0]]),
  );
}

function parse(prefer: string): Preferences {
  const preferences = prefer.matchAll(/(?:^|[,;])\s*([a-z]+)\s*=\s*(?:"([^"]*)"|([^",;\s]*))/gi);
  return Object.fromEntries(
    [...preferences].map(([, name = '', quoted, plain]) => [name.toLowerCase(), quoted ?? plain]),
  );
}

function booleanOf(text: string, refuse: Refuse): boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  throw refuse('dynamic', text, ['true', 'false']);
}

function codeOf(text: string, { responses }: Operation, refuse: Refuse): number {
  const codes = responses.map(({ code }) => code);
  const statuses = codes.filter((code) => code !== 'default');
  // `default` stands for errors that the contract does not list.
  const takesOthers = codes.includes('default');
  const isOther = takesOthers && /^[45]/.test(text);
  if (
    /^\d{3}$/.test(text) &&
    (isOther || [text, rangeOf(text)].some((one) => codes.includes(one)))
  ) {
    return Number(text);
  }
  throw refuse(
    'code',
    text,
    takesOthers ? [...statuses, 'other errors from 400 to 599'] : statuses,
  );
}

function exampleWith(
  name: string,
  code: number | undefined,
  { responses }: Operation,
  refuse: Refuse,
) {
  const possible =
    code === undefined
      ? responses
      : responses.filter((each) => each === responseFor(code, responses));
  const found = possible
    .flatMap((response) => examplesOf(response).map((example) => ({ response, example })))
    .find(({ example }) => example.key === name);
  if (found) return found;
  const of = code === undefined ? '' : ` of ${code}`;
  throw refuse('example', name, possible.flatMap(exampleNames), of);
}

/** The response of a status: its own, that of its range, else `default`. */
export function responseFor(code: number, responses: Response[]): Response | undefined {
  const byCode = (wanted: string) => responses.find((response) => response.code === wanted);
  return byCode(String(code)) ?? byCode(rangeOf(String(code))) ?? byCode('default');
}

/** `4XX` of 404. */
function rangeOf(status: string): string {
  return `${status.charAt(0)}XX`;
}

/** Under `default`, or a range, the example whose error code has this status. */
function exampleOfStatus(
  code: number,
  { responses }: Operation,
  errors: ErrorTable,
): string | undefined {
  const response = responseFor(code, responses);
  if (!response || response.code === String(code)) return undefined;
  return examplesOf(response).find((example) => statusOf(response, example, errors) === code)?.key;
}

/** The status of an example; under `default`, or a range, its error code tells it. */
function statusOf({ code }: Response, example: Example, errors: ErrorTable): number {
  if (/\d$/.test(code)) return Number(code);
  const { value } = example as { value?: { code?: unknown } | null };
  const first = code === 'default' ? 500 : Number(code.replace(/X/gi, '0'));
  return errors[String(value?.code)]?.status ?? first;
}

type Refuse = (preference: string, given: string, known: string[], of?: string) => Error;

/** What is said of a value that cannot be had, as it was given: in the header or in the query. */
function refusal(inQuery: boolean): Refuse {
  const prefix = inQuery ? '__' : '';
  return (preference, given, known, of = '') => {
    const what =
      given === '' ? `${prefix}${preference} is empty` : `There is no ${preference} ${given}${of}`;
    const detail = {
      message: `${what}. Known: ${known.join(', ') || 'none'}.`,
      code: 'FIELD_INVALID',
      property: inQuery ? `__${preference}` : 'Prefer',
      ...(known[0] && { suggestion: `${prefix}${preference}=${known[0]}` }),
    };
    const hint = 'GET /__examples lists the statuses and examples of each operation.';
    return invalid([detail], { hint });
  };
}
