import { afterAll } from 'vitest';
import { compilesWith, runsInBrowser, runsInWorker, runsOnNode } from '../test/consumers.ts';
import { installTools } from './tools.ts';

const { nodes, typescripts, remove } = await installTools();
afterAll(remove);

for (const node of nodes) runsOnNode(node);
for (const typescript of typescripts) compilesWith(typescript, ['node16', 'nodenext', 'bundler']);
runsInWorker();
runsInBrowser();
