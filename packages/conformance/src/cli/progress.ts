import type { Progress } from '../run.js';

const everyMs = 5000;

/** Says now and then how far a run is: on a terminal in one line that changes, elsewhere in a few. */
export function createProgress(
  stream: { isTTY?: boolean; write(text: string): unknown },
  now: () => number,
): { show(progress: Progress): void; end(): void } {
  const least = stream.isTTY ? 100 : everyMs;
  let last = now();
  let shown = false;
  return {
    show({ done, total, requests }) {
      if (now() - last < least) return;
      last = now();
      shown = true;
      const text = `${done} of ${total} checks, ${requests} requests`;
      stream.write(stream.isTTY ? `\r\u001b[K${text}` : `${text}\n`);
    },
    end() {
      if (shown && stream.isTTY) stream.write('\r\u001b[K');
    },
  };
}
