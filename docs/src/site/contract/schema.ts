// What a reader wants to know of a JSON Schema, one question a function.
import { resolved } from './contract.ts';

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

/** The schema with its reference resolved; what stands beside the reference wins. */
export function contentOf(schema: Schema): Schema {
  const { $ref, ...beside } = schema;
  return $ref ? { ...resolved(schema), ...beside } : schema;
}

/** The JSON type in words, with the format: `string, date`. */
export function typeOf(schema: Schema): string {
  const content = contentOf(schema);
  if (content.type === 'array') return `array of ${typeOf(content.items ?? {})}s`;
  const type = [content.type ?? impliedTypeOf(content)].flat().join(' or ');
  return content.format ? `${type}, ${content.format}` : type;
}

function impliedTypeOf(content: Schema): string | string[] {
  if (content.const !== undefined) return typeof content.const;
  if (content.enum) return [...new Set<string>(content.enum.map((value: unknown) => typeof value))];
  if (content.properties) return 'object';
  const parts: Schema[] = content.anyOf ?? content.oneOf;
  return parts ? [...new Set(parts.map(typeOf))] : 'any';
}

/** The component that the schema, or each item of the array, refers to. */
export function linkedSchemaOf(schema: Schema): string | undefined {
  return nameOf(schema) ?? (schema.items && nameOf(schema.items));
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
    content.pattern !== undefined && `matches \`${content.pattern}\``,
    content.default !== undefined && `default \`${JSON.stringify(content.default)}\``,
  ].filter((phrase) => typeof phrase === 'string');
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

/**
 * The values that the contract names. `open` means that others may come: an `anyOf` of an enum and
 * its bare type.
 */
export function enumOf(schema: Schema): { values: EnumValue[]; open: boolean } | undefined {
  const content = contentOf(schema);
  const listed = content.enum ? content : openEnumOf(content);
  if (!listed) return undefined;
  const descriptions = listed['x-enumDescriptions'] ?? {};
  const values = listed.enum.map((value: string) => ({ value, description: descriptions[value] }));
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
  const choices: Schema[] = content.oneOf ?? (openEnumOf(content) ? [] : content.anyOf) ?? [];
  return choices.map((choice, index) => {
    const schemaName = nameOf(choice);
    return {
      ...(schemaName && { schemaName }),
      title: schemaName ?? choice.title ?? `Choice ${index + 1}`,
      schema: choice,
    };
  });
}

/** Whether there is more to say than a type: properties or choices, its own or its items'. */
export function isNested(schema: Schema): boolean {
  const content = contentOf(schema);
  if (content.items) return isNested(content.items);
  return propertiesOf(content).length > 0 || alternativesOf(content).length > 0;
}
