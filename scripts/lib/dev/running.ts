// A service that can be restarted while the others go on.
import { once } from 'node:events';
import type { Context } from '../context.ts';
import { type Chosen, reachable, startService } from '../services.ts';

// A service prints its address just after it takes connections; that is known already.
const greetingMs = 500;

export function createRunning(
  service: Chosen,
  { root, processes, signal, say }: Pick<Context, 'root' | 'processes' | 'signal' | 'say'>,
) {
  let current: ReturnType<typeof startService> | undefined;

  /** @returns whether it takes connections; if not, it has said why */
  async function start(): Promise<boolean> {
    const started = startService(service, { root, processes, say });
    current = started;
    const ended = new AbortController();
    started.end.then((how) => {
      ended.abort();
      if (signal.aborted || current !== started) return;
      current = undefined;
      started.showAll();
      say(`The service "${service.name}" ended by itself (${how}). The next save starts it again.`);
    });
    const up = await reachable(service.port, AbortSignal.any([signal, ended.signal]));
    if (up) setTimeout(started.follow, greetingMs).unref();
    return up;
  }

  async function restart() {
    const before = current;
    current = undefined;
    if (before) await processes.end(before.child);
    return start();
  }

  return {
    start,
    restart,
    /**
     * Tells the service that the contract has changed; one that is gone is started.
     *
     * @returns whether it serves that contract
     */
    async refresh() {
      if (!current) return start();
      const { child, end } = current;
      const taken = once(child, 'message').then(() => true);
      child.send('contract');
      return Promise.race([taken, end.then(() => false)]);
    },
  };
}
