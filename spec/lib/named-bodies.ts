// A body that is written where it is sent has no name in the files, and one in all that is made of them.
import type { MediaTypeObject } from 'openapi3-ts/oas31';
import {
  isSuccess,
  jsonTypeOf,
  type OpenApiDocument,
  type ReferenceObject,
  type SchemaObject,
  typeNameOf,
} from './contract.ts';

/** What of an operation has bodies, of a document that may be wrong. */
interface Holder {
  description?: string;
  content?: Record<string, MediaTypeObject>;
}

/** A body whose schema is written in it, and holds an object. */
export interface NamelessBody {
  /** What it is called: as the types of its operation are. */
  name: string;
  /** Where its schema is in the operation. */
  path: string[];
  media: MediaTypeObject & { schema: SchemaObject };
  /** What it is, where its schema does not say so. */
  description: string;
}

/** The bodies of an operation that need a name. */
export function namelessBodies(operation: {
  operationId?: string;
  requestBody?: Holder;
  responses?: Record<string, Holder>;
}): NamelessBody[] {
  const { operationId, requestBody, responses = {} } = operation;
  if (typeof operationId !== 'string') return [];
  const type = typeNameOf(operationId);
  const successes = Object.keys(responses).filter(isSuccess);
  const isAlone = successes.length === 1;
  const bodies: { name: string; at: string[]; holder: Holder | undefined }[] = [
    { name: `${type}Request`, at: ['requestBody'], holder: requestBody },
    ...successes.map((status) => ({
      name: `${type}Response${isAlone ? '' : status}`,
      at: ['responses', status],
      holder: responses[status],
    })),
  ];
  return bodies.flatMap(({ name, at, holder }) => {
    const mediaType = jsonTypeOf(holder);
    const media = mediaType && holder?.content?.[mediaType];
    if (!media || !media.schema || !holdsObject(media.schema)) return [];
    const path = [...at, 'content', mediaType, 'schema'];
    const { description = '' } = holder;
    return [{ name, path, media: media as NamelessBody['media'], description }];
  });
}

/** Whether an object with properties is written in it, not behind a reference. */
function holdsObject(schema: SchemaObject | ReferenceObject): boolean {
  if (typeof schema !== 'object' || schema === null || '$ref' in schema) return false;
  const { properties, items, additionalProperties: values } = schema;
  const { prefixItems = [] } = schema as { prefixItems?: SchemaObject[] };
  const { allOf = [], oneOf = [], anyOf = [] } = schema;
  const inside = [items, values, ...prefixItems, ...allOf, ...oneOf, ...anyOf];
  return (
    properties !== undefined ||
    inside.some((each) => typeof each === 'object' && each !== null && holdsObject(each))
  );
}

/**
 * Gives the bodies that are written where they are sent a name: they become schemas of the contract.
 *
 * @param document that is changed
 */
export function withNamedBodies(document: OpenApiDocument): OpenApiDocument {
  for (const item of Object.values(document.paths ?? {})) {
    for (const operation of Object.values(item) as Parameters<typeof namelessBodies>[0][]) {
      for (const { name, media, description } of namelessBodies(operation ?? {})) {
        document.components.schemas[name] = { description, ...media.schema };
        media.schema = { $ref: `#/components/schemas/${name}` };
      }
    }
  }
  return document;
}
