// Values that a schema allows, as small as they can be, and values of the wrong type.

import type { Node } from './reading.ts';

/** The smallest value that the schema allows; an example of the contract where a scalar has one. */
export function sampleOf(reference: Node): any {
  const node = reference.target();
  const { json } = node;
  if (json.const !== undefined) return json.const;
  if (json.properties) return sampleObject(node);
  const choices = node.get('oneOf') ?? node.get('anyOf');
  if (json.enum) return json.enum[0];
  if (choices) return sampleOf(choices.get(0) as Node);
  if (json.examples) return json.examples[0];
  switch ([json.type].flat()[0]) {
    case 'object':
      return {};
    case 'array':
      return Array.from({ length: Math.max(1, json.minItems ?? 0) }, () =>
        sampleOf(node.get('items') as Node),
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
  variant: Node | undefined = variantsOf(node)[0]?.target(),
): Record<string, any> {
  const required = new Set([...(node.json.required ?? []), ...(variant?.json.required ?? [])]);
  return Object.fromEntries(
    [...required].map((name) => {
      const property = [variant, node].map((each) => each?.get('properties')?.get(name));
      const found = property.find(decides) ?? property.find(Boolean);
      return [name, found ? sampleOf(found) : 'x'];
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

function sampleText({ format, minLength = 0, pattern }: any) {
  if (format === 'date') return '2124-02-29';
  if (format === 'date-time') return '2124-02-29T09:00:00Z';
  if (format === 'uuid') return '7d3f2b1c-5a0e-4c57-9f0b-2f6f4c1d8e9a';
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
