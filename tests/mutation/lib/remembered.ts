// What Stryker remembers of its last run, in the mutation-testing-report schema.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

interface Remembered {
  readonly files: Readonly<Record<string, { mutants: { status: string; static?: boolean }[] }>>;
}

/**
 * Forgets the mutants of what a module does while it loads that live. Stryker does not know which tests
 * reach one, so no new test would make it try one again.
 */
export function forgetWhatNoTestReaches(file: string): void {
  if (!existsSync(file)) return;
  const remembered = JSON.parse(readFileSync(file, 'utf8')) as Remembered;
  for (const each of Object.values(remembered.files)) {
    each.mutants = each.mutants.filter(
      (mutant) => !(mutant.static && mutant.status === 'Survived'),
    );
  }
  writeFileSync(file, JSON.stringify(remembered));
}
