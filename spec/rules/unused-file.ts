import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Source, Visitor } from './redocly.js';

const folders = ['paths', 'webhooks', 'components'];

/**
 * Every file beside the root, and every part of a file of examples, is referred to from somewhere:
 * what nothing refers to is in no bundle and is never checked.
 */
export default function unusedFile(): Visitor {
  const sources: Map<string, Source> = new Map();
  const parts = new Set();
  return {
    ref(_reference, _ctx, target) {
      if (!target.location) return;
      const { source, absolutePointer } = target.location;
      sources.set(source.absoluteRef, source);
      parts.add(decodeURIComponent(absolutePointer));
    },
    Root: {
      leave(_root, ctx) {
        const { source } = ctx.location;
        const folder = path.dirname(source.absoluteRef);
        const files = folders.flatMap((name) => filesIn(path.join(folder, name)));
        const unread = files.filter((file) => !sources.has(file));
        // What only such a file refers to is not told besides.
        const inUnread = new Set(unread.flatMap(targetsIn));
        for (const file of files) {
          const used = sources.get(file);
          const unused = used ? unusedParts(used, parts) : inUnread.has(file) ? [] : [''];
          for (const part of unused) {
            ctx.report({
              message: `Nothing refers to ${part || 'this file'}. Refer to it, or remove it.`,
              location: {
                source: used ?? fileLike(source, file),
                start: { line: used ? lineOf(used, part) : 1, col: 1 },
              },
            });
          }
        }
      },
    },
  };
}

/** @param source of a file of which only parts are referred to */
function unusedParts({ absoluteRef, body }: Source, parts: Set<unknown>) {
  if (parts.has(`${absoluteRef}#/`) || parts.has(absoluteRef)) return [];
  const keys = [...body.matchAll(/^([\w.-]+):/gm)].map(([, key]) => String(key));
  return keys.filter(
    (key) => ![...parts].some((part) => String(part).startsWith(`${absoluteRef}#/${key}`)),
  );
}

/**
 * A file that Redocly has not read.
 *
 * @param source of another
 */
function fileLike(source: Source, absoluteRef: string) {
  const Source = source.constructor as new (absoluteRef: string, body: string) => Source;
  return new Source(absoluteRef, readFileSync(absoluteRef, 'utf8'));
}

/** The files that a file which Redocly has not read refers to. */
function targetsIn(file: string): string[] {
  const references = readFileSync(file, 'utf8').matchAll(/\$ref['"]?: *['"]?([^#'"\s]+)/g);
  return [...references].map(([, target = '']) => path.resolve(path.dirname(file), target));
}

function lineOf({ body }: Source, key: string) {
  return body.split('\n').findIndex((line) => line.startsWith(`${key}:`)) + 1;
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const whole = path.join(folder, entry.name);
    return entry.isDirectory() ? filesIn(whole) : [whole];
  });
}
