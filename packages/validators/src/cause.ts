import type { ErrorDetailCode } from '@connect-api/types';
import { formatForm, stringForm, typeForm } from './forms.js';
import type { SchemaError } from './generated-module.js';
import { at, type JsonSchema, tokensOf } from './json-schema.js';
import { misspelt, nearest } from './nearest.js';
import { propertyPath } from './property.js';

/** What a part holds: properties of a body, parameters, headers or cookies. */
export type Noun = 'property' | 'parameter' | 'header' | 'cookie';

/** Where an error is looked up. */
export interface Subject {
  /** What the data is held against. */
  readonly schema: JsonSchema;
  /** What was validated. */
  readonly data: unknown;
  /** What its parts are called. */
  readonly noun: Noun;
}

/** A detail before it is decided which details stand. */
export interface Cause {
  /** For programs. */
  readonly code: ErrorDetailCode;
  /** For people. */
  readonly message: string;
  /** Tokens of the path to what is wrong. */
  readonly path: readonly string[];
  /** What may have been meant. */
  readonly suggestion?: string;
  /** Of several causes at one place, the one with the lowest rank says most. */
  readonly rank: number;
}

/** What an error of Ajv means to the caller, or undefined where another error says it better. */
export function causeOf(error: SchemaError, subject: Subject): Cause | undefined {
  const { keyword, params } = error;
  switch (keyword) {
    case 'required':
    case 'dependentRequired':
      return missing(error, subject, params['missingProperty']);
    case 'additionalProperties':
      return unknown(error, subject, params['additionalProperty']);
    case 'unevaluatedProperties':
      return unknown(error, subject, params['unevaluatedProperty']);
    case 'discriminator':
      return otherTag(error, subject);
    case 'enum':
      return notAllowed(tokensOf(error.instancePath), allowedValues(error, subject), subject);
    case 'const':
      return notAllowed(tokensOf(error.instancePath), [params['allowedValue']], subject);
    case 'type':
      return invalid(error, `Must be ${typeForm(params['type'])}.`, 2);
    case 'format': {
      const { text, form } = formatForm(params['format']);
      return { ...invalid(error, `Must be ${text}.`, 3, form), code: 'INVALID_FORMAT' };
    }
    case 'minLength':
    case 'maxLength':
    case 'pattern': {
      const form = parentSchemaOf(error, subject);
      // An example helps where a pattern must be explained; of an id it would be somebody else's.
      const [example] = form.pattern === undefined ? [] : (form.examples ?? []);
      const suggestion = example === undefined ? undefined : textOf(example);
      return invalid(error, `Must be ${stringForm(form)}.`, 3, suggestion);
    }
    case 'if':
      return undefined; // The errors of `then` or `else` come with it.
    default:
      return invalid(error, sentence(error.message ?? `must fit ${keyword}`), 4);
  }
}

function missing(error: SchemaError, subject: Subject, name: string): Cause {
  const path = [...tokensOf(error.instancePath), name];
  const message = `The ${subject.noun} is required${conditionOf(error, subject, name)}.`;
  return { code: 'FIELD_REQUIRED', message, path, rank: 0 };
}

function unknown(error: SchemaError, subject: Subject, name: string): Cause {
  const object = at(subject.data, error.instancePath) as object;
  const known = Object.keys(parentSchemaOf(error, subject).properties ?? {});
  const suggestion = misspelt(
    name,
    known.filter((one) => !Object.hasOwn(object, one)),
  );
  return {
    code: 'FIELD_UNKNOWN',
    message: `The contract has no such ${subject.noun}${conditionOf(error, subject, suggestion ?? name)}.`,
    path: [...tokensOf(error.instancePath), name],
    ...(suggestion !== undefined && { suggestion }),
    rank: 0,
  };
}

/** The value that chooses a branch is missing or chooses none. */
function otherTag(error: SchemaError, subject: Subject): Cause {
  const { tag, tagValue } = error.params;
  const branches = (parentSchemaOf(error, subject)['oneOf'] ?? []) as readonly JsonSchema[];
  if (tagValue === undefined) {
    return misspeltTag(error, subject, tag, branches) ?? missing(error, subject, tag);
  }
  const allowed = branches.flatMap((branch) => valuesOf(branch, tag));
  return notAllowed([...tokensOf(error.instancePath), tag], allowed, subject);
}

function misspeltTag(
  { instancePath }: SchemaError,
  { data, noun }: Subject,
  tag: string,
  branches: readonly JsonSchema[],
): Cause | undefined {
  const known = new Set(branches.flatMap(({ properties = {} }) => Object.keys(properties)));
  const name = Object.keys(at(data, instancePath) as object).find(
    (key) => !known.has(key) && misspelt(key, [tag]),
  );
  if (name === undefined) return undefined;
  return {
    code: 'FIELD_UNKNOWN',
    message: `The contract has no such ${noun}.`,
    path: [...tokensOf(instancePath), name],
    suggestion: tag,
    rank: 0,
  };
}

/** What is allowed there: where it tells the branches of a choice apart, the values of all of them. */
function allowedValues(error: SchemaError, subject: Subject): readonly unknown[] {
  const own = error.params['allowedValues'];
  const [, branch = '', name = ''] =
    /^(.*)\/properties\/([^/]+)\/\w+$/.exec(error.schemaPath) ?? [];
  const branches = branchesBeside(branch, subject);
  const all = branches.map((one) => valuesOf(one, ...tokensOf(`#/${name}`)));
  return all.length > 0 && all.every((values) => values.length > 0) ? all.flat() : own;
}

/** The branches of the choice that a schema is a branch of, itself included. */
function branchesBeside(schemaPath: string, { schema }: Subject): readonly JsonSchema[] {
  const [, choice] = /^(.*\/(?:oneOf|anyOf))\/\d+$/.exec(schemaPath) ?? [];
  return choice === undefined ? [] : ((at(schema, choice) ?? []) as readonly JsonSchema[]);
}

function notAllowed(
  path: readonly string[],
  allowed: readonly unknown[],
  { data }: Subject,
): Cause {
  const value = path.reduce<unknown>(
    (current, token) => (current as Record<string, unknown>)[token],
    data,
  );
  const candidates = allowed.map(textOf);
  const suggestion = typeof value === 'string' ? nearest(value, candidates) : undefined;
  return {
    code: 'FIELD_INVALID',
    message: `Must be ${allowed.length > 1 ? 'one of ' : ''}${candidates.join(', ')}.`,
    path,
    ...(suggestion !== undefined && { suggestion }),
    rank: 1,
  };
}

function invalid(error: SchemaError, message: string, rank: number, suggestion?: string): Cause {
  return {
    code: 'FIELD_INVALID',
    message,
    path: tokensOf(error.instancePath),
    ...(suggestion !== undefined && { suggestion }),
    rank,
  };
}

/** ` when reason is OTHER`, where a branch of a choice makes the rule. */
function conditionOf(error: SchemaError, subject: Subject, about: string): string {
  if (error.keyword === 'dependentRequired') return ` beside ${error.params['property']}`;
  const branch = error.schemaPath.slice(0, error.schemaPath.lastIndexOf('/'));
  const branches = branchesBeside(branch, subject);
  const rules = branches.map(({ properties = {}, required = [] }) =>
    [Object.hasOwn(properties, about), required.includes(about)].join(),
  );
  // What all branches ask has no condition.
  if (new Set(rules).size < 2) return '';
  const here = tokensOf(error.instancePath);
  const schema = parentSchemaOf(error, subject);
  const conditions = Object.keys(schema.properties ?? {})
    .filter((name) => name !== about && valuesOf(schema, name).length === 1)
    .map(
      (name) =>
        `${propertyPath([...here, name], subject.data)} is ${textOf(valuesOf(schema, name)[0])}`,
    );
  return conditions.length === 0 ? '' : ` when ${conditions.join(' and ')}`;
}

/** The values that a property must have one of, by `enum` or `const`; none where any will do. */
function valuesOf({ properties }: JsonSchema, name = ''): readonly unknown[] {
  const property = properties?.[name];
  return property?.enum ?? (property?.['const'] === undefined ? [] : [property['const']]);
}

/** The schema object that holds the keyword of the error. */
function parentSchemaOf({ schemaPath }: SchemaError, { schema }: Subject): JsonSchema {
  return (at(schema, schemaPath.slice(0, schemaPath.lastIndexOf('/'))) ?? {}) as JsonSchema;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
