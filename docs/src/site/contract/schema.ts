// What a reader wants to know of a JSON Schema, one question a function.
import { resolved } from './document.ts';

// biome-ignore lint/suspicious/noExplicitAny: a schema of the contract, read as data
export type Schema = any;

export interface Property {
  name: string;
  schema: Schema;
  required: boolean;
}

export interface EnumValue {
  value: string;
  description?: string;
}

export interface Alternative {
  /** The schema that it refers to. */
  schemaName?: string;
  title: string;
  schema: Schema;
}

/** The name of the component that the schema refers to. */
export function nameOf(schema: Schema): string | undefined {
  return schema.$ref?.split('/').at(-1);
}

/**
 * The schema with its reference resolved and with what it takes over by `allOf`; its own words win, those
 * beside a reference first.
 */
export function contentOf(schema: Schema): Schema {
  const { allOf = [], ...own } = referredBy(schema);
  if (allOf.length === 0) return own;
  // How a base is told from others, and what it says of itself, is not what is made of it.
  const bases: Schema[] = allOf.map(contentOf).map((base: Schema) => without(base, ownWords));
  const parts = [...bases, own];
  const said = parts.filter(({ properties }) => properties);
  const content: Schema = without(Object.assign({}, ...parts), ['if', 'then', 'else']);
  return {
    ...content,
    // A single part with words around it is that part.
    ...(own.description === undefined &&
      allOf.length === 1 && { description: referredBy(allOf[0]).description }),
    ...(said.length > 0 && {
      properties: Object.assign({}, ...said.map(({ properties }) => properties)),
    }),
    required: [...new Set(parts.flatMap(({ required = [] }) => required))],
  };
}

const ownWords = ['discriminator', 'title', 'description', 'examples'];

function without(schema: Schema, keywords: string[]): Schema {
  return Object.fromEntries(
    Object.entries(schema).filter(([keyword]) => !keywords.includes(keyword)),
  );
}

function referredBy(schema: Schema): Schema {
  const { $ref, ...beside } = schema;
  return $ref ? { ...resolved(schema), ...beside } : schema;
}

/** The JSON type in words, with the format: `string, date`. */
export function typeOf(schema: Schema): string {
  const content = contentOf(schema);
  if (content.prefixItems) return `list of ${content.prefixItems.map(typeOf).join(', then ')}`;
  if (content.type === 'array') return `array of ${typeOf(content.items ?? {})}s`;
  const values = valuesOf(content);
  if (values && propertiesOf(content).length === 0) return `object with ${typeOf(values)}s by name`;
  const type = [content.type ?? impliedTypeOf(content)].flat().join(' or ');
  return content.format ? `${type}, ${content.format}` : type;
}

function impliedTypeOf(content: Schema): string | string[] {
  if (content.const !== undefined) return typeof content.const;
  if (content.enum) {
    const types = content.enum.map((value: unknown) => (value === null ? 'null' : typeof value));
    return [...new Set<string>(types)];
  }
  if (content.properties) return 'object';
  const parts: Schema[] = content.anyOf ?? content.oneOf;
  return parts ? [...new Set(parts.map(typeOf))] : 'any';
}

/** The component that the schema, or each item of the array, refers to. */
export function linkedSchemaOf(schema: Schema): string | undefined {
  const [only, ...more] = schema.allOf ?? [];
  const alone = only && more.length === 0 && !schema.properties ? nameOf(only) : undefined;
  const values = valuesOf(schema);
  return (
    nameOf(schema) ??
    alone ??
    (schema.items && nameOf(schema.items)) ??
    (values && !schema.properties ? nameOf(values) : undefined)
  );
}

/** The limits on a value, as short phrases. */
export function constraintsOf(schema: Schema): string[] {
  const content = contentOf(schema);
  return [
    range(content.minLength, content.maxLength, 'character'),
    range(content.minItems, content.maxItems, 'item'),
    range(content.minProperties, content.maxProperties, 'property', 'properties'),
    range(content.minimum, content.maximum),
    content.exclusiveMinimum !== undefined && `more than ${content.exclusiveMinimum}`,
    content.exclusiveMaximum !== undefined && `less than ${content.exclusiveMaximum}`,
    content.multipleOf !== undefined && `a multiple of ${content.multipleOf}`,
    content.uniqueItems && 'no item twice',
    content.contentEncoding !== undefined && `encoded as ${content.contentEncoding}`,
    content.contentMediaType !== undefined && `holds ${content.contentMediaType}`,
    content.propertyNames !== undefined && namesOf(content.propertyNames),
    ...rest
      .filter((keyword) => content[keyword] !== undefined)
      .map((keyword) => `\`${keyword}: ${JSON.stringify(content[keyword])}\``),
    content.pattern !== undefined && `matches \`${content.pattern}\``,
    content.default !== undefined && `default \`${JSON.stringify(content.default)}\``,
  ].filter((phrase) => typeof phrase === 'string');
}

/** Keywords that are rare, and shown as they are written. */
const rest = ['not', 'contains', 'minContains', 'maxContains', 'dependentSchemas'];

function namesOf(schema: Schema): string {
  const { pattern, maxLength } = contentOf(schema);
  if (pattern !== undefined) return `names match \`${pattern}\``;
  return maxLength === undefined
    ? `names fit \`${JSON.stringify(schema)}\``
    : `names of at most ${maxLength} characters`;
}

function range(min?: number, max?: number, one = '', many = `${one}s`): string | false {
  const unit = one && ` ${(max ?? min) === 1 ? one : many}`;
  if (min !== undefined && max !== undefined) return `${min} to ${max}${unit}`;
  if (min !== undefined) return `at least ${min}${unit}`;
  return max !== undefined && `at most ${max}${unit}`;
}

export function propertiesOf(schema: Schema): Property[] {
  const { properties = {}, required = [] } = contentOf(schema);
  return Object.entries(properties).map(([name, property]) => ({
    name,
    schema: property,
    required: required.includes(name),
  }));
}

/** The schema of the values that an object has under any other name, where they have one. */
export function valuesOf(schema: Schema): Schema | undefined {
  const { additionalProperties, patternProperties = {} } = contentOf(schema);
  const [byPattern] = Object.values<Schema>(patternProperties);
  if (byPattern) return byPattern;
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

/** What stands for the names of those values: the pattern that they match, or words. */
export function nameOfValues(schema: Schema): string {
  const { patternProperties = {}, properties } = contentOf(schema);
  const [pattern] = Object.keys(patternProperties);
  return pattern ?? (properties ? 'any other name' : 'any name');
}

/** What has to hold under a condition, as sentences in Markdown. */
export function conditionsOf(schema: Schema): string[] {
  const { allOf = [], ...own } = referredBy(schema);
  const needs = Object.entries<string[]>(own.dependentRequired ?? {});
  return [
    ...allOf.flatMap(conditionsOf),
    ...(own.if === undefined ? [] : [conditionOf(own)]),
    ...needs.map(
      ([name, needed]) => `With \`${name}\`, ${needed.map(code).join(' and ')} must be there, too.`,
    ),
  ];
}

function conditionOf({ if: when, then: consequence, else: otherwise }: Schema): string {
  return [
    ...(consequence === undefined ? [] : [`If ${rulesOf(when)}: ${rulesOf(consequence)}.`]),
    ...(otherwise === undefined ? [] : [`Unless ${rulesOf(when)}: ${rulesOf(otherwise)}.`]),
  ].join(' ');
}

/** What a part of a condition says, in words where there are any. */
function rulesOf(schema: Schema): string {
  const { properties = {}, required = [], not, ...others } = contentOf(schema);
  const rules = Object.entries<Schema>(properties).map(([name, property]) =>
    ruleOf(name, property),
  );
  const there = required
    // A value that is named is there.
    .filter((name: string) => !isNamed(properties[name]))
    .map((name: string) => `${code(name)} is there`);
  const gone = (not?.required ?? []).map((name: string) => `${code(name)} is not there`);
  const { type: _, ...unsaid } = others;
  const raw = Object.keys(unsaid).length > 0 ? [`it fits ${code(JSON.stringify(unsaid))}`] : [];
  return [...rules, ...there, ...gone, ...raw].join(' and ') || 'it is so';
}

function isNamed(property: Schema): boolean {
  const { const: constant, enum: values } = contentOf(property ?? {});
  return constant !== undefined || values !== undefined;
}

function ruleOf(name: string, property: Schema): string {
  if (property === false) return `${code(name)} is not there`;
  if (property === true) return `${code(name)} is anything`;
  const { const: constant, enum: values } = contentOf(property);
  if (constant !== undefined) return `${code(name)} is ${code(wordOf(constant))}`;
  if (values) return `${code(name)} is ${values.map(wordOf).map(code).join(' or ')}`;
  const limits = constraintsOf(property);
  return `${code(name)} is ${[typeOf(property), ...limits].filter((part) => part !== 'any').join(', ')}`;
}

const code = (text: string): string => `\`${text}\``;

/** A value as a reader types it: texts without quotes, all else in JSON. */
export function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Who may send a property, and whether it goes away, in words. */
export function marksOf(schema: Schema): string[] {
  const { readOnly, writeOnly, deprecated } = contentOf(schema);
  return [
    ...(readOnly ? ['only in responses'] : []),
    ...(writeOnly ? ['only in requests'] : []),
    ...(deprecated ? ['deprecated'] : []),
  ];
}

/**
 * The values that the contract names. `open` means that others may come: an `anyOf` of an enum and
 * its bare type.
 */
export function enumOf(schema: Schema): { values: EnumValue[]; open: boolean } | undefined {
  const content = contentOf(schema);
  const listed = content.enum ? content : openEnumOf(content);
  if (!listed) return undefined;
  const descriptions = listed['x-enumDescriptions'] ?? {};
  const values = listed.enum.map((value: unknown) => ({
    value: wordOf(value),
    description: descriptions[String(value)],
  }));
  return { values, open: listed !== content };
}

function openEnumOf(content: Schema): Schema | undefined {
  const parts: Schema[] = (content.anyOf ?? []).map(contentOf);
  const listed = parts.find((part) => part.enum);
  return listed && parts.some((part) => part !== listed && !part.enum) ? listed : undefined;
}

/** The choices of a `oneOf`, or of an `anyOf` that is no open enum. */
export function alternativesOf(schema: Schema): Alternative[] {
  const content = contentOf(schema);
  const choices: Schema[] =
    content.oneOf ?? (openEnumOf(content) ? [] : content.anyOf) ?? mappedBy(content.discriminator);
  return choices.map((choice, index) => {
    const schemaName = nameOf(choice);
    return {
      ...(schemaName && { schemaName }),
      title:
        schemaName ?? choice.title ?? (choice.type === 'null' ? 'null' : `Choice ${index + 1}`),
      schema: choice,
    };
  });
}

/** What a base may be, where only its discriminator says so. */
function mappedBy(discriminator?: { mapping?: Record<string, string> }): Schema[] {
  const targets = [...new Set(Object.values(discriminator?.mapping ?? {}))];
  return targets.map((target) => ({
    $ref: target.startsWith('#') ? target : `#/components/schemas/${target}`,
  }));
}

/** What is in a list of plain values, and what is in that where it is a list itself. */
export function plainItemsOf(schema: Schema): Schema[] {
  const { items } = contentOf(schema);
  return items && !isNested(items) ? [items, ...plainItemsOf(items)] : [];
}

/** Whether there is more to say than a type: properties, choices or values, its own or its items'. */
export function isNested(schema: Schema): boolean {
  const content = contentOf(schema);
  if (content.prefixItems) return true;
  if (content.items) return isNested(content.items);
  return (
    propertiesOf(content).length > 0 ||
    alternativesOf(content).length > 0 ||
    valuesOf(content) !== undefined ||
    conditionsOf(schema).length > 0
  );
}
