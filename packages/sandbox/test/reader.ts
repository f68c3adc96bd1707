// Reads directories in another process: LevelDB ends its own where it asserts what damage can break.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Node takes the types away, and finds a source by the name of what is built from it. */
const sources = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({
    resolve(name, context, next) {
      try {
        return next(name, context);
      } catch (error) {
        if (!/^\\..*\\.js$/.test(name)) throw error;
        return next(name.replace(/\\.js$/, '.ts'), context);
      }
    },
  });
`)}`;

export class Reader {
  #process: ChildProcess | undefined;

  async seen(location: string): Promise<string> {
    this.#process ??= fork(fileURLToPath(new URL('reader-process.ts', import.meta.url)), {
      execArgv: ['--import', sources],
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    });
    const reader = this.#process;
    const leaving = new AbortController();
    const { signal } = leaving;
    const told = once(reader, 'message', { signal }).then(([text]) => String(text));
    const gone = once(reader, 'exit', { signal }).then(([code, by]) => {
      this.#process = undefined;
      throw new Error(`The reader ended with ${code ?? by}.`);
    });
    reader.send(location);
    const first = await Promise.race([told, gone]);
    leaving.abort();
    await Promise.allSettled([told, gone]);
    return first;
  }

  end(): void {
    this.#process?.kill();
  }
}
