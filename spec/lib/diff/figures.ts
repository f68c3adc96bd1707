// Behaviour that no schema holds is told in the named paragraphs of the description, such as
// "Idempotency › Expiry". To Redocly any edit of them is a matter of wording.
import type { OpenApiDocument } from '../contract.ts';
import type { Change } from './changes.ts';

/**
 * A paragraph that has other figures than before ("48 hours" for "24 hours") promises something else.
 */
export function figureChanges(base: OpenApiDocument, revision: OpenApiDocument): Change[] {
  const after = paragraphsOf(revision);
  return [...paragraphsOf(base)].flatMap(([name, text]) => {
    const [old, now] = [figuresOf(text), figuresOf(after.get(name) ?? '')];
    if (!after.has(name)) {
      return [{ impact: 'major', place: '', text: `The paragraph "${name}" is gone.` }];
    }
    if (old.join() === now.join()) return [];
    const gone = old.filter((figure) => !now.includes(figure));
    const come = now.filter((figure) => !old.includes(figure));
    return [{ impact: 'major', place: '', text: `The paragraph "${name}" ${said(gone, come)}.` }];
  });
}

function said(gone: string[], come: string[]) {
  const [before, after] = [gone, come].map((figures) => figures.join(', '));
  if (!after) return `no longer says ${before}`;
  return before ? `now says ${after} for ${before}` : `now also says ${after}`;
}

/** @returns the text that follows each bold name at the start of a paragraph */
function paragraphsOf({ info }: OpenApiDocument): Map<string, string> {
  const found = String(info?.description ?? '').matchAll(
    /^\*\*(.+?)\.\*\*([\s\S]*?)(?=^\*\*.+?\.\*\*|^#|(?![\s\S]))/gm,
  );
  return new Map([...found].map(([, name, text]) => [String(name), String(text)]));
}

/** Each number with the word behind it, once; `%2D` is none. */
function figuresOf(text: string) {
  const found = text.replace(/\s+/g, ' ').match(/(?<!%)\b\d+(?:[.,]\d+)*(?:[ -][a-zA-Z]+)?/g) ?? [];
  return [...new Set(found)].sort();
}
