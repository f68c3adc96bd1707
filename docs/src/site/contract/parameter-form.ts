import { contentOf, type Schema } from './schema.ts';

/**
 * How a list or an object is written in a query, a path or a header, in Markdown (OpenAPI 3.1, style and
 * explode); nothing for plain values.
 */
export function formOf(parameter: {
  name: string;
  in: string;
  style?: string;
  explode?: boolean;
  schema: Schema;
}): string | undefined {
  const { name, in: place, style = place === 'query' ? 'form' : 'simple' } = parameter;
  const { explode = style === 'form' } = parameter;
  const { type, properties } = contentOf(parameter.schema);
  if (type === 'array') {
    return place === 'query' && explode
      ? `Several are sent one by one: \`${name}=…&${name}=…\`.`
      : 'Several are joined by commas.';
  }
  if (type !== 'object' && !properties) return undefined;
  if (style === 'deepObject') return `Each is sent by its name: \`${name}[…]=…\`.`;
  if (place === 'query' && explode) return 'Each is sent as a parameter of its own.';
  return explode ? 'They are joined by commas: `name=value`.' : 'They are joined by commas.';
}
