import {
  banner,
  type OpenApiDocument,
  operationsOf,
  type ReferenceObject,
  type SchemaObject,
  typeNameOf,
} from '@connect-api/spec';

/**
 * The values of every enumeration of the contract as lists, named by their schema, or by schema and
 * property where they have no name of their own.
 *
 * @param document the bundled contract
 * @param digest of the contract
 */
export function generateValues(document: OpenApiDocument, digest: string) {
  const lists = [...listsOf(document)];
  const names = lists.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice)
    throw new Error(`Two lists of values would be called ${twice}Values. Rename a schema.`);
  return [
    banner('packages/client/generator/values.ts', digest),
    ...lists.map(({ name, of, values, open }) => {
      const more = open ? ' More may come.' : '';
      const items = values.map((value) => `  ${literal(value)},\n`);
      return `/** The values of ${of}.${more} */\nexport const ${name}Values = [\n${items.join('')}] as const;\n`;
    }),
  ].join('\n');
}

function* listsOf(
  document: OpenApiDocument,
): Generator<{ name: string; of: string; values: string[]; open: boolean }> {
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    const type = typeNameOf(name);
    yield* listOf(type, `\`${name}\``, schema);
    for (const [property, inner] of Object.entries(schema.properties ?? {})) {
      yield* listOf(type + typeNameOf(property), `\`${property}\` of \`${name}\``, inner);
    }
  }
  for (const { operationId, parameters } of operationsOf(document)) {
    for (const { name, schema } of parameters) {
      yield* listOf(
        typeNameOf(operationId) + typeNameOf(name),
        `\`${name}\` of \`${operationId}\``,
        schema,
      );
    }
  }
}

/** The list of a schema of its own; one that is only referred to has its list where it is named. */
function* listOf(
  name: string,
  of: string,
  schema: SchemaObject | ReferenceObject = {},
): Generator<{ name: string; of: string; values: string[]; open: boolean }> {
  const { enum: own, anyOf = [], items } = schema as SchemaObject;
  const values = own ?? (anyOf as SchemaObject[]).find((branch) => branch.enum)?.enum;
  if (!values && items) return yield* listOf(name, of, items);
  // One value alone is a constant and nothing to choose from.
  if (!values || values.length < 2) return;
  yield { name: name[0]?.toLowerCase() + name.slice(1), of, values, open: !own };
}

function literal(value: unknown) {
  const text = JSON.stringify(value);
  return typeof value === 'string' && !/['\\]/.test(value) ? `'${value}'` : text;
}
