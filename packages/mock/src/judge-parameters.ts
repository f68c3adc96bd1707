import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Operation, Violation } from './prism.js';

// Prism looks into neither objects in the query nor cookies, so that it is not shown them. Of lists it
// takes too many and empty ones.

type Query = Record<string, string | string[]>;
type Parameter = { name: string; schema?: object; required?: boolean };

/** @param violations what Prism finds wrong: its word stands but for lists */
export function judgeQuery(
  operation: Operation,
  query: Query,
  violations: Violation[],
): Violation[] {
  const lists = (operation.request?.query ?? []).filter(
    ({ name, schema, style }) => schema?.type === 'array' && style === 'form' && name in query,
  );
  const isOfList = ({ path: [place, name] }: Violation) =>
    place === 'query' && lists.some((each) => each.name.toLowerCase() === name);
  return [
    ...violations.filter((each) => !isOfList(each)),
    ...lists.flatMap((parameter) => {
      const given = [query[parameter.name] ?? []].flat();
      const items = parameter.explode ? given : given.flatMap((each) => each.split(','));
      return judge('query', parameter, items);
    }),
    ...judgeObjects(operation, query),
  ];
}

/** What is wrong with the objects in a query (`deepObject`). */
function judgeObjects({ request }: Operation, query: Query): Violation[] {
  return (request?.query ?? [])
    .filter(({ schema }) => schema?.type === 'object')
    .flatMap((parameter) => {
      const members = Object.entries(query).flatMap(([key, value]) =>
        key.startsWith(`${parameter.name}[`) && key.endsWith(']')
          ? [[key.slice(parameter.name.length + 1, -1), value]]
          : [],
      );
      return members.length > 0
        ? judge('query', parameter, Object.fromEntries(members))
        : missing('query', parameter);
    });
}

/** What is wrong with the cookies of a header (RFC 6265, section 4.2). */
export function judgeCookies({ request }: Operation, header = ''): Violation[] {
  const given = new Map(
    header.split(';').map((pair) => {
      const [name = '', ...value] = pair.trim().split('=');
      return [name, decoded(value.join('='))];
    }),
  );
  return (request?.cookie ?? []).flatMap((parameter) => {
    const { name } = parameter;
    if (given.has(name)) return judge('cookie', parameter, given.get(name));
    return missing('cookie', parameter);
  });
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

function judge(place: string, { name, schema = {} }: Parameter, value: unknown): Violation[] {
  const validate = judges.get(schema) ?? compile(schema);
  judges.set(schema, validate);
  if (validate({ value })) return [];
  return (validate.errors ?? []).map(({ instancePath, keyword, params, message = '' }) => {
    const [, , member] = Array.isArray(value) ? [] : instancePath.split('/');
    return {
      path: [place, name.toLowerCase()],
      // What is missing is a member, not the parameter.
      code: keyword === 'required' ? 'member' : keyword,
      message: `It must ${member === undefined ? '' : `in ${member} `}${message.replace(/^must /, '')}${
        keyword === 'enum' ? `: ${params['allowedValues'].join(', ')}` : ''
      }`,
    };
  });
}

/** Values come as text. */
function compile(schema: object): ValidateFunction {
  const ajv = new Ajv2020({
    coerceTypes: 'array',
    strict: false,
    logger: false,
    validateSchema: false,
  });
  addFormats.default(ajv);
  return ajv.compile({ type: 'object', properties: { value: schema } });
}
