// Lints in a thread, so that the contract is bundled meanwhile. It stays for the next save: a linter that has
// run before needs a fifth of the time.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

interface Linted {
  code: number;
  report: string;
}

// A thread keeps the rules that it has loaded.
const rule = /^rules\//;

/** @param program lints what it is told to by any message, and answers with what came of it */
export function createLinter(program: URL) {
  let worker: Worker | undefined;

  const end = async () => {
    await worker?.terminate();
    worker = undefined;
  };

  return {
    end,

    /** @param files that were saved, from spec/ */
    async lint(files: string[] = []): Promise<Linted> {
      if (files.some((file) => rule.test(file))) await end();
      if (!worker) {
        worker = new Worker(program);
        worker.unref();
      }
      worker.postMessage(files);
      try {
        const [linted] = await once(worker, 'message');
        return linted;
      } catch (error) {
        worker = undefined;
        throw error;
      }
    },
  };
}
