import type { NewOperation } from './operation-files.ts';

/** What a new operation means for the people who use the API. */
export function changesetOf({ id, summary }: NewOperation): { file: string; text: string } {
  const packages = ['types', 'client', 'validators', 'mock', 'sandbox', 'conformance'];
  const lines = packages.map((name) => `'@connect-api/${name}': minor`);
  const file = `.changeset/${id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.md`;
  return { file, text: `---\n${lines.join('\n')}\n---\n\nNew: \`${id}\`. ${summary}.\n` };
}
