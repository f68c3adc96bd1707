// The table feature × artifact.
import type { Outcome } from './run-everything.ts';

export interface Row {
  name: string;
  cells: Partial<Record<Column, string>>;
  /** Whether it works, or is refused where it is to be. */
  isAsWanted: boolean;
}

/** The columns, and the packages whose tasks decide them. */
const columns = {
  'contract lint': ['spec'],
  types: ['types'],
  client: ['client'],
  validators: ['validators'],
  mock: ['mock'],
  sandbox: ['sandbox'],
  docs: ['docs'],
  samples: [],
  conformance: ['conformance'],
  consistency: ['consistency'],
  'all else': [],
} as const;
type Column = keyof typeof columns;

const names = Object.keys(columns) as Column[];

/**
 * @param isAlone whether nothing else was laid over the copy; else a test that names one of its operations
 *   tells
 */
export function rowOf(
  { name, operationIds }: { name: string; operationIds: string[] },
  { failed, tests }: Outcome,
  isAlone: boolean,
): Row {
  const others = isAlone ? [] : tests.filter(({ name: test }) => !namesAny(test, operationIds));
  const own = tests.filter((test) => !others.includes(test));
  const cells = Object.fromEntries(
    names.map((column) => {
      const red = own.filter((test) => columnOf(test.package, test.file) === column);
      // A task that failed without a test that did says nothing of whose fault it is.
      const broken = failed.filter(
        (task) =>
          columnOf(task.split('#')[0] ?? '', '') === column &&
          !tests.some((test) => task.startsWith(`${test.package}#test`)),
      );
      const what = [
        ...broken,
        ...(red.length > 0 ? [`${red.length} tests red: ${red[0]?.name}`] : []),
      ];
      return [column, what.join('; ') || 'works'];
    }),
  );
  return { name, cells, isAsWanted: Object.values(cells).every((cell) => cell === 'works') };
}

function namesAny(test: string, operationIds: string[]): boolean {
  return operationIds.some((id) => new RegExp(`\\b${id}\\b`).test(test));
}

function columnOf(packageName: string, file: string): Column {
  const folder = packageName.replace('@connect-api/', '');
  if (folder === 'docs' && file === 'samples.test.ts') return 'samples';
  return names.find((name) => (columns[name] as readonly string[]).includes(folder)) ?? 'all else';
}

/** As Markdown. */
export function tableOf(rows: Row[]): string {
  const lines = rows.map(({ name, cells }) => {
    const [lint = '', ...rest] = names.map((column) => cells[column] ?? '');
    return `| ${[name, lint, ...rest].map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  return `<!-- Made by npm run drill -- --write from spec/features. Do not edit. -->

# What an operation may have

Each row was laid over a copy of the repository, and everything was generated, built and tested there.
A cell says that it *works*, or what lint says instead.

| | ${names.join(' | ')} |
| --- |${names.map(() => ' --- |').join('')}
${lines.join('\n')}
`;
}
