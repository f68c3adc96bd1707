import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folders = ['paths', 'components'];

/**
 * Every file beside the root, and every part of a file of examples, is referred to from somewhere:
 * what nothing refers to is in no bundle and is never checked.
 *
 * @returns {import('./redocly.js').Visitor}
 */
export default function unusedFile() {
  /** @type {Map<string, import('./redocly.js').Source>} */
  const sources = new Map();
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
        for (const file of folders.flatMap((name) => filesIn(path.join(folder, name)))) {
          const used = sources.get(file);
          const unused = used ? unusedParts(used, parts) : [''];
          for (const part of unused) {
            ctx.report({
              message: `Nothing refers to ${part || 'this file'}. Refer to it, or remove it.`,
              location: /** @type {any} */ ({
                source: used ?? fileLike(source, file),
                start: { line: used ? lineOf(used, part) : 1, col: 1 },
              }),
            });
          }
        }
      },
    },
  };
}

/**
 * @param {import('./redocly.js').Source} source of a file of which only parts are referred to
 * @param {Set<unknown>} parts
 */
function unusedParts({ absoluteRef, body }, parts) {
  if (parts.has(`${absoluteRef}#/`) || parts.has(absoluteRef)) return [];
  const keys = [...body.matchAll(/^([\w.-]+):/gm)].map(([, key]) => String(key));
  return keys.filter(
    (key) => ![...parts].some((part) => String(part).startsWith(`${absoluteRef}#/${key}`)),
  );
}

/**
 * A file that Redocly has not read.
 *
 * @param {import('./redocly.js').Source} source of another
 * @param {string} absoluteRef
 */
function fileLike(source, absoluteRef) {
  const Source = /** @type {any} */ (source).constructor;
  return new Source(absoluteRef, readFileSync(absoluteRef, 'utf8'));
}

/** @param {import('./redocly.js').Source} source @param {string} key */
function lineOf({ body }, key) {
  return body.split('\n').findIndex((line) => line.startsWith(`${key}:`)) + 1;
}

/** @param {string} folder @returns {string[]} */
function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const whole = path.join(folder, entry.name);
    return entry.isDirectory() ? filesIn(whole) : [whole];
  });
}
