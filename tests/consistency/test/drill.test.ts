// Somebody adds operations: files under spec/, and nothing else. `npm run drill` runs all of npm test on
// them; here is what can be had without building every package.
import path from 'node:path';
import { document, operationsOf } from '@connect-api/spec';
import { addFeature, idsOf, readFeatures } from '@connect-api/spec/features';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyRepository } from '../lib/drill.ts';
import { runLint } from '../lib/run-in-copy.ts';

const features = await readFeatures();
const refused = features.filter((each) => each.refused !== undefined);
const able = features.filter((each) => each.refused === undefined);
/** Those that are made and called here; the rest costs more time than a push has. */
const tried = able.filter(({ name }) => ['integer-enum', 'read-one'].includes(name));
const there = operationsOf(document).map(({ operationId }) => operationId);

let copy: Awaited<ReturnType<typeof copyRepository>>;

beforeAll(async () => {
  copy = await copyRepository();
});

afterAll(() => copy.remove());

/** What lint says where these are. All of them at once: each run takes seconds. */
async function lintWith(some: typeof features): Promise<string[]> {
  for (const feature of some) await addFeature(path.join(copy.folder, 'spec'), feature);
  const said = await runLint(copy.folder);
  copy.restore();
  return said;
}

/** In a copy of the drill some are there already, under the names that others have here. */
const isDrilled = able.some((each) => idsOf(each).some((id) => there.includes(id)));

describe.skipIf(isDrilled)('operations of every kind', () => {
  const files: string[] = [];

  afterAll(() => copy.restore());

  test('pass lint, all of them together', async () => {
    expect(await lintWith(able)).toEqual([]);
  });

  test('are in what is generated', async () => {
    for (const feature of tried) {
      const written = await addFeature(path.join(copy.folder, 'spec'), feature);
      files.push(...written.map((file) => `spec/${file}`));
    }
    await copy.node('spec/scripts/bundle.ts');
    for (const name of ['types', 'client', 'sandbox', 'validators']) {
      const said = await copy.node(`packages/${name}/scripts/generate.ts`);
      if (name !== 'validators') expect(said).toContain('written');
    }
  });

  test('show in every artifact, and are answered by mock and sandbox as documented', async () => {
    const ids = tried.flatMap(idsOf);
    const result = await copy.node('tests/consistency/scripts/try-operations.ts', [
      ids.join(),
      ...files,
    ]);
    const { facts, findings, calls } = JSON.parse(result);
    expect(facts).toBeGreaterThan(50);
    expect(findings).toEqual([]);
    expect(calls.length).toBeGreaterThan(ids.length);
    for (const call of calls) expect(call).toMatchObject({ asDocumented: true });
  });
});

describe.skipIf(isDrilled)('what cannot be had', () => {
  let said: string[] = [];

  beforeAll(async () => {
    said = await lintWith(refused);
  });

  test.each(refused)('$feature is refused by lint', ({ refused: message }) => {
    const own = said.filter((line) => line.includes(message ?? ''));
    expect(own).not.toEqual([]);
    // What another is refused for does not count.
    const meant = refused.filter((each) => own.some((line) => line.includes(each.refused ?? '')));
    expect(meant).toHaveLength(1);
  });
});
