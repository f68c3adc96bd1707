// The table, its legend, and what differs, as text.
import { brief } from './finding.js';

/** @typedef {import('./table.js').Column} Column */
/** @typedef {import('./table.js').Cell} Cell */
/** @typedef {{ green(text: string): string, red(text: string): string, dim(text: string): string, bold(text: string): string }} Paint */

/** How many findings of one cell are shown. */
const shown = 10;

/**
 * @param {Column[]} columns @param {Paint} paint
 * @returns {string}
 */
export function tableText(columns, paint) {
  const notes = notesOf(columns);
  const rows = (columns[0]?.cells ?? []).map(({ kind }, row) => [
    kind,
    ...columns.map(({ cells }) => cellText(/** @type {Cell} */ (cells[row]), notes)),
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

/** @param {Column[]} columns @returns {string[]} every reason once */
function notesOf(columns) {
  return [...new Set(columns.flatMap(({ cells }) => cells.flatMap(({ reasons }) => reasons)))];
}

/** @param {Cell} cell @param {string[]} notes @returns {string} */
function cellText({ checked, findings, reasons }, notes) {
  const marks = reasons
    .map((reason) => notes.indexOf(reason) + 1)
    .sort((one, other) => one - other);
  const note = marks.length > 0 ? ` (${marks.join(',')})` : '';
  if (checked === 0) return `–${note}`;
  return findings.length > 0 ? `✗ ${findings.length} of ${checked}${note}` : `✓ ${checked}${note}`;
}

/** @param {string} text @param {boolean} heading @param {Paint} paint */
function paintCell(text, heading, paint) {
  if (heading) return paint.bold(text);
  if (text.startsWith('✗')) return paint.red(text);
  return text.startsWith('✓') ? paint.green(text) : paint.dim(text);
}

/** @param {string[]} notes @param {Paint} paint */
function legend(notes, paint) {
  return [
    '✓ so many facts agree  ✗ so many differ  – does not apply, or not to all facts:',
    ...notes.map((note, index) => paint.dim(`${String(index + 1).padStart(4)}  ${note}`)),
  ];
}

/**
 * What differs: which fact, where it is written, and what shows something else.
 *
 * @param {Column[]} columns @param {Paint} paint
 * @returns {string}
 */
export function findingsText(columns, paint) {
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

/** @param {string} name @param {import('./finding.js').Finding} finding @param {Paint} paint */
function findingText(name, { fact, found, where }, paint) {
  const { file, line, pointer } = fact.place;
  return [
    `${paint.red('✗')} ${paint.bold(`${fact.kind}: ${fact.id}`)}`,
    `    contract  ${brief(fact.value)}  ${paint.dim(`${file}${line ? `:${line}` : ''} ${pointer}`)}`,
    `    ${name.padEnd(8)}  ${found}  ${paint.dim(where)}`,
  ].join('\n');
}
