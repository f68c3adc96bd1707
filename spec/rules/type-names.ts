import { isSuccess, jsonTypeOf, typeNameOf } from '../lib/contract.ts';
import { namelessBodies } from '../lib/named-bodies.ts';
import { type Node, nodeOf } from './node.ts';
import type { Location, Visitor } from './redocly.js';

/** The bundler of declarations takes these for values, and writes `Promise$1`. */
const unhidable = ['Object', 'Promise'];

/**
 * A schema has a name that types can have as well: no other schema's, none of the types package's own,
 * none that declarations cannot give, and that of a body only where it is that body.
 *
 * @param options `reserved`: names that the types package exports besides
 */
export default function typeNames({ reserved }: { reserved: string[] }): Visitor {
  const schemas = new Map<string, { name: string; location: Location }>();
  const bodies = new Map<string, { of: string; pointers: string[] }>();

  return {
    ref(_reference, ctx, { location }) {
      const name = location && ctx.type.name === 'Schema' && componentName(location);
      if (name) schemas.set(location.absolutePointer, { name, location });
    },
    Paths: {
      Operation(operation, ctx) {
        const { operationId = '', requestBody } = operation;
        const node = nodeOf(ctx, operation);
        const responses = node.get('responses').entries();
        const type = operationId.charAt(0).toUpperCase() + operationId.slice(1);
        const of = (wanted: (status: string) => boolean) =>
          responses.filter(([status]) => wanted(status)).map(([, response]) => response);
        const keep = (part: string, holders: Node[]) =>
          bodies.set(`${type}${part}`, { of: operationId, pointers: holders.map(schemaIn) });
        keep('PathParameters', []);
        keep('Request', requestBody ? [node.get('requestBody')] : []);
        keep('Response', of(isSuccess));
        // What is written in one of several answers is named after it.
        for (const { name } of namelessBodies(operation))
          if (name.startsWith(`${type}Response`) && name !== `${type}Response`)
            bodies.set(name, { of: operationId, pointers: [] });
        keep(
          'Error',
          of((status) => !isSuccess(status)),
        );
      },
    },
    Root: {
      leave(_root, ctx) {
        const known = new Map<string, string>();
        const files = new Map<string, string>();
        for (const [pointer, { name, location }] of schemas) {
          const type = typeNameOf(name);
          const other = known.get(type);
          known.set(type, name);
          const inOtherCase = files.get(name.toLowerCase());
          files.set(name.toLowerCase(), name);
          const body = bodies.get(type);
          const message =
            type === '' || !/^[\w.-]+$/.test(name)
              ? `A schema cannot be called ${name}. Write letters and digits, and - _ . between them.`
              : other !== undefined
                ? `${name} and ${other} are both ${type} in types. Rename one of them.`
                : inOtherCase !== undefined
                  ? `${name} and ${inOtherCase} have one file on some machines. Rename one of them.`
                  : unhidable.includes(type)
                    ? `${type} is a type of JavaScript that declarations cannot hide. Rename this schema.`
                    : reserved.includes(type)
                      ? `${type} is a name of the types package itself. Rename this schema.`
                      : body && body.pointers.filter(Boolean).some((one) => one !== pointer)
                        ? `In types ${type} is a body of ${body.of}, and this schema is another. Rename it.`
                        : body && !body.pointers.includes(pointer)
                          ? `In types ${type} belongs to ${body.of}, which does not have this schema. Rename it.`
                          : undefined;
          if (message) ctx.report({ message, location });
        }
      },
    },
  };
}

function schemaIn(holder: Node): string {
  const media = holder.get('content').get(jsonTypeOf(holder.value) ?? '');
  return media.value?.schema ? media.get('schema').location.absolutePointer : '';
}

/** The name that a component has in the bundle: its key, or the name of its file. */
function componentName({ absolutePointer }: Location): string | undefined {
  const [file = '', pointer = ''] = absolutePointer.split('#');
  if (pointer.startsWith('/components/schemas/')) return pointer.split('/').slice(3).join('/');
  return pointer === '/' || pointer === '' ? file.replace(/^.*[\\/]|\.\w+$/g, '') : undefined;
}
