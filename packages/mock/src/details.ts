import { Ajv2020, type ErrorObject, type SchemaObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Operation, Violation } from './prism.js';
import type { Detail } from './problem.js';

const maxDetails = 100;

// Prism's own messages do not tell which branch of a `oneOf` they come from. Once Prism has refused a
// body, the same schema is asked again, this time for errors that do.
const ajv = new Ajv2020({ allErrors: true, strict: false, verbose: true, logger: false });
addFormats.default(ajv);

/** Why Prism refused a body: one detail per cause. */
export function bodyDetails(
  operation: Operation,
  body: unknown,
  violations: Violation[],
): Detail[] {
  const own = violations.filter(({ path: [place = 'body'] }) => place === 'body');
  if (own.length === 0) return [];
  const schema = operation.request?.body?.contents?.[0]?.schema;
  const validate = schema && ajv.compile(schema as SchemaObject);
  validate?.(body);
  const details = causesOf(validate?.errors ?? []).map(detailOf);
  // Were the two ever to disagree, Prism's verdict stands, in its own words.
  if (details.length === 0) return own.map(({ message }) => ({ message, code: 'FIELD_INVALID' }));
  const unique = new Map(details.map((each) => [`${each.code} ${each.property}`, each]));
  return [...unique.values()].slice(0, maxDetails);
}

/** What is wrong with the parameters of one kind. */
export function parameterDetails(
  operation: Operation,
  place: 'header' | 'path' | 'query',
  violations: Violation[],
): Detail[] {
  const parameters = operation.request?.[place === 'header' ? 'headers' : place] ?? [];
  return violations
    .filter(({ path }) => path[0] === place)
    .map(({ path, code, message }) => {
      // Prism writes names in lower case.
      const name = path[1] ?? /'(.+)'$/.exec(message)?.[1];
      const parameter = parameters.find((each) => each.name.toLowerCase() === name);
      const property = parameter?.name ?? name;
      const example = parameter?.examples?.[0];
      return {
        message:
          code === 'required'
            ? 'The parameter is required.'
            : sentence(message.replace(/^.*? must /, 'must ')),
        code: code === 'required' ? 'FIELD_REQUIRED' : 'FIELD_INVALID',
        ...(property && { property }),
        ...(example && 'value' in example && { suggestion: String(example.value) }),
      };
    });
}

/** The headers that are there but empty: Prism takes them for missing. */
export function emptyHeaders(operation: Operation, headers: Record<string, string>): Violation[] {
  return (operation.request?.headers ?? [])
    .filter(
      ({ name, schema }) => headers[name.toLowerCase()] === '' && Number(schema?.minLength) > 0,
    )
    .map(({ name }) => ({
      path: ['header', name.toLowerCase()],
      code: 'minLength',
      message: 'The header must not be empty',
    }));
}

/**
 * Leaves out the noise of `oneOf` and `anyOf`: of the branches that failed only those errors remain
 * that belong to the branch that was meant.
 */
function causesOf(errors: ErrorObject[]): ErrorObject[] {
  const combinators = errors
    .filter(({ keyword }) => keyword === 'oneOf' || keyword === 'anyOf')
    .sort((one, other) => other.schemaPath.length - one.schemaPath.length);
  return combinators.reduce((rest, combinator) => {
    const branches = branchesOf(combinator, rest);
    if (branches.length === 0) return rest;
    const noise = new Set([combinator, ...branches.flat()]);
    return [...rest.filter((error) => !noise.has(error)), ...meant(branches)];
  }, errors);
}

function branchesOf(combinator: ErrorObject, errors: ErrorObject[]): ErrorObject[][] {
  const branches: Record<string, ErrorObject[]> = {};
  for (const error of errors) {
    if (!error.schemaPath.startsWith(`${combinator.schemaPath}/`)) continue;
    if (!error.instancePath.startsWith(combinator.instancePath)) continue;
    const index = error.schemaPath.slice(combinator.schemaPath.length + 1).split('/')[0] ?? '';
    branches[index] = [...(branches[index] ?? []), error];
  }
  return Object.values(branches);
}

/** A branch whose `const` or `enum` failed was not meant; of the others the nearest one was. */
function meant(branches: ErrorObject[][]): ErrorObject[] {
  const choices = branches.map((branch) => branch.filter(isChoice));
  const possible = branches.filter((_, index) => choices[index]?.length === 0);
  if (possible.length > 0) {
    return possible.reduce((best, branch) => (branch.length < best.length ? branch : best));
  }
  const [first, ...others] = choices.flat();
  if (!first) return [];
  const allowedValues = [
    first,
    ...others.filter((each) => each.instancePath === first.instancePath),
  ].flatMap(allowedBy);
  return [{ ...first, keyword: 'enum', params: { allowedValues } }];
}

function isChoice({ keyword }: ErrorObject): boolean {
  return keyword === 'const' || keyword === 'enum';
}

function allowedBy({ keyword, params }: ErrorObject): unknown[] {
  return keyword === 'const' ? [params['allowedValue']] : params['allowedValues'];
}

function detailOf(error: ErrorObject): Detail {
  const { keyword, params, instancePath, message = '', parentSchema } = error;
  const at = (child?: string) => property(instancePath, child);
  if (keyword === 'required') {
    return {
      message: 'The property is required.',
      code: 'FIELD_REQUIRED',
      ...at(params['missingProperty']),
    };
  }
  const unknown = params['additionalProperty'] ?? params['unevaluatedProperty'];
  if (unknown !== undefined) {
    return { message: 'The contract has no such property.', code: 'FIELD_UNKNOWN', ...at(unknown) };
  }
  if (isChoice(error)) {
    const allowed = allowedBy(error).map(String);
    return {
      message: `Must be one of ${allowed.join(', ')}.`,
      code: 'FIELD_INVALID',
      ...at(),
      ...(allowed[0] !== undefined && { suggestion: allowed[0] }),
    };
  }
  const example: unknown = parentSchema?.['examples']?.[0];
  return {
    message: sentence(message),
    code: 'FIELD_INVALID',
    ...at(),
    ...(typeof example === 'string' && { suggestion: example }),
  };
}

/** The way to a property as the caller knows it, such as `schedule.date`; none for the body itself. */
function property(instancePath: string, child?: string): { property?: string } {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (child !== undefined) path.push(child);
  return path.length > 0 ? { property: path.join('.') } : {};
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
