// Prints what other people's tools make of the contract. `npm run tools`.
import { tools, tryTool, versionOf } from './table.ts';

let failed = 0;
console.log('| tool | version | kind | reads | |\n|---|---|---|---|---|');
for (const tool of tools) {
  const wrong = await tryTool(tool);
  if (wrong.length > 0) failed += 1;
  const verdict = wrong.length === 0 ? 'works' : wrong.join('; ');
  console.log(
    `| ${tool.name} | ${versionOf(tool.name)} | ${tool.kind} | ${tool.reads} | ${verdict} |`,
  );
}
if (failed > 0) process.exitCode = 1;
