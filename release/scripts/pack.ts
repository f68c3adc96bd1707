// Packs every published package into tarballs/. The checks, the consumers and the release take them
// from there, so what was tried is what is published.
import { rm } from 'node:fs/promises';
import { publishedPackages, repository, tarballFolder } from '../lib/packages.ts';
import { run } from '../lib/run.ts';

await rm(tarballFolder, { recursive: true, force: true });
const filters = publishedPackages.map(({ name }) => `--filter=${name}`);
await run('pnpm', [...filters, 'pack', '--pack-destination', tarballFolder], { cwd: repository });
