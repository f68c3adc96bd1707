// What is needed of a report in the mutation-testing-report schema, version 2, as Stryker writes it.

export interface Report {
  readonly files: Readonly<Record<string, ReportedFile>>;
}

interface ReportedFile {
  readonly source: string;
  readonly mutants: readonly ReportedMutant[];
}

interface ReportedMutant {
  readonly status: string;
  readonly replacement?: string;
  readonly location: { readonly start: Position; readonly end: Position };
}

/** Both count from 1. */
interface Position {
  readonly line: number;
  readonly column: number;
}

/** A mutant that no test noticed. */
export interface Survivor {
  readonly file: string;
  /** Where it stands today; moves with the code. */
  readonly line: number;
  /** The whole line of the code, as it is. */
  readonly code: string;
  /** What stood there instead, with the rest of the line (or lines). */
  readonly mutant: string;
}

export interface Tally {
  readonly killed: number;
  /** Mutants that Stryker was told to leave out. They count in no score. */
  readonly leftOut: number;
  readonly survivors: readonly Survivor[];
  /** Those that mutants were made of. */
  readonly files: readonly string[];
}

const noticed = new Set(['Killed', 'Timeout']);
const unnoticed = new Set(['Survived', 'NoCoverage']);

/** A mutant that does not compile counts nowhere. */
export function tally({ files }: Report): Tally {
  let killed = 0;
  let leftOut = 0;
  const survivors: Survivor[] = [];
  for (const [file, { source, mutants }] of Object.entries(files)) {
    const lines = source.split('\n');
    for (const mutant of mutants) {
      if (noticed.has(mutant.status)) killed += 1;
      if (mutant.status === 'Ignored') leftOut += 1;
      if (unnoticed.has(mutant.status)) survivors.push(survivorOf(file, lines, mutant));
    }
  }
  return { killed, leftOut, survivors, files: Object.keys(files) };
}

function survivorOf(
  file: string,
  lines: string[],
  { location, replacement }: ReportedMutant,
): Survivor {
  const { start, end } = location;
  const before = lines[start.line - 1]?.slice(0, start.column - 1) ?? '';
  const after = lines[end.line - 1]?.slice(end.column - 1) ?? '';
  return {
    file,
    line: start.line,
    code: onOneLine(lines.slice(start.line - 1, end.line).join('\n')),
    mutant: onOneLine(`${before}${replacement ?? ''}${after}`),
  };
}

function onOneLine(code: string): string {
  return code.replace(/\s+/g, ' ').trim();
}
