import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';
import { finished } from 'node:stream/promises';

/**
 * Takes no more connections, and ends those that rest. Those with a request in flight, or with an answer
 * that their client still reads, end after it, or after so many seconds.
 *
 * @param answers the latest answer of each connection
 */
export async function closeServer(
  server: Server,
  answers: () => ServerResponse[],
  drainSeconds: number,
): Promise<void> {
  if (!server.listening) return;
  const end = setTimeout(() => server.closeAllConnections(), drainSeconds * 1000);
  // As net closes: http would end connections whose answer is written, but not yet taken.
  NetServer.prototype.close.call(server);
  if (drainSeconds === 0) server.closeAllConnections();
  for (;;) {
    const unread = answers().filter((each) => each.writableEnded && !each.closed);
    if (unread.length === 0) break;
    for (const each of unread) each.socket?.end();
    await Promise.allSettled(unread.map((each) => finished(each)));
  }
  await new Promise((resolve) => server.close(resolve));
  clearTimeout(end);
}
