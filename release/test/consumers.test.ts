// One Node and one TypeScript, and the machine's own Node where that is too old for the tools;
// `npm run test:consumers` has all of them, and a browser.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { installedPackage } from '../lib/installed.ts';
import { publishedPackages } from '../lib/packages.ts';
import { smokeTest } from '../lib/smoke.ts';
import { compilesWith, runsInWorker, runsOn } from './consumers.ts';

const compiler = createRequire(import.meta.url).resolve('typescript/package.json');
const { version } = JSON.parse(readFileSync(compiler, 'utf8'));

runsOn('Node', { version: process.versions.node, program: process.execPath });
compilesWith({ version, program: join(dirname(compiler), 'bin/tsc') }, ['node16', 'bundler']);
runsInWorker();

const { CONNECT_OWN_NODE: ownNode } = process.env;
if (ownNode)
  test.each(publishedPackages)(`the machine's own Node loads and runs $name`, async ({ name }) => {
    const folder = inject('installed');
    const done = await smokeTest(folder, installedPackage(folder, name).manifest, ownNode);
    expect(done).not.toEqual([]);
  });
