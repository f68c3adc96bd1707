import { afterAll } from 'vitest';
import {
  compilesWith,
  runsInBrowser,
  runsInWorker,
  runsInWorkerd,
  runsOn,
} from '../test/consumers.ts';
import { installTools } from './tools.ts';

const { nodes, bun, deno, workerd, typescripts, remove } = await installTools();
afterAll(remove);

for (const node of nodes) runsOn('Node', node);
runsOn('Bun', bun);
runsOn('Deno', deno, ['run', '--allow-all', '--no-prompt', '--node-modules-dir=manual']);
const projects = ['node16', 'nodenext', 'bundler', 'node-types'];
for (const typescript of typescripts) compilesWith(typescript, projects);
runsInWorker();
runsInWorkerd(workerd);
runsInBrowser();
