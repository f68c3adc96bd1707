// Component schemas are types of @connect-api/types. Redocly does not look at their names.

import { isDeepStrictEqual } from 'node:util';
import type { OpenApiDocument } from '../contract.ts';
import type { Change } from './changes.ts';

/** A type that is gone, or has another name, breaks who imports it, whatever goes over the wire. */
export function schemaNameChanges(base: OpenApiDocument, revision: OpenApiDocument): Change[] {
  const before = base.components?.schemas ?? {};
  const after = revision.components?.schemas ?? {};
  const added = Object.keys(after).filter((name) => !(name in before));
  return Object.keys(before)
    .filter((name) => !(name in after))
    .map((name) => {
      const heir = added.find((each) => isDeepStrictEqual(after[each], before[name]));
      const what = heir === undefined ? 'is gone' : `is now \`${heir}\``;
      return {
        impact: 'major',
        place: '',
        text: `Schema \`${name}\` ${what}, and with it the type of that name.`,
      };
    });
}
