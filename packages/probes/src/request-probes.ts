// What each fact of a request makes of its parameters and its body.
import type { OperationObject, ParameterObject, PathItemObject } from 'openapi3-ts/oas31';
import type { Json } from './json.ts';
import { leastObject } from './least.ts';
import { jsonOf, schemaOf } from './media.ts';
import type { Node } from './node.ts';
import { inLeast, type Probe } from './probe.ts';
import { isObject, type SchemaNode, shapesOf, typesOf } from './schema.ts';
import { schemaProbes } from './schema-probes.ts';

/** A probe of one part of a request. */
export interface RequestProbe extends Probe {
  /** Whose values they are; else they are the body's. */
  parameter?: Parameter;
}

export type Parameter = Node<ParameterObject>;

/** Of the path and of the operation, references followed; the operation's win. */
export function parametersOf(
  item: Node<PathItemObject>,
  operation: Node<OperationObject>,
): Parameter[] {
  const all = [item, operation]
    .flatMap((each) => each.get('parameters')?.entries<ParameterObject>() ?? [])
    .map(([, parameter]) => parameter.target());
  return [...new Map(all.map((each) => [`${each.json.in} ${each.json.name}`, each])).values()];
}

export function* requestProbes(
  item: Node<PathItemObject>,
  operation: Node<OperationObject>,
): Generator<RequestProbe> {
  const { operationId } = operation.json;
  for (const parameter of parametersOf(item, operation))
    for (const probe of parameterProbes(`${operationId}`, parameter)) yield { ...probe, parameter };
  const body = operation.get<{ required?: boolean }>('requestBody')?.target();
  const schema = schemaOf(jsonOf(body));
  if (!schema) return;
  const owner = `${operationId} request`;
  yield {
    fact: `required ${owner} body`,
    verdict: body?.json.required ? 'refused' : 'accepted',
    where: 'body',
    keyword: 'required',
    values: [undefined],
    around: [],
  };
  yield* schemaProbes(schema, {
    type: `property ${owner} body`,
    owner,
    where: 'body',
    way: 'request',
  });
}

function* parameterProbes(operationId: string, parameter: Parameter): Generator<Probe> {
  const { name, in: place, required = false } = parameter.json;
  const schema = schemaOf(parameter) as SchemaNode;
  const owner = `${operationId} ${place} ${name}`;
  const fact = `parameter ${owner}`;
  const known = (keyword: string, ...values: Probe['values']): Probe => ({
    fact,
    verdict: 'accepted',
    where: name,
    keyword,
    values,
    around: [],
  });
  // What is in a path leads to state, and that to other refusals; a path without it is another path.
  if (place !== 'path') {
    const examples = parameter.get('examples')?.entries() ?? [];
    for (const [, example] of examples) {
      const value = example.get<Json>('value')?.json;
      yield known('examples', value);
      if (schema.target().json.pattern !== undefined)
        yield { ...known('pattern', value), fact: `constraint ${owner} pattern` };
    }
    const verdict = required ? 'refused' : 'accepted';
    yield { ...known('required', undefined), fact: `required ${owner}`, verdict };
  }
  for (const each of schemaProbes(schema, { type: fact, owner, where: name, way: 'request' })) {
    const probe = asSent(parameter, schema, each);
    if (probe.values.length === 0) continue;
    yield probe;
    // That the operation has the parameter shows in what the parameter refuses.
    if (probe.verdict === 'refused' && probe.fact !== fact) yield { ...probe, fact };
  }
}

/** The same with the values that can be sent, and that show what they are about once they are text. */
function asSent(parameter: Parameter, schema: SchemaNode, probe: Probe): Probe {
  const types = typesOf(schema);
  const whole = (value: Json | undefined) => inLeast(probe, value, 'request');
  if (probe.verdict === 'accepted') {
    const sent = probe.values.map((value) => notEmpty(schema, whole(value)));
    return { ...probe, values: sent.filter((value) => canBeSent(parameter, value)), around: [] };
  }
  const isType = probe.keyword === 'type';
  // Where there may be several, one is a list of one.
  if (isType && probe.around.length === 0 && (types.includes('array') || isObject(schema)))
    return { ...probe, values: [] };
  const shows = (value: Json | undefined) =>
    canBeSent(parameter, value) &&
    // On the way every value is text, in a list as well.
    (!types.includes('string') || typeof value === 'string') &&
    (!isType || typeof value !== 'object' || isAllText(value));
  // Where a text is wrong, others are that are none of a number or an object.
  const texts = isType && probe.values.includes('text') ? ['x', '1x', '{}'] : [];
  const values = [...probe.values, ...texts];
  return { ...probe, values: values.filter((value) => shows(whole(value))) };
}

/** Of an object without a property nothing is left to send. */
function notEmpty(schema: SchemaNode, value: Json | undefined): Json | undefined {
  if (!isObject(schema) || leavesOf(value).length > 0) return value;
  const own = value as Record<string, Json | undefined>;
  return leastObject(shapesOf(schema)[0] ?? [], 'request', { own, least: 1 });
}

/** Whether a parameter can have this value: lists and objects of plain values, and those themselves. */
function canBeSent({ json: { in: place } }: Parameter, value: Json | undefined): boolean {
  // An empty segment makes another path.
  if (place === 'path' && value === '') return false;
  // Header fields hold bytes without line breaks (RFC 9110, 5.5).
  if ((place === 'header' || place === 'cookie') && !/^[\t\x20-\xff]*$/.test(String(value)))
    return false;
  if (typeof value !== 'object') return true;
  const leaves = leavesOf(value);
  return leaves.length > 0 && leaves.every((each) => typeof each !== 'object');
}

function leavesOf(value: Json | undefined): Json[] {
  const leaves: (Json | undefined)[] = Object.values((value ?? {}) as object);
  return leaves.filter((each) => each !== undefined);
}

function isAllText(value: Json): boolean {
  return leavesOf(value).every((each) => typeof each === 'string');
}
