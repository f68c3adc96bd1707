// The table feature × artifact.
import type { Wrong } from './wrong.ts';

export interface Row {
  name: string;
  cells: Partial<Record<Column, string>>;
  /** Whether it works, or is refused where it is to be. */
  isAsWanted: boolean;
}

/** The columns, and what decides each. */
const columns = {
  'contract lint': ['spec'],
  types: ['types'],
  client: ['client'],
  validators: ['validators'],
  mock: ['mock'],
  sandbox: ['sandbox'],
  docs: ['docs'],
  samples: ['samples'],
  conformance: ['conformance'],
  consistency: ['contract', 'bundle', 'packages', 'facts', 'consistency'],
} as const;
type Column = keyof typeof columns;

export const columnNames = Object.keys(columns) as Column[];

/** What is tried: one feature, or some operations. */
export interface Tried {
  name: string;
  operationIds: string[];
  /** that it brings, from the repository's root */
  files: string[];
}

/** @returns what concerns none of those that were tried together, and is in no column */
export function unexplained(tried: Tried[], wrongs: Wrong[]): Wrong[] {
  return wrongs.filter(
    (wrong) =>
      columnOf(wrong) === undefined ||
      (tried.length > 1 && !tried.some((each) => concerns(each, wrong))),
  );
}

/** @param isAlone whether nothing else was laid over the copy: then everything concerns it */
export function rowOf(tried: Tried, wrongs: Wrong[], isAlone: boolean): Row {
  const own = wrongs.filter((wrong) => isAlone || concerns(tried, wrong));
  const cells = Object.fromEntries(
    columnNames.map((column) => {
      const here = own.filter((wrong) => columnOf(wrong) === column);
      const more = here.length > 1 ? `, and ${here.length - 1} more` : '';
      return [column, here[0] ? `${here[0].what.split('\n')[0]}${more}` : 'works'];
    }),
  );
  return { name: tried.name, cells, isAsWanted: own.length === 0 };
}

function concerns({ operationIds, files }: Tried, { what, file, operationId }: Wrong): boolean {
  if (operationId !== undefined && operationIds.includes(operationId)) return true;
  if (file !== undefined && files.includes(file)) return true;
  return operationIds.some((id) => new RegExp(`\\b${id}\\b`).test(what));
}

function columnOf({ artifact }: Wrong): Column | undefined {
  return columnNames.find((name) => (columns[name] as readonly string[]).includes(artifact));
}

/** As Markdown. */
export function tableOf(rows: Row[]): string {
  const lines = rows.map(({ name, cells }) => {
    const all = [name, ...columnNames.map((column) => cells[column] ?? '')];
    return `| ${all.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  return `<!-- Made by npm run drill -- --write from spec/features. Do not edit. -->

# What an operation may have

Each row was laid over a copy of the repository, where every artifact was generated, built, held against the
contract and called. A cell says that it *works*, or what lint says instead.

| | ${columnNames.join(' | ')} |
| --- |${columnNames.map(() => ' --- |').join('')}
${lines.join('\n')}
`;
}
