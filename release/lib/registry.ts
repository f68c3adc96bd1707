import { once } from 'node:events';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { install } from './install.ts';
import { publishedPackages } from './packages.ts';
import { publish } from './publish.ts';
import { run } from './run.ts';

// renovate.json raises it.
const verdaccio = '6.10.4';

/** A registry of our packages alone, on a loopback address. */
export interface Registry {
  url: string;
  /** Lines by which package managers take our packages from it, and all others from where they always do. */
  npmrc: string;
  close(): Promise<void>;
}

/**
 * Starts Verdaccio in a temporary folder, without an uplink, and publishes every tarball to it in the
 * order of a release.
 */
export async function startRegistry(say: (line: string) => void = () => {}): Promise<Registry> {
  const { folder, remove } = await install({ verdaccio }, { overrides: fetchByVersion });
  const { runServer } = createRequire(join(folder, 'package.json'))('verdaccio');
  const server: Server = await runServer(configuration(folder));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = [
    `@connect-api:registry=http://${host}/`,
    // npm publishes nothing without a token. This one is none.
    `//${host}/:_authToken=rehearsal`,
  ];
  // As flags they win over every file, so that nothing can reach a registry elsewhere.
  const npm = (args: string[]) =>
    run('npm', [...args, ...settings.map((setting) => `--${setting}`)], { cwd: folder });
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await remove();
  };
  try {
    await publish(publishedPackages, { npm, provenance: false, say });
  } catch (error) {
    await close();
    throw error;
  }
  return { url: `http://${host}/`, npmrc: `${settings.join('\n')}\n`, close };
}

// Verdaccio asks for it by a tag, which moves.
const fetchByVersion = { 'node-fetch': '2.7.0' };

function configuration(folder: string) {
  const anyone = { access: '$all', publish: '$all' };
  return {
    self_path: join(folder, 'verdaccio.yaml'),
    storage: join(folder, 'storage'),
    auth: { htpasswd: { file: join(folder, 'htpasswd') } },
    uplinks: {},
    packages: { '@connect-api/*': anyone },
    web: { enable: false },
    log: { type: 'stdout', level: 'error' },
  };
}
