import { eachOperation, isError } from './operation.ts';
import type { Location, Visitor } from './redocly.js';

/**
 * Every error response, `default` included, has the one error schema as its only content.
 *
 * @param options `schema` is the component's name
 */
export default function errorSchema({
  schema,
  mediaType,
}: {
  schema: string;
  mediaType: string;
}): Visitor {
  return eachOperation((operation, { report }) => {
    for (const [status, response] of operation.get('responses').entries()) {
      if (!isError(status) || !response.value) continue;

      const content = response.get('content');
      const body = content.get(mediaType);
      const others = content.entries().filter(([name]) => name !== mediaType);
      // Where another media type stands in its place, that is told.
      const isOther = !body.value && others.length > 0;
      if (!isOther && componentName(body.get('schema').location) !== schema) {
        report({
          message: `The error response ${status} must have the schema ${schema} as ${mediaType}. Refer to that schema.`,
          // The place of the wrong reference, not of what it leads to.
          location: body.value?.schema ? body.location.child(['schema']) : body.location,
        });
      }
      for (const [other] of others) {
        report({
          message: isOther
            ? `The error response ${status} must be ${mediaType}, not ${other}. Correct it.`
            : `The error response ${status} must be ${mediaType} only. Remove ${other}.`,
          location: content.location.child([other]).key(),
        });
      }
    }
  });
}

/** The name that a component has in the bundle: its key, or the name of its file. */
function componentName(location: Location) {
  const [file = '', pointer = ''] = location.absolutePointer.split('#');
  if (pointer.startsWith('/components/')) return pointer.split('/').slice(3).join('/');
  return pointer === '/' || pointer === '' ? file.replace(/^.*[\\/]|\.\w+$/g, '') : undefined;
}
