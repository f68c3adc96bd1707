// To Redocly a server that is described anew is one that is gone and another one that has come.

import { isDeepStrictEqual } from 'node:util';
import type { OpenApiDocument } from '../contract.ts';
import type { Change } from './changes.ts';

type Servers = OpenApiDocument['servers'];

/** A server is its URL: one that is gone, or whose variables have others values, breaks who calls it. */
export function serverChanges(base: OpenApiDocument, revision: OpenApiDocument): Change[] {
  const [before, after] = [byUrl(base.servers), byUrl(revision.servers)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((url) => {
    const [old, now] = [before.get(url), after.get(url)];
    if (!now) return change('major', `Server \`${url}\` was removed.`);
    if (!old) return change('minor', `Server \`${url}\` was added.`);
    if (!isDeepStrictEqual(valuesOf(old), valuesOf(now)))
      return change('major', `The variables of server \`${url}\` changed.`);
    return isDeepStrictEqual(old, now)
      ? []
      : change('patch', `Server \`${url}\` is described anew.`);
  });
}

const byUrl = (servers: Servers = []) => new Map(servers.map((server) => [server.url, server]));

/** What a caller fills in. */
const valuesOf = ({ variables = {} }: Servers[number]) =>
  Object.entries(variables).map(([name, { default: value, enum: values }]) => [
    name,
    value,
    values,
  ]);

const change = (impact: Change['impact'], text: string): Change[] => [{ impact, place: '', text }];
