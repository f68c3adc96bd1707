// The figures of the last benchmark run, as the charts need them.
import latest from '@connect-api/bench/latest.json' with { type: 'json' };

interface Limit {
  name: string;
  value: number;
  limit: string;
  met: boolean;
}

interface Part {
  name: string;
  title: string;
  chart: string;
  better: 'more' | 'less';
  at: string;
  node: string;
  cpus: string[];
  load: number[];
  versions: Record<string, string>;
  settings: Record<string, unknown>;
  table: Record<string, Record<string, number | string>>;
  limits: Limit[];
}

export const parts = latest.results as unknown as Part[];

/** The bars of a part: one for each row, as long as its share of the longest. */
export function barsOf({ table, chart }: Part) {
  const rows = Object.entries(table).map(([label, row]) => ({ label, value: Number(row[chart]) }));
  const longest = Math.max(...rows.map(({ value }) => value));
  return rows.map(({ label, value }) => ({
    label,
    value: value.toLocaleString('en'),
    width: `${Math.max(0.5, (value / longest) * 100).toFixed(1)}%`,
  }));
}

/** `2 × Intel Xeon`: machines name each core. */
export function processorsOf({ cpus }: Part): string {
  return `${cpus.length} × ${cpus[0] ?? 'unknown'}`;
}
