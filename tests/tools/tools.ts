// Prints what other people's tools make of the contract, and keeps it in results.json, which the docs
// show. `npm run tools`.
import { writeFileSync } from 'node:fs';
import { installOnDemand } from './on-demand.ts';
import { tools, tryTool, versionOf } from './table.ts';

await installOnDemand();
const results = [];
for (const tool of tools) {
  const { name, kind, reads } = tool;
  const faults: string[] = [];
  for (const version of reads)
    faults.push(...(await tryTool(tool, version)).map((fault) => `${version}: ${fault}`));
  const result = { name, version: versionOf(name), kind, reads, faults };
  console.log(
    [name, result.version, kind, reads.join(' '), faults.join('; ') || 'works'].join(' | '),
  );
  results.push(result);
}
writeFileSync(new URL('results.json', import.meta.url), `${JSON.stringify(results, null, 2)}\n`);
if (results.some(({ faults }) => faults.length > 0)) process.exitCode = 1;
