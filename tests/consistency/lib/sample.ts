// Values that a schema allows, as small as they can be, and values of the wrong type.

import { isObject } from './facts.ts';
import type { Node } from './reading.ts';

/** Which way a value goes: what is `readOnly` is in responses only, what is `writeOnly` in requests. */
export type Way = 'request' | 'response';

/** Whether a property belongs to this way. */
export function goes(way: Way, property: Node): boolean {
  const { readOnly, writeOnly } = { ...property.target().json, ...property.json };
  return way === 'request' ? !readOnly : !writeOnly;
}

/** A schema with everything that it takes over by `allOf`. */
export function partsOf(reference: Node): Node[] {
  const node = reference.target();
  const parts = node.get('allOf')?.entries() ?? [];
  return [node, ...parts.flatMap(([, part]) => partsOf(part))];
}

/** The smallest value that the schema allows; an example of the contract where a scalar has one. */
export function sampleOf(reference: Node, way: Way): any {
  const node = reference.target();
  const { json } = node;
  if (json.const !== undefined) return json.const;
  if (isObject(node)) return sampleObject(node, way);
  const choices = node.get('oneOf') ?? node.get('anyOf');
  if (json.enum) return json.enum[0];
  if (choices) return sampleOf(choices.get(0) as Node, way);
  if (json.allOf) return sampleOf(node.get('allOf')?.get(0) as Node, way);
  if (json.examples) return json.examples[0];
  switch ([json.type].flat()[0]) {
    case 'object':
      return sampleMap(node, way, json.minProperties ?? 0);
    case 'array':
      return sampleList(node, way, Math.max(1, json.minItems ?? 0));
    case 'integer':
    case 'number':
      return json.minimum ?? json.maximum ?? 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return sampleText(json);
  }
}

/** A list of so many: those that are said one by one, then of the others. */
export function sampleList(node: Node, way: Way, length: number): any[] {
  const first = (node.get('prefixItems')?.entries() ?? []).map(([, each]) => each);
  const others = node.json.items ? node.get('items') : undefined;
  const sample = others && sampleOf(others, way);
  const known: any[] = others?.target().json.enum ?? [];
  return Array.from({ length }, (_, index) => {
    const own = first[index];
    if (own) return sampleOf(own, way);
    const unlike = node.json.uniqueItems ? (known[index] ?? varied(sample, index)) : sample;
    // Where nothing may follow, what follows is wrong whatever it is.
    return others ? unlike : 'x';
  });
}

/** Values that differ, of one that tells no text of any form. */
function varied(sample: any, index: number) {
  return typeof sample === 'number' ? sample + index : sample;
}

/** A map with so many names, which fit where it says which they may be. */
export function sampleMap(node: Node, way: Way, count: number): Record<string, any> {
  const { additionalProperties, propertyNames = {} } = node.json;
  const form = new RegExp(propertyNames.pattern ?? '', 'u');
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const pairs = letters.flatMap((one) => letters.map((other) => one + other));
  const names = pairs
    .flatMap((each) => [each, each.toLowerCase()])
    .filter((each) => form.test(each));
  const values = typeof additionalProperties === 'object' && node.get('additionalProperties');
  const value = values ? sampleOf(values, way) : 1;
  return Object.fromEntries(names.slice(0, count).map((name) => [name, value]));
}

/**
 * What an object must have, of the first variant or of the given one.
 *
 * @param own values that it is to have, `undefined` for none
 * @param least how many properties it has at least
 */
export function sampleObject(
  node: Node,
  way: Way,
  variant: Node | undefined = variantsOf(node)[0]?.target(),
  own: Record<string, any> = {},
  least = 0,
): Record<string, any> {
  const parts = [...(variant ? [variant] : []), ...partsOf(node)];
  const propertyOf = (name: string) => {
    const property = parts.map((each) => each.get('properties')?.get(name));
    return property.find(decides) ?? property.find(Boolean);
  };
  const value: Record<string, any> = {};
  const add = (name: string) => {
    const found = propertyOf(name);
    if (name in value || (found && !goes(way, found))) return;
    value[name] = found ? sampleOf(found, way) : 'x';
  };
  for (const name of parts.flatMap(({ json }) => json.required ?? [])) add(name);
  Object.assign(value, own);
  for (const { json } of parts) {
    const holds = json.if && isCase(json.if, value);
    for (const name of (holds ? json.then : json.if && json.else)?.required ?? []) add(name);
  }
  const size = () => Object.values(value).filter((each) => each !== undefined).length;
  const wanted = Math.max(least, ...parts.map(({ json }) => json.minProperties ?? 0));
  for (const name of parts.flatMap(({ json }) => Object.keys(json.properties ?? {})))
    if (size() < wanted) add(name);
  return value;
}

/** Whether the condition holds: values of properties, and which must be there. */
function isCase({ properties = {}, required = [] }: any, value: Record<string, any>): boolean {
  return (
    required.every((name: string) => value[name] !== undefined) &&
    Object.entries<any>(properties).every(
      ([name, { const: constant, enum: values = [constant] }]) =>
        value[name] === undefined || values.includes(value[name]),
    )
  );
}

function decides(property: Node | undefined) {
  const json = property?.target().json;
  return json?.const !== undefined || json?.enum !== undefined;
}

/** @returns the variants of an object that has properties of its own too */
export function variantsOf(node: Node): Node[] {
  return node.json.properties ? (node.get('oneOf')?.entries() ?? []).map(([, each]) => each) : [];
}

const forms: Record<string, string> = {
  date: '2124-02-29',
  'date-time': '2124-02-29T09:00:00Z',
  time: '09:00:00Z',
  duration: 'P1D',
  uuid: '7d3f2b1c-5a0e-4c57-9f0b-2f6f4c1d8e9a',
  uri: 'https://example.com/a',
  'uri-reference': '/a',
  email: 'a@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
};

function sampleText({ format, minLength = 0, pattern }: any) {
  if (forms[format] !== undefined) return forms[format];
  const form = new RegExp(pattern ?? '', 'u');
  const lengths = Array.from({ length: 40 }, (_, more) => Math.max(1, minLength) + more);
  const text = lengths
    .flatMap((length) => ['x', 'X', '0'].map((each) => each.repeat(length)))
    .find((each) => form.test(each));
  if (!format && text !== undefined) return text;
  throw new Error(`Give an example of the form ${format ?? pattern} in spec/`);
}

const values = [5, 1.5, 'text', true, null, [], {}];

/** Values of types that the schema does not allow. */
export function wrongTypes(node: Node) {
  const { json } = node.target();
  const parts = json.type === undefined ? (json.anyOf ?? json.oneOf ?? []) : [];
  const types = new Set([json, ...parts].flatMap(({ type }) => type ?? []));
  if (types.size === 0) return [];
  return values.filter((value) => !typesOf(value).some((type) => types.has(type)));
}

function typesOf(value: unknown) {
  if (value === null) return ['null'];
  if (Array.isArray(value)) return ['array'];
  if (typeof value === 'number')
    return Number.isInteger(value) ? ['integer', 'number'] : ['number'];
  return [typeof value];
}
