import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';
import type { Duplex } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long the first request of a connection may be on its way. */
const underWayMs = 100;

interface Connections {
  /** The latest answer of each. */
  answers(): ServerResponse[];
  /** Those on which nothing has come: browsers and load balancers keep some ready. */
  unused(): Duplex[];
}

/**
 * Takes no more connections, and ends those that rest. Those with a request in flight, or with an answer
 * that their client still reads, end after it, or after so many seconds.
 */
export async function closeServer(
  server: Server,
  { answers, unused }: Connections,
  drainSeconds: number,
): Promise<void> {
  if (!server.listening) return;
  const end = setTimeout(() => server.closeAllConnections(), drainSeconds * 1000);
  const closed = once(server, 'close');
  // As net closes: http would end connections whose answer is written, but not yet taken. Bun's is none of net's.
  if (server instanceof NetServer) NetServer.prototype.close.call(server);
  else (server as Server).close();
  if (drainSeconds === 0) server.closeAllConnections();
  const taken = new Set<ServerResponse>();
  for (;;) {
    const unread = answers().filter(
      (each) => each.writableEnded && !each.closed && !taken.has(each),
    );
    if (unread.length === 0) break;
    for (const each of unread) each.socket?.end();
    await Promise.allSettled(unread.map((each) => finished(each)));
    // Deno's never count as closed.
    for (const each of unread) taken.add(each);
  }
  // Node 20 and 22 would wait for the headers of a request there.
  if (unused().length > 0) await sleep(Math.min(underWayMs, drainSeconds * 1000));
  for (const each of unused()) each.destroy();
  server.closeIdleConnections();
  await closed;
  clearTimeout(end);
}
