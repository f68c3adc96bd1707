// The entry of `npm start`, `npm test` and the other root scripts. It needs Node and nothing else:
// what it loads before the version check must parse on old versions of Node too.
import { readFileSync } from 'node:fs';
import { refuseNode } from './lib/node-version.mjs';

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const refusal = refuseNode(process.versions.node, engines.node);

if (refusal) {
  console.error(refusal);
  process.exitCode = 1;
} else {
  import('./lib/main.mjs')
    .then(({ main }) => main(process.argv.slice(2)))
    .then((exitCode) => {
      process.exitCode = exitCode;
    });
}
