import * as v from 'valibot';
import { operations } from '../bundled-contract.js';
import { UsageError } from '../usage-error.js';
import { type KnownSubjects, type Role, roles, type Subject, SubjectsSchema } from './roles.js';

/** @throws {UsageError} that names every problem with its place */
export function readSubjects(input: unknown, source: string): KnownSubjects {
  const subjects = read(SubjectsSchema, input, source);
  const known = operations.map(({ operationId }) => operationId);
  const unknown = Object.keys(subjects.requests).filter((each) => !known.includes(each));
  if (unknown.length === 0) return subjects;
  throw new UsageError(
    `${source}: the contract has no operation ${unknown.join(', ')}, only ${known.join(', ')}.`,
  );
}

/** @throws {UsageError} that names every problem with its place */
export function readSubject(role: Role, input: unknown): Subject {
  return read(roles[role], input, `The subject that create('${role}') gave`);
}

function read<Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown,
  source: string,
): v.InferOutput<Schema> {
  if (Array.isArray(input)) throw new UsageError(`${source} is a list, not an object.`);
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  const problems = result.issues.map(
    (issue) => `  ${v.getDotPath(issue) ?? 'root'}: ${textOf(issue)}`,
  );
  throw new UsageError(`${source} is not valid:\n${problems.join('\n')}`);
}

function textOf({ kind, type, expected, received, message }: v.BaseIssue<unknown>): string {
  if (kind === 'validation') return message;
  if (expected === 'never') return 'there is no such field';
  if (type === 'strict_object' && received === 'undefined') return 'is missing';
  return `expected ${expected}, not ${received}`;
}
