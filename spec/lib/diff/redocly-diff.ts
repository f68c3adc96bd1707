import { fileURLToPath } from 'node:url';
import { redocly } from '../redocly.ts';
import type { Impact } from './impact.ts';

/** One entry of `redocly diff --format=json`, as far as it is read here. */
export interface RedoclyChange {
  /** JSON Pointer of the place by which the change is first reached */
  path: string;
  /** Such as `Schema` or `Response` */
  typeName: string;
  kind: 'added' | 'removed' | 'modified';
  /** The keyword that was modified */
  property?: string;
  impact: Impact;
  verdicts: { message: string }[];
  base?: { pointer: string; value?: any };
  revision?: { pointer: string; value?: any };
}

/**
 * @param base path of a bundled contract
 * @param revision path of another
 * @throws {Error} with what Redocly said, when it cannot compare them
 */
export async function redoclyDiff(base: string, revision: string): Promise<RedoclyChange[]> {
  const { code, stdout, stderr } = await redocly(
    ['diff', base, revision, '--config=redocly-diff.yaml', '--format=json', '--fail-on=none'],
    { cwd: fileURLToPath(new URL('../..', import.meta.url)) },
  );
  if (code !== 0) throw new Error(`The contracts could not be compared.\n${stderr}`);
  return JSON.parse(stdout).changes;
}
