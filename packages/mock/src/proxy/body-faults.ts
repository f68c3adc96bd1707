import { type Cause, causesOf } from '@connect-api/validators/details';
import { bundledOf, type Judgement, judgeBody } from '../judge-body.js';
import type { Operation } from '../operation.js';
import type { Violation } from '../prism.js';
import { type Fault, pointerOf } from './difference.js';
import { withoutUnknown } from './without-unknown.js';

/** What is said of one body at most. */
const mostFaults = 100;

/** Why Prism finds fault with a body, one for each cause, and where. */
export function bodyFaults(
  operation: Operation,
  schema: object,
  body: unknown,
  violations: readonly Violation[],
): Fault[] {
  const own = violations.filter(
    ({ path: [place = 'body'], code }) => place === 'body' && code !== 401,
  );
  // A body of null is none to Prism.
  if (own.length === 0 && body !== null) return [];
  const found = causes(judgeBody(operation, schema, body), body).map(faultOf);
  if (found.length > 0) return found.slice(0, mostFaults);
  // Were the two ever to disagree, Prism's verdict stands, in its own words.
  return own.slice(0, mostFaults).map(({ path, message }) => ({
    in: 'body',
    at: pointerOf(path.slice(1)),
    code: 'FIELD_INVALID',
    message,
  }));
}

/** The properties of an answer that the contract does not know. */
export function unknownProperties(operation: Operation, schema: object, body: unknown): Fault[] {
  const closed = withoutUnknown(schema, bundledOf(operation));
  return causes(judgeBody(operation, closed, body), body)
    .filter(({ code }) => code === 'FIELD_UNKNOWN')
    .slice(0, mostFaults)
    .map((cause) => ({ ...faultOf(cause), message: 'The contract has no such property.' }));
}

function causes({ schema, errors }: Judgement, data: unknown): Cause[] {
  return causesOf(errors, { schema, data, noun: 'property' });
}

function faultOf({ path, code, message }: Cause): Fault {
  return { in: 'body', at: pointerOf(path), code, message };
}
