// Plain JavaScript, for old Nodes load it, and what it loads before the version check must parse there.
// The entry of `npm start`, `npm test` and the other root scripts.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { refuseNode, satisfies } from './lib/node-version.mjs';

// What can bring another Node from npm, and what the published packages run on.
const least = '>=20.19.0';
const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const args = process.argv.slice(2);
const refusal = refuseNode(process.versions.node, least);

async function run() {
  if (satisfies(process.versions.node, engines.node)) {
    const { main } = await import('./lib/main.ts');
    return main(args);
  }
  const { bringNode } = await import('./lib/bring-node.mjs');
  const { runUnder } = await import('./lib/run-under.mjs');
  const node = await bringNode({ say: console.log });
  return runUnder(node, [fileURLToPath(import.meta.url), ...args]);
}

if (refusal) {
  console.error(refusal);
  process.exitCode = 1;
} else {
  run().then(
    (exitCode) => {
      process.exitCode = exitCode;
    },
    (error) => {
      if (error.name !== 'UserError') throw error;
      console.error(error.message);
      process.exitCode = 1;
    },
  );
}
