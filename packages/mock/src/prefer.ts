import { invalid } from '@connect-api/http-edge';
import { errors } from './bundled-contract.js';
import type { Choice, Operation } from './prism.js';

type Response = Operation['responses'][number];

/**
 * What a `Prefer` header (RFC 7240) asks for: `code`, `example`, `dynamic` and `seed`. Other preferences
 * are ignored, as the RFC wants it; a value that cannot be had is a 400.
 */
export function choiceOf(prefer: string, operation: Operation, defaults: Choice): Choice {
  const wanted = parse(prefer);
  const choice = { ...defaults };
  if (wanted.seed !== undefined) choice.seed = wanted.seed;
  if (wanted.dynamic !== undefined) choice.dynamic = booleanOf(wanted.dynamic);
  if (wanted.code !== undefined) choice.code = codeOf(wanted.code, operation);
  if (wanted.example !== undefined) {
    const response = responseWith(wanted.example, choice.code, operation);
    choice.exampleKey = wanted.example;
    choice.code ??= statusOf(response, wanted.example);
  }
  return choice;
}

/** The names of a response's examples. */
export function exampleNames(response: Response): string[] {
  return (response.contents ?? []).flatMap(({ examples = [] }) => examples.map(({ key }) => key));
}

type Preferences = Partial<Record<'code' | 'example' | 'dynamic' | 'seed', string>>;

function parse(prefer: string): Preferences {
  const preferences = prefer.matchAll(/(?:^|[,;])\s*([a-z]+)\s*=\s*(?:"([^"]*)"|([^",;\s]*))/gi);
  return Object.fromEntries(
    [...preferences].map(([, name = '', quoted, plain]) => [name.toLowerCase(), quoted ?? plain]),
  );
}

function booleanOf(text: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  throw refuse('dynamic', text, ['true', 'false']);
}

function codeOf(text: string, { responses }: Operation): number {
  const codes = responses.map(({ code }) => code);
  const statuses = codes.filter((code) => code !== 'default');
  // `default` stands for errors that the contract does not list.
  if (statuses.includes(text) || (codes.includes('default') && /^[45]\d\d$/.test(text))) {
    return Number(text);
  }
  throw refuse('code', text, statuses);
}

function responseWith(name: string, code: number | undefined, { responses }: Operation): Response {
  const possible =
    code === undefined
      ? responses
      : responses.filter((each) => each === responseFor(code, responses));
  const found = possible.find((response) => exampleNames(response).includes(name));
  if (found) return found;
  throw refuse('example', name, possible.flatMap(exampleNames));
}

function responseFor(code: number, responses: Response[]): Response | undefined {
  const byCode = (wanted: string) => responses.find((response) => response.code === wanted);
  return byCode(String(code)) ?? byCode('default');
}

/** The status of an example; under `default` its error code tells it. */
function statusOf({ code, contents = [] }: Response, name: string): number {
  if (code !== 'default') return Number(code);
  const example = contents.flatMap(({ examples = [] }) => examples).find(({ key }) => key === name);
  const value = example && 'value' in example ? (example.value as { code?: string }) : undefined;
  return errors[value?.code ?? '']?.status ?? 500;
}

function refuse(preference: string, given: string, known: string[]) {
  return invalid(
    [
      {
        message: `There is no ${preference} ${given}. Known: ${known.join(', ')}.`,
        code: 'FIELD_INVALID',
        property: 'Prefer',
        ...(known[0] && { suggestion: `${preference}=${known[0]}` }),
      },
    ],
    { hint: 'GET /__examples lists the statuses and examples of each operation.' },
  );
}
