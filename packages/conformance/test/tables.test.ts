// The tables of cases say what a server must do. Whoever takes something out of one sees what is lost.
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Case, OperationCases } from '../src/behaviour/case.js';

const behaviour = new URL('../src/behaviour/', import.meta.url);
const files = ['cases', 'operations'].flatMap((folder) =>
  readdirSync(new URL(folder, behaviour)).map((file) => `${folder}/${file}`),
);

/** Read anew, so that what a table says while it loads is covered by its test (`npm run mutate:code`). */
async function tablesOf(file: string): Promise<(Case[] | OperationCases)[]> {
  const exported = await import(/* @vite-ignore */ `../src/behaviour/${file}?${randomUUID()}`);
  return Object.values<unknown>(exported).filter((each) => typeof each === 'object') as never;
}

/** One line for each step, so that a difference is read at a glance. */
function told({ id, title, cites, subjects, steps }: Case): string {
  return [id, title, cites, ...(subjects ? [data(subjects)] : []), ...steps.map(data)].join('\n');
}

function data(value: unknown): string {
  return JSON.stringify(value, (_, each) => {
    if (typeof each === 'symbol') return String(each);
    // What is long on purpose, such as a key of 257 letters, is told by its end and its length.
    return typeof each === 'string' && each.length > 100
      ? `… ${each.slice(-20)} (${each.length})`
      : each;
  });
}

// access.ts makes its cases for an operation: `servers.test.ts` and the defects show what they ask.
describe('the cases', () => {
  it.each(files.filter((file) => !file.endsWith('access.ts')))(
    'of %s ask what they asked when someone last looked',
    async (file) => {
      const lines = (await tablesOf(file)).flatMap((table) =>
        Array.isArray(table) ? table.map(told) : [data(table.success), ...table.cases.map(told)],
      );
      expect(lines.join('\n\n')).toMatchSnapshot();
    },
  );
});
