// One Node and one TypeScript; `npm run test:consumers` has all of them, and a browser.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compilesWith, runsInWorker, runsOnNode } from './consumers.js';

const compiler = createRequire(import.meta.url).resolve('typescript/package.json');
const { version } = JSON.parse(readFileSync(compiler, 'utf8'));

runsOnNode({ version: process.versions.node, program: process.execPath });
compilesWith({ version, program: join(dirname(compiler), 'bin/tsc') }, ['node16', 'bundler']);
runsInWorker();
