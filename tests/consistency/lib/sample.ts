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
      return {};
    case 'array':
      return Array.from({ length: Math.max(1, json.minItems ?? 0) }, () =>
        sampleOf(node.get('items') as Node, way),
      );
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

/** What an object must have, of the first variant or of the given one. */
export function sampleObject(
  node: Node,
  way: Way,
  variant: Node | undefined = variantsOf(node)[0]?.target(),
): Record<string, any> {
  const parts = [...(variant ? [variant] : []), ...partsOf(node)];
  const required = new Set(parts.flatMap(({ json }) => json.required ?? []));
  return Object.fromEntries(
    [...required].flatMap((name) => {
      const property = parts.map((each) => each.get('properties')?.get(name));
      const found = property.find(decides) ?? property.find(Boolean);
      if (found && !goes(way, found)) return [];
      return [[name, found ? sampleOf(found, way) : 'x']];
    }),
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
  const text = 'x'.repeat(Math.max(1, minLength));
  if (!format && new RegExp(pattern ?? '', 'u').test(text)) return text;
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
