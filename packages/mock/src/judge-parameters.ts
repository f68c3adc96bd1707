import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { bundledOf } from './judge-body.js';
import type { Header, Operation, QueryParameter } from './operation.js';
import type { Violation } from './prism.js';

// Prism looks at no cookies, and not into objects in the query, takes an empty value of the query or a header for
// a missing one and counts no lists, so that it is not shown the query.

type Query = Record<string, string | string[]>;
type Parameter = { name: string; schema?: object; required?: boolean };

/** What is wrong with a query. */
export function judgeQuery(operation: Operation, query: Query): Violation[] {
  return operation.request.query.flatMap((parameter) => {
    const value = valueIn(query, parameter);
    return value === undefined
      ? missing('query', parameter)
      : judge(operation, 'query', parameter, value);
  });
}

/** What a query has for a parameter: members of an object (`deepObject`), a list or one value. */
function valueIn(query: Query, { name, schema, explode }: QueryParameter): unknown {
  if (schema?.type === 'object') {
    const members = Object.entries(query).flatMap(([key, value]) =>
      key.startsWith(`${name}[`) && key.endsWith(']')
        ? [[key.slice(name.length + 1, -1), value]]
        : [],
    );
    return members.length > 0 ? Object.fromEntries(members) : undefined;
  }
  const value = Object.hasOwn(query, name) ? query[name] : undefined;
  const isJoined = schema?.type === 'array' && explode === false && typeof value === 'string';
  return isJoined ? value.split(',') : value;
}

/** What is wrong with the cookies of a header (RFC 6265, section 4.2). */
export function judgeCookies(operation: Operation, header = ''): Violation[] {
  const given = new Map(
    header.split(';').map((pair) => {
      const [name = '', ...value] = pair.trim().split('=');
      return [name, decoded(value.join('='))];
    }),
  );
  return operation.request.cookie.flatMap((parameter) => {
    const { name } = parameter;
    if (given.has(name)) return judge(operation, 'cookie', parameter, given.get(name));
    return missing('cookie', parameter);
  });
}

/** Whether a header may be there and empty. */
export function takesEmpty(operation: Operation, header: Header): boolean {
  return judge(operation, 'header', header, '').length === 0;
}

function missing(place: string, { name, required }: Parameter): Violation[] {
  return required ? [{ path: [place, name.toLowerCase()], code: 'required', message: '' }] : [];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const judges = new WeakMap<object, ValidateFunction>();

function judge(
  operation: Operation,
  place: string,
  { name, schema = {} }: Parameter,
  value: unknown,
): Violation[] {
  const validate = judges.get(schema) ?? compile(operation, schema);
  judges.set(schema, validate);
  if (validate({ value })) return [];
  return (validate.errors ?? []).map(({ instancePath, keyword, message = '' }) => {
    const member = Array.isArray(value) ? undefined : instancePath.split('/')[2];
    return {
      path: [place, name.toLowerCase()],
      // What is missing is a member, not the parameter.
      code: keyword === 'required' ? 'member' : keyword,
      message: `It must ${member === undefined ? '' : `in ${member} `}${message.replace('must ', '')}`,
    };
  });
}

/** Values come as text. */
function compile(operation: Operation, schema: object): ValidateFunction {
  const ajv = new Ajv2020({ coerceTypes: 'array', strict: false, logger: false });
  addFormats.default(ajv);
  return ajv.compile({
    type: 'object',
    properties: { value: schema },
    __bundled__: bundledOf(operation) ?? {},
  });
}
