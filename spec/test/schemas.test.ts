import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { document, examplesOf } from '../lib/index.ts';

const ajv = new Ajv2020({
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
  allErrors: true,
  discriminator: true,
  validateSchema: false,
});
addFormats.default(ajv, { mode: 'full' });
// Extensions say nothing of a value, nor does OpenAPI's own word. And Ajv takes the whole document for a schema
// when it looks inside it.
ajv.addVocabulary([...new Set([...extensionsIn(document), 'example', ...Object.keys(document)])]);
ajv.addSchema(asJsonSchema(), 'contract');

const validatorAt = (pointer: string) => {
  const validate = ajv.getSchema(`contract${pointer}`);
  if (!validate) throw new Error(`No schema at ${pointer}`);
  return validate;
};

interface Example {
  pointer: string;
  schema: string;
  value: unknown;
}

const schemas: string[] = [];
const examples: Example[] = [];
collect(document, '#');

describe('every schema', () => {
  it.each(schemas)('%s is JSON Schema 2020-12 and compiles in strict mode', (pointer) => {
    const { schema } = validatorAt(pointer);

    expect(ajv.validateSchema(schema, false), ajv.errorsText()).toBe(true);
  });

  it.each(Object.keys(document.components.schemas))('%s is among them', (name) => {
    expect(schemas).toContain(`#/components/schemas/${name}`);
  });
});

it.each(examples)('the example at $pointer fits its schema', ({ schema, value }) => {
  const validate = validatorAt(schema);

  validate(value);

  expect(validate.errors ?? []).toEqual([]);
});

/**
 * The contract without what OpenAPI adds to JSON Schema: the mapping of a discriminator repeats what the
 * branches say, and what travels one way only is not required on the other. What a condition asks of a
 * property has the type that the property has anyway.
 */
function asJsonSchema(): object {
  return JSON.parse(
    JSON.stringify(document, (key, value) => {
      if (key === 'discriminator' && value?.mapping) return { propertyName: value.propertyName };
      const { properties, required, if: condition } = Object(value);
      if (condition && properties) {
        const branches = ['then', 'else'].filter((branch) => value[branch]);
        const asked = branches.map((branch) => [branch, typed(value[branch], properties)]);
        return { ...value, ...Object.fromEntries(asked) };
      }
      if (!properties || !Array.isArray(required)) return value;
      const isOneWay = (name: string) => properties[name]?.readOnly || properties[name]?.writeOnly;
      return { ...value, required: required.filter((name) => !isOneWay(name)) };
    }),
  );
}

function typed(part: any, whole: any): object {
  const properties = Object.entries<any>(part.properties ?? {}).map(([name, schema]) => [
    name,
    { ...(whole[name]?.type && { type: whole[name].type }), ...schema },
  ]);
  return { ...part, ...(part.properties && { properties: Object.fromEntries(properties) }) };
}

/** The names of all extensions, wherever they stand. */
function extensionsIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => [
    ...(key.startsWith('x-') ? [key] : []),
    ...extensionsIn(value),
  ]);
}

/** Every schema and every example of the document, wherever they stand. */
function collect(node: any, pointer: string): void {
  if (node === null || typeof node !== 'object') return;

  if (isSchemaPlace(pointer) && !node.$ref) {
    // What stands inside a schema compiles with it.
    if (/\/(components\/schemas\/[\w.-]+|schema)$/.test(pointer)) schemas.push(pointer);
    for (const [index, value] of (node.examples ?? []).entries()) {
      examples.push({ pointer: `${pointer}/examples/${index}`, schema: pointer, value });
    }
  } else if (node.schema && node.examples) {
    for (const { name, value } of examplesOf(document, node)) {
      examples.push({ pointer: `${pointer}/examples/${name}`, schema: `${pointer}/schema`, value });
    }
  }
  for (const [key, value] of Object.entries(node)) {
    if (key === 'examples' && !pointer.endsWith('/properties')) continue;
    collect(
      value,
      `${pointer}/${encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))}`,
    );
  }
}

function isSchemaPlace(pointer: string) {
  return /(\/components\/schemas\/[\w.-]+|\/schema|\/properties\/\w+|\/(allOf|anyOf|oneOf)\/\d+|\/items)$/.test(
    pointer,
  );
}
