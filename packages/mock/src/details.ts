import type { Detail } from '@connect-api/http-edge';
import { detailsOf } from '@connect-api/validators/details';
import { judgeBody } from './judge-body.js';
import { takesEmpty } from './judge-parameters.js';
import { type Header, type Operation, requestContentOf } from './operation.js';
import type { Violation } from './prism.js';

const maxDetails = 100;

/** Why Prism refused a body: one detail per cause. */
export function bodyDetails(
  operation: Operation,
  body: unknown,
  violations: Violation[],
): Detail[] {
  const own = violations.filter(({ path: [place = 'body'] }) => place === 'body');
  // Prism takes `null` for no body, and where none has to be says nothing.
  if (own.length === 0 && body !== null) return [];
  const { schema, errors } = judgeBody(operation, requestSchemaOf(operation), body);
  const details = detailsOf(errors, { schema, data: body, noun: 'property' });
  // Were the two ever to disagree, Prism's verdict stands, in its own words.
  if (details.length === 0) return own.map(({ message }) => ({ message, code: 'FIELD_INVALID' }));
  return details.slice(0, maxDetails);
}

/** The schema of a request's body; of anything where there is none. */
export function requestSchemaOf(operation: Operation): object {
  return requestContentOf(operation)?.schema ?? {};
}

/** What is wrong with the parameters of one kind. */
export function parameterDetails(
  operation: Operation,
  place: 'cookie' | 'header' | 'path' | 'query',
  violations: Violation[],
): Detail[] {
  const parameters = operation.request[place === 'header' ? 'headers' : place];
  return violations
    .filter(({ path }) => path[0] === place)
    .map(({ path, code, message }) => {
      // Prism writes names in lower case.
      const name = path[1] ?? /'(.+)'/.exec(message)?.[1];
      const parameter = parameters.find((each) => each.name.toLowerCase() === name);
      const property = parameter?.name ?? name;
      const example = parameter?.examples[0];
      return {
        message:
          code === 'required'
            ? 'The parameter is required.'
            : sentence(message.replace(/.*? must /, 'must ')),
        code: code === 'required' ? 'FIELD_REQUIRED' : 'FIELD_INVALID',
        ...(property && { property }),
        ...(example && 'value' in example && { suggestion: String(example.value) }),
      };
    });
}

/** What is wrong with the headers and the cookies of a request. */
export function headerDetails(
  operation: Operation,
  headers: Record<string, string>,
  early: Violation[],
): Detail[] {
  const known = parameterDetails(operation, 'header', early);
  const empty = parameterDetails(operation, 'header', emptyHeaders(operation, headers));
  const isKnown = ({ property }: Detail) => known.some((each) => each.property === property);
  return [
    ...empty.filter((each) => !isKnown(each)),
    ...known,
    ...parameterDetails(operation, 'cookie', early),
  ];
}

/** The headers that are there but empty, and must not be: Prism takes them for missing. */
function emptyHeaders(operation: Operation, headers: Record<string, string>): Violation[] {
  return operation.request.headers
    .filter(({ name }) => headers[name.toLowerCase()] === '')
    .filter((header) => !isTakenApart(header) && !takesEmpty(operation, header))
    .map(({ name }) => ({
      path: ['header', name.toLowerCase()],
      message: 'The header must not be empty',
    }));
}

/** Whether a header holds a list or an object, which Prism takes apart even where it is missing, and fails. */
export function isTakenApart({ schema }: Header): boolean {
  return schema?.type === 'array' || schema?.type === 'object';
}

/** The headers that must be there, and are kept from Prism where they are not. */
export function missingHeaders(
  operation: Operation,
  isThere: (name: string) => boolean,
): Violation[] {
  return operation.request.headers
    .filter(
      (header) => header.required && isTakenApart(header) && !isThere(header.name.toLowerCase()),
    )
    .map(({ name }) => ({ path: ['header', name.toLowerCase()], code: 'required', message: '' }));
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
