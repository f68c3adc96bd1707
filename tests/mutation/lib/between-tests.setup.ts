// Runs in each test file of Stryker's copy. Stryker takes what runs outside of a test for what a module
// does while it loads: each such mutant is tried by every test there is, in a thread of its own. Here what
// the hooks of a file run is covered by the tests of that file. And what a test loads only when it needs it
// loads before, or it would count for that test alone, and only there.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, inject } from 'vitest';

interface Instrumented {
  /** Whom the code that runs now is counted for; nobody while modules load. */
  currentTestId: string | undefined;
  activeMutant: string | undefined;
  mutantCoverage?: { readonly perTest: Record<string, Record<string, number>> };
}

const provided = inject as (key: string) => string | undefined;
const namespace = provided('globalNamespace') ?? '';
const code = (globalThis as unknown as Record<string, Instrumented>)[namespace];
const hooks = 'the hooks of a file';

if (code && provided('mode') === 'dry-run') {
  await loadEverything();
  coverHooks(code);
}
// A thread is kept for many mutants: while a file loads, the one before must not be active any more.
else if (code && provided('mutantActivation') === 'runtime') code.activeMutant = undefined;

/** But for the program, which would run. */
async function loadEverything(): Promise<void> {
  const source = join(process.cwd(), 'src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' });
  for (const file of files) {
    if (file.endsWith('.ts') && !file.endsWith('.d.ts') && file !== 'cli.ts')
      await import(join(source, file));
  }
}

function coverHooks(code: Instrumented): void {
  const tests = new Set<string>();
  beforeAll(() => {
    let current: string | undefined;
    Object.defineProperty(code, 'currentTestId', {
      configurable: true,
      get: () => current ?? hooks,
      set(id: string | undefined) {
        current = id;
        if (id !== undefined) tests.add(id);
      },
    });
  });
  afterAll(() => {
    Object.defineProperty(code, 'currentTestId', {
      configurable: true,
      writable: true,
      value: undefined,
    });
    const perTest = code.mutantCoverage?.perTest ?? {};
    for (const [mutant, hits] of Object.entries(perTest[hooks] ?? {})) {
      for (const test of tests) {
        perTest[test] ??= {};
        perTest[test][mutant] = (perTest[test][mutant] ?? 0) + hits;
      }
    }
    delete perTest[hooks];
  });
}
