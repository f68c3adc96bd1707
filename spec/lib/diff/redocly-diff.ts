import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OpenApiDocument } from '../contract.ts';
import { redocly } from '../redocly.ts';
import type { Impact } from './impact.ts';
import { unshared } from './unshared.ts';

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
  base?: { pointer: string; value?: unknown };
  revision?: { pointer: string; value?: unknown };
}

/**
 * @param base a bundled contract
 * @param revision another
 * @returns places are those of the contracts without shared components (`unshared`)
 * @throws {Error} with what Redocly said, when it cannot compare them
 */
export async function redoclyDiff(
  base: OpenApiDocument,
  revision: OpenApiDocument,
): Promise<RedoclyChange[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'connect-diff-'));
  try {
    const files = { base, revision };
    for (const [name, document] of Object.entries(files))
      await writeFile(path.join(folder, `${name}.json`), JSON.stringify(unshared(document)));
    return await compare(path.join(folder, 'base.json'), path.join(folder, 'revision.json'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function compare(base: string, revision: string): Promise<RedoclyChange[]> {
  const { code, stdout, stderr } = await redocly(
    ['diff', base, revision, '--config=redocly-diff.yaml', '--format=json', '--fail-on=none'],
    { cwd: fileURLToPath(new URL('../..', import.meta.url)) },
  );
  if (code !== 0) throw new Error(`The contracts could not be compared.\n${stderr}`);
  const { changes } = JSON.parse(stdout) as { changes: RedoclyChange[] };
  // Copies come and go with who uses them. schema-names.ts tells those that people know, servers.ts of
  // servers.
  return changes.filter(
    ({ path }) => !/^#\/(components\/(?!securitySchemes)|servers(\/|$))/.test(path),
  );
}
