// The table of error codes is an extension, which Redocly does not look into.

import { type ErrorCode, errorCodesOf, type OpenApiDocument } from '../contract.ts';
import type { Change } from './changes.ts';

/** What programs rely on; the rest of an entry is advice for people. */
const facts = ['status', 'scope', 'repeat', 'delayMs'] as const;

export function errorCodeChanges(base: OpenApiDocument, revision: OpenApiDocument): Change[] {
  const before = new Map(errorCodesOf(base).map((entry) => [entry.code, entry]));
  const after = new Map(errorCodesOf(revision).map((entry) => [entry.code, entry]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((code) =>
    compare(code, before.get(code), after.get(code)),
  );
}

function compare(code: string, before?: ErrorCode, after?: ErrorCode): Change[] {
  const place = '';
  if (!after) return [{ impact: 'major', place, text: `Error code \`${code}\` was removed.` }];
  // Clients are told to expect codes that they do not know.
  if (!before) return [{ impact: 'minor', place, text: `Error code \`${code}\` was added.` }];
  const changed = facts.filter((fact) => show(before[fact]) !== show(after[fact]));
  if (changed.length > 0) {
    return changed.map((fact) => ({
      impact: 'major',
      place,
      text: `\`${fact}\` of error code \`${code}\` changed from ${show(before[fact])} to ${show(after[fact])}.`,
    }));
  }
  if (show(before) === show(after)) return [];
  return [{ impact: 'patch', place, text: `Error code \`${code}\` is explained anew.` }];
}

function show(value: unknown) {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
