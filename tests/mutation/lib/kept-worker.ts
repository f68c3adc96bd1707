// Vitest starts a thread for every run and ends it, and Stryker makes a run of every mutant: most of a
// mutant's time went into loading the same modules. Here a thread serves many runs.
import type { Worker } from 'node:worker_threads';
import { type PoolOptions, type PoolRunnerInitializer, ThreadsPoolWorker } from 'vitest/node';

/** After so many runs a new thread, so that what tests leave behind cannot pile up. */
const runsOfAThread = 40;

let kept: { thread: Worker; runs: number } | undefined;

/** Threads that are kept, but for mutants of what a module does while it loads: each has its own. */
export const keptThreads: PoolRunnerInitializer = {
  name: 'kept-threads',
  createPoolWorker: (options) => new KeptWorker(options),
};

/** Fields of Vitest's class that its types hide. */
interface Threaded {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  _thread: Worker | undefined;
}

class KeptWorker extends ThreadsPoolWorker {
  override readonly name = keptThreads.name;
  readonly #fresh: boolean;
  readonly #heard: [string, (argument: unknown) => void][] = [];

  constructor(options: PoolOptions) {
    super(options);
    const { mutantActivation } = options.project.getProvidedContext() as Record<string, unknown>;
    this.#fresh = mutantActivation === 'static';
  }

  get #threaded(): Threaded {
    return this as unknown as Threaded;
  }

  override async start(): Promise<void> {
    if (!this.#fresh && kept) this.#threaded._thread = kept.thread;
    await super.start();
    const thread = this.#threaded._thread;
    if (!this.#fresh && thread && kept?.thread !== thread) kept = { thread, runs: 0 };
  }

  override on(event: string, callback: (argument: unknown) => void): void {
    this.#heard.push([event, callback]);
    super.on(event, callback);
  }

  /** To a thread that is kept, "stop" would be the last word. */
  override send(message: { type?: string }): void {
    if (message.type !== 'stop' || !this.#keeps()) super.send(message as never);
    else
      this.#threaded._thread?.emit('message', {
        type: 'stopped',
        __vitest_worker_response__: true,
      });
  }

  override async stop(): Promise<void> {
    if (!this.#keeps()) {
      if (kept?.thread === this.#threaded._thread) kept = undefined;
      return super.stop();
    }
    if (kept) kept.runs += 1;
    for (const [event, callback] of this.#heard) this.off(event, callback);
    const { _thread: thread, stdout, stderr } = this.#threaded;
    thread?.stdout.unpipe(stdout);
    thread?.stderr.unpipe(stderr);
  }

  #keeps(): boolean {
    return (
      kept !== undefined && kept.thread === this.#threaded._thread && kept.runs < runsOfAThread
    );
  }
}
