// The order of the test files: a mutant is given up at the first test that notices it, so the quick ones begin.
import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

export class QuickFirst extends BaseSequencer {
  /** Of whole files, as the first run took them: later runs are of some of their tests. */
  readonly #durations = new Map<string, number>();

  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return [...files].sort((one, other) => this.#duration(one) - this.#duration(other));
  }

  #duration({ project, moduleId }: TestSpecification): number {
    const known = this.#durations.get(moduleId);
    if (known !== undefined) return known;
    const key = `${project.name}:${relative(this.ctx.config.root, moduleId)}`;
    const duration = this.ctx.cache.getFileTestResults(key)?.duration;
    if (duration !== undefined) this.#durations.set(moduleId, duration);
    return duration ?? 0;
  }
}
