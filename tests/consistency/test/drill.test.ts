// Somebody adds an operation: files under spec/, and nothing else. `npm run drill` runs all of npm test
// on it; here is what can be had without building every package.
import { document, operationsOf } from '@connect-api/spec';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addOperation, copyRepository, newOperationId } from '../lib/drill.ts';

const added = await newOperationId();
const there = operationsOf(document).some(({ operationId }) => operationId === added);

// In the copy of the full drill the operation is there already.
describe.skipIf(there)('a third operation', () => {
  let copy: Awaited<ReturnType<typeof copyRepository>>;
  let files: string[];

  beforeAll(async () => {
    copy = await copyRepository();
    ({ files } = await addOperation(copy.folder));
  }, 60_000);

  afterAll(() => copy.remove());

  test('is a path, its schemas and its examples', () => {
    for (const part of ['paths/', 'components/schemas/', 'components/examples/'])
      expect(files.some((file) => file.startsWith(`spec/${part}`))).toBe(true);
  });

  test('passes lint', () => copy.node('spec/scripts/lint.ts'), 60_000);

  test('is in what is generated', async () => {
    await copy.node('spec/scripts/bundle.ts');
    for (const name of ['types', 'client', 'sandbox', 'validators']) {
      const said = await copy.node(`packages/${name}/scripts/generate.ts`);
      if (name !== 'validators') expect(said).toContain('written');
    }
  }, 120_000);

  test('shows in every artifact, and is answered by mock and sandbox as documented', async () => {
    const result = await copy.node('tests/consistency/scripts/try-operation.ts', [added, ...files]);
    const { facts, findings, calls } = JSON.parse(result);
    expect(facts).toBeGreaterThan(50);
    expect(findings).toEqual([]);
    expect(calls.length).toBeGreaterThan(2);
    for (const call of calls) expect(call).toMatchObject({ asDocumented: true });
  }, 120_000);
});
