// Serves the docs while the contract is worked on: node scripts/dev.ts --port 4000
// Any message from the parent process says that the bundled contract has changed; it is answered when pages
// show that.
import type { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

// First of all: whoever started this may be gone before the server is up.
let server: { stop(): Promise<void> } | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
process.on('disconnect', stop);

process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
process.env['ASTRO_DISABLE_UPDATE_CHECK'] = 'true';
const { dev } = await import('astro');

// The module that reads the bundle; all pages hang on it.
const contract = fileURLToPath(import.meta.resolve('@connect-api/spec'));

let vite: { watcher: EventEmitter } | undefined;
server = await dev({
  root: fileURLToPath(new URL('..', import.meta.url)),
  logLevel: 'warn',
  // Rendered guides link to the names of the contract, which may be others than last time.
  force: true,
  devToolbar: { enabled: false },
  // With 'always', the development server does not find an endpoint such as [operationId]/console.json.
  trailingSlash: 'ignore',
  server: { port: readPort(), host: '127.0.0.1' },
  vite: {
    server: { strictPort: true },
    plugins: [
      {
        name: 'contract',
        configureServer: (started) => {
          vite = started;
        },
      },
    ],
  },
});

process.on('message', () => {
  vite?.watcher.emit('change', contract);
  process.send?.('contract');
});

async function stop() {
  await server?.stop();
  process.exit(0);
}

function readPort() {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '4000' } } });
  return Number(values.port);
}
