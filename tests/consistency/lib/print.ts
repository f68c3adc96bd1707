// The table, its legend, and what differs, as text.

import { brief, type Finding } from './finding.ts';
import type { Cell, Column } from './table.ts';

export type Paint = {
  green(text: string): string;
  red(text: string): string;
  dim(text: string): string;
  bold(text: string): string;
};

/** How many findings of one cell are shown. */
const shown = 10;

export function tableText(columns: Column[], paint: Paint): string {
  const notes = notesOf(columns);
  const rows = (columns[0]?.cells ?? []).map(({ kind }, row) => [
    kind,
    ...columns.map(({ cells }) => cellText(cells[row] as Cell, notes)),
  ]);
  const digest = [
    'digest',
    ...columns.map(({ stale, name }) => (name === 'contract' ? '–' : stale ? '✗' : '✓')),
  ];
  const head = ['', ...columns.map(({ name }) => name)];
  const all = [head, ...rows, digest];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row, index) =>
    row
      .map((text, column) =>
        paintCell(text.padEnd(widths[column] ?? 0), index === 0 || column === 0, paint),
      )
      .join('  ')
      .trimEnd(),
  );
  return [...lines, '', ...legend(notes, paint)].join('\n');
}

/** @returns every reason once */
function notesOf(columns: Column[]): string[] {
  return [...new Set(columns.flatMap(({ cells }) => cells.flatMap(({ reasons }) => reasons)))];
}

function cellText({ checked, findings, reasons }: Cell, notes: string[]): string {
  const marks = reasons
    .map((reason) => notes.indexOf(reason) + 1)
    .sort((one, other) => one - other);
  const note = marks.length > 0 ? ` (${marks.join(',')})` : '';
  if (checked === 0) return `–${note}`;
  return findings.length > 0 ? `✗ ${findings.length} of ${checked}${note}` : `✓ ${checked}${note}`;
}

function paintCell(text: string, heading: boolean, paint: Paint) {
  if (heading) return paint.bold(text);
  if (text.startsWith('✗')) return paint.red(text);
  return text.startsWith('✓') ? paint.green(text) : paint.dim(text);
}

function legend(notes: string[], paint: Paint) {
  return [
    '✓ so many facts agree  ✗ so many differ  – does not apply, or not to all facts:',
    ...notes.map((note, index) => paint.dim(`${String(index + 1).padStart(4)}  ${note}`)),
  ];
}

/** What differs: which fact, where it is written, and what shows something else. */
export function findingsText(columns: Column[], paint: Paint): string {
  return columns
    .flatMap(({ name, cells, stale }) => [
      ...cells.flatMap(({ findings }) => [
        ...findings.slice(0, shown).map((finding) => findingText(name, finding, paint)),
        ...(findings.length > shown
          ? [`  … and ${findings.length - shown} more in this cell`]
          : []),
      ]),
      ...(stale ? [`${paint.red('✗')} ${stale}`] : []),
    ])
    .join('\n');
}

function findingText(name: string, { fact, found, where }: Finding, paint: Paint) {
  const { file, line, pointer } = fact.place;
  return [
    `${paint.red('✗')} ${paint.bold(`${fact.kind}: ${fact.id}`)}`,
    `    contract  ${brief(fact.value)}  ${paint.dim(`${file}${line ? `:${line}` : ''} ${pointer}`)}`,
    `    ${name.padEnd(8)}  ${found}  ${paint.dim(where)}`,
  ].join('\n');
}
