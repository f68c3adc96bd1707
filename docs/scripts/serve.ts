// Serves the built site: node scripts/serve.ts [--port 4000] [--host 127.0.0.1]
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import compression from 'compression';
import sirv from 'sirv';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));

const { port, host } = readFlags();
if (!['index.html', '404.html'].every((file) => existsSync(dist + file))) {
  fail('The site is not built yet. Run: npx pnpm --filter @connect-api/docs build');
}

const notFound = readFileSync(`${dist}404.html`);
// Looks at the disk for each request: a rebuild meanwhile must neither end the server nor stay unseen.
const files = sirv(dist, { dev: true, etag: true });
// As hosts do.
const compressed = compression();
/** Its types ask for Express's requests and responses, of which it uses what Node's have. */
type Compressed = typeof compressed;
const server = createServer((request, response) => {
  for (const [name, value] of headers()) response.setHeader(name, value);
  compressed(request as Parameters<Compressed>[0], response as Parameters<Compressed>[1], () =>
    files(request, response, () => {
      response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' });
      response.end(request.method === 'HEAD' ? undefined : notFound);
    }),
  );
});

server.on('error', (error) => {
  if ('code' in error && error.code === 'EADDRINUSE') {
    fail(`Port ${port} is taken. Stop what listens there, or choose another with --port.`);
  }
  fail(`The docs cannot be served on ${host}:${port}: ${error.message}`);
});
server.listen(port, host, () => {
  const address = server.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  console.log(`Docs: http://${host === '127.0.0.1' ? 'localhost' : host}:${actual}`);
});

// Ctrl-C, a stop from outside, or a parent that is gone: nothing stays behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
process.on('disconnect', stop);

function stop() {
  server.close();
  server.closeAllConnections();
  process.exitCode = 0;
  if (process.connected) process.disconnect();
}

/** What `_headers` asks of hosts; its one rule holds for every path. Without the file, nothing. */
function headers() {
  const file = `${dist}_headers`;
  const lines = (existsSync(file) ? readFileSync(file, 'utf8') : '').matchAll(
    /^\s+([\w-]+): (.+)$/gm,
  );
  return [...lines].map(([, name = '', value = '']) => [name, value] as const);
}

function readFlags() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '4000' },
        host: { type: 'string', default: '127.0.0.1' },
      },
    });
    const number = Number(values.port);
    if (!/^\d+$/.test(values.port) || number > 65535) {
      throw new Error(`--port takes a number from 0 to 65535, not "${values.port}".`);
    }
    return { port: number, host: values.host };
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
