// Requests for what does not exist, and what a request needs besides.
import {
  type Exchange,
  examplesOf,
  exchangesOf,
  isSuccess,
  resolve,
} from '@connect-api/spec/contract';
import fc from 'fast-check';
import { document, jsonBodyOf, type Operation, operations } from '../bundled-contract.js';
import type { Json } from '../json.js';
import type { Template } from './case.js';
import { missingValue, valid } from './missing.js';
import { NotChecked } from './not-checked.js';

/**
 * A valid request for what does not exist: by its path, or else one that the contract itself shows with a 404.
 *
 * @param name what no server has
 * @param isHarmless whether nothing comes of it in any case: then it may be one that would create something
 */
export function requestForNothing(
  operation: Operation,
  name: string,
  isHarmless = false,
): Template {
  const { operationId, method, parameters } = operation;
  const inPath = parameters.filter((each) => each.in === 'path');
  if (inPath.every(({ schema }) => isListed(schema)) && method !== 'get') {
    const shown = exchanges().find(
      (each) => each.operationId === operationId && each.status === '404',
    );
    if (shown) return { path: shown.pathParameters, body: shown.request };
    if (!isHarmless) throw new NotChecked('the operation has nothing that could be missing');
  }
  const found = inPath.map(({ name: own, schema }) => ({ own, ...missingValue(schema, name) }));
  const mayBeThere = isHarmless || inPath.every(({ schema }) => isListed(schema));
  if (!mayBeThere && !found.some(({ isUnknown }) => isUnknown))
    throw new NotChecked('no value for its path parameters is known not to exist');
  const path = Object.fromEntries(found.map(({ own, value }) => [own, value]));
  return { path, body: exampleBodyOf(operation) };
}

const readExchanges = new WeakMap<object, Exchange[]>();

/** What the contract shows, read once: with many operations it is much. */
function exchanges(): Exchange[] {
  const known = readExchanges.get(document.paths);
  if (known) return known;
  const read = exchangesOf(document);
  readExchanges.set(document.paths, read);
  return read;
}

function isListed(schema: Json): boolean {
  const { enum: values, const: constant } = resolve(document, schema);
  return values !== undefined || constant !== undefined;
}

/** Values of the parameters beside the path that an operation demands. */
export function demandedParameters({ parameters }: Operation): Record<string, Json> {
  const demanded = parameters.filter((each) => each.required && each.in !== 'path');
  return Object.fromEntries(
    demanded.map((each) => {
      const [example] = examplesOf(document, each);
      return [
        each.name,
        example?.value ?? fc.sample(valid(each.schema), { seed: 1, numRuns: 1 })[0],
      ];
    }),
  );
}

const exampleBodies = new WeakMap<Operation, unknown>();

/** A body of an example of success without dates, which would pass; or any valid one. */
function exampleBodyOf(operation: Operation): unknown {
  if (!exampleBodies.has(operation)) {
    const timeless = exchanges()
      .filter((each) => each.operationId === operation.operationId && isSuccess(each.status))
      .map(({ request }) => request)
      .filter((request) => !/\d{4}-\d\d-\d\d/.test(JSON.stringify(request)))
      .sort((one, other) => sizeOf(other) - sizeOf(one));
    exampleBodies.set(operation, timeless[0] ?? validBodiesOf(operation)[0]);
  }
  return exampleBodies.get(operation);
}

function sizeOf(body: Json): number {
  return Object.keys(body ?? {}).length;
}

export function validBodiesOf(operation: Operation): unknown[] {
  const body = jsonBodyOf(operation);
  return body ? fc.sample(valid(body.schema), { seed: 1, numRuns: 20 }) : [];
}

/** The first operation of which something can be missing, else the first of all. */
export function harmlessFirst(): Operation[] {
  const isHarmless = ({ method, parameters }: Operation) =>
    method === 'get' || parameters.some((each) => each.in === 'path');
  return [...operations].sort((one, other) => Number(isHarmless(other)) - Number(isHarmless(one)));
}
