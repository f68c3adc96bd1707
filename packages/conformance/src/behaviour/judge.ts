import { isDeepStrictEqual } from 'node:util';
import { errorCodes, type Operation } from '../bundled-contract.js';
import { checkAnswer } from '../check-answer.js';
import { type Answer, excerptOf } from '../http.js';
import type { Json } from '../json.js';
import type { Expect } from './case.js';
import { replayDifference } from './replay.js';
import { fill, type Known, valueAt } from './values.js';

/** What is wrong with an answer: against what a case expects, and against the contract in general. */
export function problemsOf(
  operation: Operation,
  answer: Answer,
  expect: Expect,
  answers: ReadonlyMap<string, Answer>,
  known: Known,
): string[] {
  const first = expect.same === undefined ? undefined : answers.get(expect.same);
  const apart = expect.notSame === undefined ? undefined : answers.get(expect.notSame);
  const problems = [
    ...(first
      ? replayDifference(first, answer).map(
          (difference) => `expected the same answer as before, but it differs in ${difference}`,
        )
      : unexpected(answer, expect, known)),
    ...(apart && idOf(apart) !== null && idOf(apart) === idOf(answer)
      ? ['its X-Request-Id is that of the first answer, so nothing was executed']
      : []),
  ];
  // A failure of the server is said once.
  if (problems.length > 0 && answer.status >= 500) return problems;
  const mayFail = [expect.status].flat().some((status) => Number(status) >= 500);
  return [...problems, ...checkAnswer(operation, answer, mayFail)];
}

function unexpected(answer: Answer, expect: Expect, known: Known): string[] {
  const { status, body } = answer;
  const fitsCode = !expect.code || body?.code === expect.code;
  const isOther = !expect.notCode || body?.code !== expect.notCode;
  if (!fitsStatus(answer, expect.status) || !fitsCode || !isOther) {
    return [`expected ${textOf(expect)}, got ${status}: ${excerptOf(answer)}`];
  }
  return [
    ...checkProperty(answer, expect.property),
    ...(expect.absent ?? [])
      .filter((path) => valueAt(body, path) !== undefined)
      .map((path) => `expected no ${path}, got ${JSON.stringify(valueAt(body, path))}`),
    ...(expect.nowhere ?? [])
      .filter((word) => namesIn(body).some((name) => name.toLowerCase().startsWith(word)))
      .map((word) => `expected no property ${word} anywhere`),
    ...Object.entries(expect.body ?? {}).flatMap(([path, template]) => {
      const wanted = fill(template, known);
      const got = path.split(' or ').map((place) => valueAt(body, place));
      if (got.some((value) => isDeepStrictEqual(value, wanted))) return [];
      const shown = got.map((value) => JSON.stringify(value) ?? 'none').join(' and ');
      return [`expected ${path} to be ${JSON.stringify(wanted)}, got ${shown}`];
    }),
  ];
}

/** The names of all properties, however deep. */
function namesIn(value: Json): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Array.isArray(value) ? [] : Object.keys(value);
  return [...own, ...Object.values(value).flatMap(namesIn)];
}

/** The expected status, and code, in words. */
function textOf({ status, code, notCode }: Expect): string {
  if (status === 'success') return 'a 2xx';
  if (status === 'executed')
    return 'the request to be executed (a 2xx, or a 403, 404 or 409 that is remembered)';
  const statuses = [status].flat().join(' or ');
  return [statuses, code, notCode && `with another code than ${notCode}`].filter(Boolean).join(' ');
}

function fitsStatus(answer: Answer, wanted: Expect['status']): boolean {
  if (wanted === undefined) return true;
  if (wanted === 'success') return answer.status < 300;
  if (wanted === 'executed') return wasExecuted(answer);
  return [wanted].flat().includes(answer.status);
}

/** Whether a request got past the checks for a 400 ("Remembered results" in the contract's description). */
function wasExecuted({ status, body }: Answer): boolean {
  const { scope } = errorCodes.find(({ code }) => code === body?.code) ?? {};
  if (scope === 'server' || /^idempotency_key_/.test(body?.code)) return false;
  return status < 300 || status === 403 || status === 404 || status === 409;
}

function checkProperty(answer: Answer, property: string | undefined): string[] {
  if (property === undefined) return [];
  const details: { property?: string }[] = answer.body?.details ?? [];
  if (details.some((each) => each.property === property)) return [];
  return [`expected a detail that names ${property}: ${excerptOf(answer)}`];
}

function idOf({ headers }: Answer): string | null {
  return headers.get('X-Request-Id');
}
