import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { forgetWhatNoTestReaches } from '../lib/remembered.ts';

it('only what is static and lives is forgotten, for a new test may kill it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mutation-'));
  const file = join(folder, 'remembered.json');
  const mutants = [
    { id: '1', status: 'Survived', static: true },
    { id: '2', status: 'Survived', static: false },
    { id: '3', status: 'Survived' },
    { id: '4', status: 'Killed', static: true },
  ];
  try {
    forgetWhatNoTestReaches(file);
    writeFileSync(file, JSON.stringify({ schemaVersion: '2', files: { a: { mutants } } }));
    forgetWhatNoTestReaches(file);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      schemaVersion: '2',
      files: { a: { mutants: mutants.slice(1) } },
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
